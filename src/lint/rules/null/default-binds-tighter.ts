import { ast } from '../../../jinja/index.ts';
import { isDefault } from '../../expressions.ts';
import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

function isOperator({ typename }: ast.Node): boolean {
  return ['Add', 'Concat', 'Sub', 'Mul', 'Mod', 'Div'].includes(typename);
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
    isOperator(harm.node) &&
    ast.children(harm.node).some((child) => isDefault(child) && child.node?.typename === 'Const'),
  hint: () => "put brackets round what the default is for: (UserAttribute['…']|default('…', true))",
};
