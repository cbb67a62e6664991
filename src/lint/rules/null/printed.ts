import type { ast } from '../../../jinja/index.ts';
import { isLack, isOfList } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** A value that may be missing is printed. */
export const nullPrinted: HarmRule = {
  code: 'null/printed',
  severity: 'error',
  why: 'MoEngage does not send a message that prints a null. Nobody is told: the user is counted as failed personalisation after the send.',
  bad: `Hi {{ UserAttribute['First Name'] }}!`,
  good: `Hi {{ UserAttribute['First Name']|default('Friend', true) }}!`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    (isLack(harm) || isOfList(harm) || harm.trial.kind === 'provided-for'),
  hint: ({ node }) => {
    if (node.typename === 'CondExpr') return "say what is printed otherwise: {{ … if … else '' }}";
    return isLookUp(node)
      ? "give what is looked up a default, {{ …|default('…', true) }}: not every value is in there"
      : "give it a default, {{ …|default('…', true) }}, or drop these users with a reason: {% if not … %}{% MOE_NOT_SEND('…') %}{% endif %}";
  },
};

/** Whether a value is looked up in a list or dict: `names[x]`, `names.get(x)`. */
function isLookUp(node: ast.Node): boolean {
  if (node.typename === 'Getitem') return node.arg.typename !== 'Const';
  if (node.typename !== 'Call' || node.node.typename !== 'Getattr') return false;
  return node.node.attr === 'get' && node.args[0]?.typename !== 'Const';
}
