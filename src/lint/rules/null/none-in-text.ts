import { isLack } from '../../expressions.ts';
import { ast } from '../../../jinja/index.ts';
import type { HarmRule } from '../../rule.ts';

/** Whether the template itself writes the word. */
function saysNone(node: ast.Node): boolean {
  let isThere = false;
  ast.visit(node, {
    Const: ({ value }) => void (isThere ||= typeof value === 'string' && /none/i.test(value)),
  });
  return isThere;
}

/** A message says None where a value is missing. */
export const nullNoneInText: HarmRule = {
  code: 'null/none-in-text',
  severity: 'error',
  why: "A null that goes through a filter or is joined by ~ becomes Python's text None, which people read in the message.",
  bad: `Hi {{ UserAttribute['First Name'] ~ '!' }}`,
  good: `Hi {{ UserAttribute['First Name']|default('Friend', true) ~ '!' }}`,

  fits: (harm) =>
    harm.effect === 'printed' &&
    isLack(harm) &&
    /none/i.test(harm.text) &&
    !/none/i.test(harm.before) &&
    !saysNone(harm.node),
  hint: () => 'give the value a default with true',
};
