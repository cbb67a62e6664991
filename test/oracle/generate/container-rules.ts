import type { Expressions, Rule } from './expressions.ts';
import { argumentsOf } from './calls.ts';
import { quote } from './literals.ts';
import { slice } from './scalar-rules.ts';
import { separated, tree, type Part } from './tree.ts';
import { ELEMENTS, FIELDS, type Type } from './types.ts';
import { KEYS } from './values.ts';

/** Ways to write a list. */
export function listRules(writer: Expressions, type: Type, depth: number): Rule[] {
  const { chance } = writer;
  const element = ELEMENTS.get(type) ?? 'any';
  const items = (): Part[] =>
    separated(
      chance.many(1, 4, () => writer.of(element, depth - 1)),
      ', ',
    );
  const rules: Rule[] = [
    [4, () => ['[', ...items(), chance.of(['', '', ',']), ']']],
    [1, () => ['(', ...items(), ',)']],
    [1, () => [...writer.operand(type, depth), ' + ', ...writer.operand(type, depth)]],
    [0.5, () => [...writer.operand(type, depth), ' * ', String(chance.between(0, 3))]],
    [1, () => [...writer.operand(type, depth), slice(writer, depth)]],
    [
      1,
      () => [
        ...writer.operand(type, depth),
        chance.of(['|list', '|reverse|list', '|reverse', '|sort', '|unique|list']),
      ],
    ],
  ];
  if (type === 'ints')
    rules.push([
      2,
      () => [
        'range(',
        ...separated(
          chance.many(1, 3, () => String(chance.between(-2, 7))),
          ', ',
        ),
        ')',
      ],
    ]);
  if (type === 'strs') rules.push([1, () => [...writer.operand('row', 1), '.tags']]);
  return rules;
}

/** Ways to write a dict. */
export function dictRules(writer: Expressions, type: 'row' | 'dict', depth: number): Rule[] {
  const { chance } = writer;
  const key = (): Part => (chance.hit(0.8) ? quote(chance, chance.of(KEYS)) : writer.of('any', 0));
  if (type === 'row') {
    const fields = [...FIELDS].map(([name, field]) =>
      tree('optional', `'${name}': `, writer.of(field, depth - 2), ', '),
    );
    return [
      [1, () => ['{', ...fields, '}']],
      [1, () => [...writer.operand('rows', depth), chance.of(['[0]', '|first', '[-1]', '|last'])]],
    ];
  }
  return [
    [
      3,
      () => [
        '{',
        ...separated(
          chance.many(0, 3, () => tree('optional', key(), ': ', writer.of('any', depth - 1))),
          ', ',
        ),
        '}',
      ],
    ],
    [1, () => ['dict(', ...argumentsOf(writer, ['a', 'b', 'items'], depth), ')']],
    [1, () => ['dict(', writer.of('dict', 0), ', z=', writer.of('any', depth - 1), ')']],
    [1, () => [...writer.operand('row', 1), '.sub']],
  ];
}
