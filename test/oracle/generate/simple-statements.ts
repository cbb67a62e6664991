import { NAMES, TYPES } from './names.ts';
import type { Statements } from './statements.ts';
import { separated, tree, type Tree } from './tree.ts';
import type { Type } from './types.ts';

/** `break` or `continue` under a condition. */
export function jump(writer: Statements): Tree {
  const word = writer.chance.of(['break', 'continue']);
  return tree(
    'statement',
    writer.tag('if ', writer.expressions.of('bool', 1)),
    writer.tag(word),
    writer.tag('endif'),
  );
}

/** A raw block. */
export function raw(writer: Statements): Tree {
  const { chance } = writer;
  const text = chance.of(['{{ raw }}', '{% if %}', '\n  x\n', '{#', '']);
  const [open, close] = chance.weighted<readonly [string, string]>([
    [5, ['{% raw %}', '{% endraw %}']],
    [1, ['{%- raw -%}', '{%- endraw -%}']],
    [1, ['{%+ raw %}', '{%+ endraw +%}']],
    [1, ['{%raw-%}', '{%\nendraw%}\n']],
    [0.1, ['{% raw +%}', '{% endraw %}']],
  ]);
  return tree('statement', open, text, close);
}

/** An assignment to a name or to two. */
export function set(writer: Statements): Tree {
  const { chance } = writer;
  if (chance.hit(0.15)) {
    const values = [writer.expressions.of('int', 1), writer.expressions.of('str', 1)];
    // Two names: CPython 3.11 gives `(a, a) = (1, 2)` the first value, by a mistake of its optimizer.
    const first = writer.name('int');
    const second = NAMES.find((name) => name > first) ?? 'zz';
    writer.scope.declare(second, 'str');
    const targets = chance.of([`${first}, ${second}`, `(${first}, ${second})`]);
    return tree('statement', writer.tag('set ', targets, ' = ', ...separated(values, ', ')));
  }
  const type = chance.of(TYPES);
  const value = writer.expressions.of(type, 2);
  return tree('statement', writer.tag('set ', writer.name(type), ' = ', value));
}

/** A namespace, or an assignment to an attribute of one. */
export function namespace(writer: Statements): Tree {
  const { chance } = writer;
  const known = writer.scope.someNamespace(chance);
  if (known === undefined || chance.hit(0.3)) {
    const name = chance.of(['ns', 'state']);
    const statement = tree(
      'statement',
      writer.tag(
        `set ${name} = namespace(`,
        'n=',
        writer.expressions.of('int', 1),
        ', s=',
        writer.expressions.of('str', 1),
        ')',
      ),
    );
    writer.scope.declareNamespace(
      name,
      new Map<string, Type>([
        ['n', 'int'],
        ['s', 'str'],
      ]),
    );
    return statement;
  }
  const [name, fields] = known;
  const [field, type] = chance.of([...fields]);
  writer.scope.declare(`${name}.${field}`, type);
  return tree(
    'statement',
    writer.tag(`set ${name}.${field} = `, writer.expressions.of(type, 2)),
    '{{ ',
    `${name}.${field}`,
    ' }}',
  );
}

/** A filter block. */
export function filterBlock(writer: Statements, depth: number): Tree {
  const filter = writer.chance.of([
    'upper',
    'title',
    'e',
    'trim',
    'indent(2)',
    "replace('e', 'E')|lower",
    'wordcount',
    'length',
    'truncate(9)',
    'striptags',
    'urlize',
    'center(20)',
    'safe',
  ]);
  return tree(
    'statement',
    writer.tag('filter ', filter),
    writer.body(depth - 1),
    writer.tag('endfilter'),
  );
}

/** An autoescape block. */
export function autoescape(writer: Statements, depth: number): Tree {
  const value = writer.chance.hit(0.8)
    ? writer.chance.of(['true', 'false'])
    : writer.expressions.of('bool', 1);
  return tree(
    'statement',
    writer.tag('autoescape ', value),
    writer.body(depth - 1),
    writer.tag('endautoescape'),
  );
}

/** A block set. */
export function setBlock(writer: Statements, depth: number): Tree {
  const { chance } = writer;
  const inner = writer.body(depth - 1);
  const filter = chance.hit(0.4)
    ? [chance.of([' | upper', '|trim', " | replace('a', 'b')", '|length', '|e'])]
    : [];
  return tree(
    'statement',
    writer.tag('set ', writer.name('str'), ...filter.map((text) => tree('optional', text))),
    inner,
    writer.tag('endset'),
  );
}
