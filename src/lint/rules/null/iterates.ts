import { isLack } from '../../expressions.ts';
import type { HarmRule } from '../../rule.ts';

/** A loop goes through a value that may be missing. */
export const nullIterates: HarmRule = {
  code: 'null/iterates',
  severity: 'error',
  why: 'A for loop over a null fails; over a missing value it does so in some accounts.',
  bad: `{% for item in UserAttribute['Wishlist'] %}{{ item|default('', true) }} {% endfor %}`,
  good: `{% for item in UserAttribute['Wishlist']|default([], true) %}{{ item|default('', true) }} {% endfor %}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.isError &&
    isLack(harm) &&
    (harm.node.typename === 'For' || harm.around[0]?.typename === 'For'),
  hint: () => 'loop over the value|default([], true)',
};
