import { ast } from '../../../jinja/index.ts';
import { asksLength, COUNTED } from '../../expressions.ts';
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
  hint: ({ node }) => {
    if (asksLength(node)) return COUNTED;
    const instead = isOfTexts(node) ? "'…'" : '0';
    return `give the value a default with true before the comparison: |default(${instead}, true)`;
  },
};

/** Whether a comparison has a text on one of its sides: with a number that fails as well. */
function isOfTexts(node: ast.Node): boolean {
  return ast
    .children(node)
    .flatMap((child) => (child.typename === 'Operand' ? ast.children(child) : child))
    .some((side) => side.typename === 'Const' && typeof side.value === 'string');
}
