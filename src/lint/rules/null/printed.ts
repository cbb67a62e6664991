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
    return node.typename === 'Getitem' && node.arg.typename !== 'Const'
      ? "give what is looked up a default: {{ …[…]|default('…', true) }}"
      : "give it a default, {{ …|default('…', true) }}, or drop these users with a reason: {% if not … %}{% MOE_NOT_SEND('…') %}{% endif %}";
  },
};
