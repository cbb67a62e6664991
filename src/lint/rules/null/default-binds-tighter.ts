import { ast } from '../../../jinja/index.ts';
import { expressionAround, isDefault } from '../../expressions.ts';
import { isLack } from '../../lacks.ts';
import type { PlacedHarm } from '../../place.ts';
import type { HarmRule } from '../../rule.ts';

const OPERATORS: ReadonlySet<ast.Kind> = new Set<ast.Kind>(
  'Add Compare Concat Div FloorDiv Mod Mul Operand Pow Sub'.split(' ') as ast.Kind[],
);

/** The operator that fails, and those of which it is an operand. */
function operatorsAt(harm: PlacedHarm): readonly ast.Node[] {
  const path = [harm.node, ...expressionAround(harm)];
  const end = path.findIndex(({ typename }) => !OPERATORS.has(typename));
  return end < 0 ? path : path.slice(0, end);
}

/** Whether an operand is something written out with a default, which is there anyway. */
function hasIdleDefault(operator: ast.Node): boolean {
  return ast
    .children(operator)
    .flatMap((child) => (child.typename === 'Operand' ? ast.children(child) : child))
    .some((child) => isDefault(child) && child.node?.typename === 'Const');
}

/** A default applies only to the last operand. */
export const nullDefaultBindsTighter: HarmRule = {
  code: 'null/default-binds-tighter',
  severity: 'error',
  why: "A filter binds tighter than an operator: in a + 'x'|default('y') the default belongs to 'x', and a missing a fails.",
  bad: `{{ UserAttribute['First Name'] + ', welcome'|default('Welcome') }}`,
  good: `{{ (UserAttribute['First Name']|default('Friend', true)) ~ ', welcome' }}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.isError &&
    isLack(harm) &&
    operatorsAt(harm).some(hasIdleDefault),
  hint: () => "put brackets round what the default is for: (UserAttribute['…']|default('…', true))",
};
