import type { Reads } from '../analysis/index.ts';
import { ast } from '../jinja/index.ts';
import type { PlacedHarm } from './place.ts';

/**
 * Whether people read None where the complete user reads none, and the template itself does not write the word there, nor in what sets a
 * variable of `bindings`.
 */
export function readsNone(harm: PlacedHarm, bindings: Reads['bindings']): boolean {
  return (
    harm.effect === 'printed' &&
    /none/i.test(harm.text) &&
    !/none/i.test(harm.before) &&
    !saysNone(harm.node, bindings)
  );
}

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
