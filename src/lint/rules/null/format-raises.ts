import type { ast } from '../../../jinja/index.ts';
import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

function isFormat(node: ast.Node): boolean {
  if (node.typename === 'Filter') return node.name === 'format';
  if (node.typename === 'Mod') return true;
  return (
    node.typename === 'Call' && node.node.typename === 'Getattr' && node.node.attr === 'format'
  );
}

/** A number format gets a value that may be missing. */
export const nullFormatRaises: HarmRule = {
  code: 'null/format-raises',
  severity: 'error',
  why: 'A format such as %d or {:,} needs a number: the render fails on anything else.',
  bad: `You have {{ '%d'|format(UserAttribute['Points']) }} points`,
  good: `You have {{ '%d'|format(UserAttribute['Points']|default(0, true)) }} points`,

  fits: (harm) => harm.effect === 'dropped' && harm.isError && isLack(harm) && isFormat(harm.node),
  hint: () => 'give the value a default with true: |default(0, true)',
};
