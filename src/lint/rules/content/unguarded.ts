import { readsNone } from '../../none-text.ts';
import type { HarmRule } from '../../rule.ts';

/** A member of a Content API's answer is used without asking whether it is there. */
export const contentUnguarded: HarmRule = {
  code: 'content/unguarded',
  severity: 'error',
  why: 'An answer that lacks a member gives an undefined value: printing it drops the user, reading on from it fails. A member that is null drops the user too, or prints None after a filter; that is a warning.',
  bad: `{{ ContentApi.Points({'id': 1}).balance }}`,
  good: `{{ ContentApi.Points({'id': 1}).balance|default('', true) }}`,
  fits: (harm, { analysis }) =>
    harm.read.kind === 'ContentApi' &&
    (harm.effect === 'dropped' || readsNone(harm, analysis.reads.bindings)),
  hint: () => 'give what is read of the answer a default with true, or ask for it with {% if %}',
};
