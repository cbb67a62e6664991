import { isLack } from '../../lacks.ts';
import { isNumber } from '../../person.ts';
import type { HarmRule } from '../../rule.ts';

/** Text is joined with + to a value that may be missing. */
export const nullJoinedWithPlus: HarmRule = {
  code: 'null/joined-with-plus',
  severity: 'error',
  why: 'The operator + fails on a missing or null value, and on numbers. The operator ~ makes a text of both sides.',
  bad: `{% set name = UserAttribute['First Name'] + '!' %}Hi {{ name }}`,
  good: `{% set name = UserAttribute['First Name']|default('Friend', true) ~ '!' %}Hi {{ name }}`,

  fits: (harm) =>
    harm.effect === 'dropped' && harm.isError && isLack(harm) && harm.node.typename === 'Add',
  hint: ({ read }) =>
    isNumber(read)
      ? 'give the number a default with true, in brackets: (…|default(0, true))'
      : 'join texts with ~, and give the value a default with true',
};
