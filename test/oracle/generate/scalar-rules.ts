import type { Expressions, Rule } from './expressions.ts';
import { leaf } from './leaves.ts';
import { braceFormat, percentFormat, quote } from './literals.ts';
import { separated, tree, type Part, type Tree } from './tree.ts';

/** Ways to write a text. */
export function strRules(writer: Expressions, depth: number): Rule[] {
  const { chance } = writer;
  const str = (): Part[] => writer.operand('str', depth);
  return [
    [3, () => [...str(), ' ~ ', ...writer.operand('any', depth)]],
    [2, () => [...str(), ' + ', ...str()]],
    [1, () => [...str(), ' * ', String(chance.between(-1, 4))]],
    [2, () => percent(writer, depth)],
    [2, () => braces(writer, depth)],
    [2, () => [...str(), slice(writer, depth)]],
    [1, () => [...str(), '[', writer.of('int', 0), ']']],
    [
      2,
      () => [
        ...writer.operand('row', 1),
        chance.of(['.name', '.tag', "['name']", "['tag']", '.nope']),
      ],
    ],
    [
      1,
      () => [...writer.operand('any', depth), '|', chance.of(['string', 'tojson', 'pprint', 'e'])],
    ],
    [1, () => [...loopOrStr(writer, depth)]],
  ];
}

function loopOrStr(writer: Expressions, depth: number): Part[] {
  if (writer.scope.caller !== undefined) {
    const args = writer.scope.caller.map((type) => writer.of(type, depth - 1));
    return ['caller(', ...separated(args, ', '), ')'];
  }
  if (writer.scope.loops === 0) return [leaf(writer.chance, 'str')];
  return ['loop.cycle(', writer.of('str', 0), ', ', writer.of('str', 0), ')'];
}

function percent(writer: Expressions, depth: number): Part[] {
  const { chance } = writer;
  const [format, kinds] = percentFormat(chance);
  const args = kinds.map((kind) =>
    writer.of(kind === 's' || kind === 'r' ? 'any' : chance.of(['int', 'float']), depth - 1),
  );
  if (chance.hit(0.3)) return [quote(chance, format), '|format(', ...separated(args, ', '), ')'];
  const tuple: Part[] =
    args.length === 1 && chance.hit(0.5)
      ? ['(', ...args, ')']
      : ['(', ...args.flatMap((arg) => [arg, ', ']), ')'];
  return [quote(chance, format), ' % ', ...(args.length === 0 ? ['()'] : tuple)];
}

function braces(writer: Expressions, depth: number): Part[] {
  const { chance } = writer;
  const fields = chance.many(1, 2, () => braceFormat(chance));
  const args = chance.many(1, 2, () => writer.of('any', depth - 1));
  const named = chance.hit(0.5) ? [', x=', writer.of('any', depth - 1)] : [];
  return [
    quote(chance, fields.join(chance.of(['', ' ', '{{}}']))),
    '.format(',
    ...separated(args, ', '),
    ...named,
    ')',
  ];
}

/** Ways to write a number. */
export function numberRules(writer: Expressions, type: 'int' | 'float', depth: number): Rule[] {
  const { chance } = writer;
  const side = (): Part[] =>
    writer.operand(chance.hit(0.2) ? chance.of(['int', 'float', 'bool', 'big']) : type, depth);
  const rules: Rule[] = [
    [4, () => [...side(), chance.of([' + ', ' - ', ' * ', '+', '-']), ...side()]],
    [2, () => [...side(), chance.of([' // ', ' % ']), ...side()]],
    [1, () => [...side(), ' ** ', String(chance.between(0, 3))]],
    [1, () => ['-', ...side()]],
    [0.5, () => ['+', ...side()]],
    [1, () => [...writer.operand('row', 1), type === 'int' ? '.n' : '.price']],
  ];
  if (type === 'float') rules.push([3, () => [...writer.operand('int', depth), ' / ', ...side()]]);
  else
    rules.push(
      [2, () => [...writer.operand(chance.of(['str', 'strs', 'dict']), depth), '|length']],
      [2, () => [loopNumber(writer)]],
    );
  return rules;
}

function loopNumber(writer: Expressions): string {
  if (writer.scope.loops === 0) return leaf(writer.chance, 'int');
  const names = [
    'index',
    'index0',
    'revindex',
    'revindex0',
    'length',
    'depth',
    'depth0',
    'previtem',
    'nextitem',
  ];
  return `loop.${writer.chance.of(names)}`;
}

/** Ways to write a condition. */
export function boolRules(writer: Expressions, depth: number): Rule[] {
  const { chance } = writer;
  const type = chance.of(['int', 'float', 'str', 'any', 'ints', 'bool'] as const);
  const compared = (): Part[] =>
    writer.operand(type === 'any' ? chance.of(['str', 'none', 'int', 'anys']) : type, depth);
  const order = type === 'any' ? [' == ', ' != '] : [' == ', ' != ', ' < ', ' <= ', ' > ', ' >= '];
  const one = (): Part[] => writer.operand('bool', depth);
  return [
    [5, () => [...compared(), chance.of(order), ...compared()]],
    [1, () => [...compared(), chance.of(order), ...compared(), chance.of(order), ...compared()]],
    [2, () => [...one(), chance.of([' and ', ' or ']), ...one()]],
    [2, () => ['not ', ...one()]],
    [
      2,
      () => [
        ...writer.operand('str', depth),
        chance.of([' in ', ' not in ']),
        ...writer.operand(chance.of(['str', 'strs', 'dict']), depth),
      ],
    ],
    [
      1,
      () => [
        ...writer.operand('int', depth),
        chance.of([' in ', ' not in ']),
        ...writer.operand('ints', depth),
      ],
    ],
    [
      1,
      () => [
        writer.scope.loops > 0
          ? chance.of(['loop.first', 'loop.last', 'loop.changed(1)'])
          : leaf(writer.chance, 'bool'),
      ],
    ],
  ];
}

/** `[start:stop:step]` with any of the three left out. */
export function slice(writer: Expressions, depth: number): Tree {
  const { chance } = writer;
  const edge = (): Part =>
    chance.hit(0.5)
      ? ''
      : chance.hit(0.8)
        ? String(chance.between(-4, 6))
        : writer.of('int', depth - 2);
  const step = chance.hit(0.3)
    ? [':', chance.of(['', '1', '2', '-1', '-2', chance.hit(0.1) ? '0' : '3'])]
    : [];
  return tree('optional', '[', edge(), ':', edge(), ...step, ']');
}
