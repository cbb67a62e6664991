import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** A slice is taken of a value that may be missing. */
export const nullSliceRaises: HarmRule = {
  code: 'null/slice-raises',
  severity: 'error',
  why: 'A missing or null value has no characters to take: the render fails and the user is dropped.',
  bad: `{% set code = UserAttribute['Code'][:4] %}{{ code }}`,
  good: `{% set code = (UserAttribute['Code']|default('', true))[:4] %}{{ code }}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.isError &&
    isLack(harm) &&
    harm.node.typename === 'Getitem' &&
    harm.node.arg.typename === 'Slice',
  hint: () => 'give the value a default with true inside brackets before the slice',
};
