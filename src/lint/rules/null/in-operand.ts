import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** A membership is asked of a value that may be missing. */
export const nullInOperand: HarmRule = {
  code: 'null/in-operand',
  severity: 'error',
  why: 'x in y fails where y is null, and in some accounts where it is missing.',
  bad: `{% if 'gold' in UserAttribute['Tags'] %}Gold{% endif %}`,
  good: `{% if 'gold' in UserAttribute['Tags']|default('', true) %}Gold{% endif %}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.isError &&
    isLack(harm) &&
    harm.node.typename === 'Compare' &&
    harm.node.ops.some(({ op }) => op === 'in' || op === 'notin'),
  hint: () => 'give the right side a default with true',
};
