import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A variable that is set in a loop is read after it. */
export const langSetLostInLoop: TextRule = {
  code: 'lang/set-lost-in-loop',
  severity: 'error',
  why: 'A set inside a for loop is gone when the turn ends: after the loop the variable has the value from before it.',
  bad: `{% set found = 'no' %}{% for x in UserAttribute['Tags']|default([], true) %}{% if x == 'vip' %}{% set found = 'yes' %}{% endif %}{% endfor %}{{ found }}`,
  good: `{% set ns = namespace(found='no') %}{% for x in UserAttribute['Tags']|default([], true) %}{% if x == 'vip' %}{% set ns.found = 'yes' %}{% endif %}{% endfor %}{{ ns.found }}`,

  check,
};

function* check({ analysis }: Subject): Iterable<Report> {
  const { root } = analysis;
  const outside = new Set<string>();
  const inLoops: { readonly name: string; readonly node: ast.Node; readonly loop: ast.For }[] = [];
  const loops: ast.For[] = [];
  const reads: ast.Name[] = [];
  ast.visit(root, {
    For: (node) => void loops.push(node),
    Assign({ target }) {
      if (target.typename !== 'Name') return;
      const loop = loops.at(-1);
      if (loop === undefined) outside.add(target.name);
      else inLoops.push({ name: target.name, node: target, loop });
    },
    Name: (node) => void (node.ctx === 'load' && loops.length === 0 && reads.push(node)),
    leave: { For: () => void loops.pop() },
  });
  for (const { name, node, loop } of inLoops) {
    const last = loop.body.at(-1)?.end ?? loop.end;
    const read = reads.find((one) => one.name === name && one.start > last);
    if (read === undefined || !outside.has(name)) continue;
    const message = `'${name}' is set inside a loop: after the loop it has the value from before`;
    const hint = `keep it in a namespace: {% set ns = namespace(${name}=…) %} and {% set ns.${name} = … %}`;
    yield { message, hint, at: node };
  }
}
