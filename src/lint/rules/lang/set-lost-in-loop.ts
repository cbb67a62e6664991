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

/** The body of a loop with what is set in it itself, or all that is around loops. */
type Scope = {
  readonly outer: Scope | undefined;
  readonly end: number;
  readonly sets: Map<string, ast.Assign>;
};

/** The innermost scope from one outwards in which a name is set. */
function settingOf(name: string, scope: Scope | undefined): Scope | undefined {
  for (let at = scope; at !== undefined; at = at.outer) if (at.sets.has(name)) return at;
  return undefined;
}

function* check({ analysis, profile }: Subject): Iterable<Report> {
  const { root } = analysis;
  let scope: Scope = { outer: undefined, end: root.end, sets: new Map() };
  const loops: Scope[] = [];
  const reads: { readonly name: string; readonly start: number; readonly scope: Scope }[] = [];
  ast.visit(root, {
    For({ body, end }) {
      scope = { outer: scope, end: body.at(-1)?.end ?? end, sets: new Map() };
      loops.push(scope);
    },
    Assign(node) {
      const { target } = node;
      if (target.typename === 'Name' && !scope.sets.has(target.name))
        scope.sets.set(target.name, node);
    },
    Name({ name, ctx, start }) {
      if (ctx === 'load') reads.push({ name, start, scope });
    },
    leave: { For: () => void (scope = scope.outer ?? scope) },
  });
  for (const loop of loops)
    for (const [name, node] of loop.sets) {
      const around = settingOf(name, loop.outer);
      const before = around?.sets.get(name);
      if (before === undefined) continue;
      const named = reads.filter((one) => one.name === name);
      const isLost = named.some(
        ({ start, scope: at }) => start > loop.end && settingOf(name, at) === around,
      );
      const isCounter =
        counts(name, before, node) &&
        named.some(({ start, scope: at }) => start > node.end && settingOf(name, at) === loop);
      const inNamespace = `keep it in a namespace: {% set ns = namespace(${name}=…) %} and {% set ns.${name} = … %}`;
      if (isLost)
        yield {
          message: `'${name}' is set inside a loop: after the loop it has the value from before`,
          hint: inNamespace,
          at: node.target,
        };
      else if (isCounter && profile.jinja !== '2.8')
        yield {
          severity: 'warning',
          message: `'${name}' is set inside a loop: each turn begins with the value from before the loop, but in Jinja 2.8`,
          hint: `count with loop.index, or ${inNamespace}`,
          at: node.target,
        };
    }
}

/** Whether a loop adds to a number that is set before it. */
function counts(name: string, before: ast.Assign, { node }: ast.Assign): boolean {
  if (before.node.typename !== 'Const' || typeof before.node.value !== 'number') return false;
  if (node.typename !== 'Add' && node.typename !== 'Sub') return false;
  return [node.left, node.right].some((one) => one.typename === 'Name' && one.name === name);
}
