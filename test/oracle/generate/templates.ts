import type { Statements } from './statements.ts';
import { tree, type Tree } from './tree.ts';

/** A block under a fresh name; inside, only what is global is known unless it is scoped. */
export function block(writer: Statements, depth: number, name?: string, inherits = true): Tree {
  const { chance } = writer;
  const label = name ?? `b${writer.counted('block')}`;
  const loops = writer.scope.loops;
  writer.scope.loops = 0;
  const inner = writer.body(depth - 1);
  writer.scope.loops = loops;
  const again =
    name !== undefined && inherits && chance.hit(0.4)
      ? [chance.of(['{{ super() }}', `{{ super()|length }}`, '{{ super.super() }}'])]
      : [];
  const self = chance.hit(0.05) ? [`{{ self.${chance.of(['title', 'main'])}() }}`] : [];
  const end = chance.of(['endblock', `endblock ${label}`]);
  return tree(
    'statement',
    writer.tag(
      `block ${label}`,
      chance.hit(0.25) ? ' scoped' : '',
      chance.hit(0.005) ? ' required' : '',
    ),
    inner,
    again,
    self,
    writer.tag(end),
  );
}

/** `include` of a template of the store, or of one that is not there. */
export function include(writer: Statements): Tree {
  const { chance } = writer;
  const one = (): string => `'${chance.hit(0.06) ? 'gone' : chance.of(writer.store.includes)}'`;
  const what = chance.hit(0.15) ? `[${one()}, ${one()}]` : one();
  const rest = chance.of([
    '',
    '',
    '',
    ' ignore missing',
    ' with context',
    ' without context',
    ' ignore missing without context',
  ]);
  return tree('statement', writer.tag('include ', what, rest));
}

/** `import` or `from … import`, and a use of what was imported. */
export function importing(writer: Statements, depth: number): Tree {
  const { chance, scope } = writer;
  const from = `'${chance.hit(0.03) ? 'gone' : chance.of(writer.store.modules)}'`;
  const context = chance.of(['', '', ' with context', ' without context']);
  if (chance.hit(0.5)) {
    const use = chance.of([
      '{{ mod.show(1) }}',
      '{{ mod.box("<b>", n=2) }}',
      '{{ mod.colour }}',
      '{{ mod.nope }}',
      '{{ mod }}',
      '{{ mod._hidden }}',
    ]);
    return tree('statement', writer.tag(`import ${from} as mod`, context), use);
  }
  const alias = chance.hit(0.4) ? ' as seen' : '';
  scope.declareMacro({
    name: alias === '' ? 'show' : 'seen',
    parameters: [['x', 'any', false]],
    caller: undefined,
    rest: false,
  });
  const more = chance.of(['', ', colour', ', nope', ', box as box2']);
  return depth > 0
    ? tree(
        'statement',
        writer.tag(`from ${from} import show${alias}${more}`, context),
        chance.of(['', '{{ colour }}']),
      )
    : writer.text();
}
