import type { Reads } from '../../../analysis/index.ts';
import { isLack } from '../../lacks.ts';
import { ast } from '../../../jinja/index.ts';
import type { HarmRule } from '../../rule.ts';

/** Whether the template itself writes the word in an expression, or in what sets a variable of it. */
function saysNone(node: ast.Node, bindings: Reads['bindings']): boolean {
  const seen = new Set<string>();
  const left = [node];
  let isThere = false;
  for (let next = left.pop(); next !== undefined; next = left.pop())
    ast.visit(next, {
      Const: ({ value }) => void (isThere ||= typeof value === 'string' && /none/i.test(value)),
      TemplateData: ({ data }) => void (isThere ||= /none/i.test(data)),
      Name({ name }) {
        if (seen.has(name)) return;
        seen.add(name);
        for (const source of bindings.get(name) ?? []) left.push(source);
      },
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

  fits: (harm, { analysis }) =>
    harm.effect === 'printed' &&
    isLack(harm) &&
    /none/i.test(harm.text) &&
    !/none/i.test(harm.before) &&
    !saysNone(harm.node, analysis.reads.bindings),
  hint: () => 'give the value a default with true',
};
