import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** A value that may be missing is compared by size. */
export const nullCompareRaises: HarmRule = {
  code: 'null/compare-raises',
  severity: 'error',
  why: 'Python cannot order a missing or null value and a number: the render fails and the user is dropped.',
  bad: `{% if UserAttribute['Points'] > 100 %}Gold{% endif %}`,
  good: `{% if UserAttribute['Points']|default(0, true) > 100 %}Gold{% endif %}`,

  fits: (harm) =>
    harm.effect === 'dropped' && harm.isError && isLack(harm) && harm.node.typename === 'Compare',
  hint: () => 'give the value a default with true before the comparison: |default(0, true)',
};
