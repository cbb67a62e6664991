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
  readonly sets: Map<string, ast.Node>;
};

/** The innermost scope from one outwards in which a name is set. */
function settingOf(name: string, scope: Scope | undefined): Scope | undefined {
  for (let at = scope; at !== undefined; at = at.outer) if (at.sets.has(name)) return at;
  return undefined;
}

function* check({ analysis }: Subject): Iterable<Report> {
  const { root } = analysis;
  let scope: Scope = { outer: undefined, end: root.end, sets: new Map() };
  const loops: Scope[] = [];
  const reads: { readonly name: string; readonly start: number; readonly scope: Scope }[] = [];
  ast.visit(root, {
    For({ body, end }) {
      scope = { outer: scope, end: body.at(-1)?.end ?? end, sets: new Map() };
      loops.push(scope);
    },
    Assign({ target }) {
      if (target.typename === 'Name' && !scope.sets.has(target.name))
        scope.sets.set(target.name, target);
    },
    Name({ name, ctx, start }) {
      if (ctx === 'load') reads.push({ name, start, scope });
    },
    leave: { For: () => void (scope = scope.outer ?? scope) },
  });
  for (const { outer, end, sets } of loops)
    for (const [name, node] of sets) {
      const around = settingOf(name, outer);
      const isRead = reads.some(
        (one) => one.name === name && one.start > end && settingOf(name, one.scope) === around,
      );
      if (around === undefined || !isRead) continue;
      const message = `'${name}' is set inside a loop: after the loop it has the value from before`;
      const hint = `keep it in a namespace: {% set ns = namespace(${name}=…) %} and {% set ns.${name} = … %}`;
      yield { message, hint, at: node };
    }
}
