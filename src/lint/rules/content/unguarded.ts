import type { HarmRule } from '../../rule.ts';

/** A member of a Content API's answer is used without asking whether it is there. */
export const contentUnguarded: HarmRule = {
  code: 'content/unguarded',
  severity: 'error',
  why: 'An answer that lacks a member gives an undefined value: printing it drops the user, reading on from it fails.',
  bad: `{{ ContentApi.Points({'id': 1}).balance }}`,
  good: `{{ ContentApi.Points({'id': 1}).balance|default('', true) }}`,
  fits: (harm) => harm.effect === 'dropped' && harm.read.kind === 'ContentApi',
  hint: () => 'give what is read of the answer a default with true, or ask for it with {% if %}',
};
