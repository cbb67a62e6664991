import { isLack } from '../../lacks.ts';
import { readsNone } from '../../none-text.ts';
import type { HarmRule } from '../../rule.ts';

/** A message says None where a value is missing. */
export const nullNoneInText: HarmRule = {
  code: 'null/none-in-text',
  severity: 'error',
  why: "A null that goes through a filter or is joined by ~ becomes Python's text None, which people read in the message.",
  bad: `Hi {{ UserAttribute['First Name'] ~ '!' }}`,
  good: `Hi {{ UserAttribute['First Name']|default('Friend', true) ~ '!' }}`,

  fits: (harm, { analysis }) => isLack(harm) && readsNone(harm, analysis.reads.bindings),
  hint: () => 'give the value a default with true',
};
