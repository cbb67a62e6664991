import type { Chance } from './chance.ts';
import { someFloatLiteral, someIntLiteral, someString } from './literals.ts';
import { CONCRETE, type Type } from './types.ts';

/**
 * Names that a template may well try where they do not exist. `dict` is not among them: `dict[…]` is a generic alias in Python,
 * and no template wants one.
 */
const ODD_NAMES = [
  'nope', 'loop', 'self', 'super', 'caller', 'varargs', 'kwargs', 'constructor', '__proto__', 'this', 'undefined',
  'range', 'namespace', 'cycler', 'true', 'False', 'NULL', 'context', 'environment', 'prototype', 'ärger',
]; // prettier-ignore

/** The shortest way to a value of the type. */
export function leaf(chance: Chance, type: Type): string {
  switch (type) {
    case 'str':
      return someString(chance);
    case 'int':
      return someIntLiteral(chance);
    case 'big':
      return '12345678901234567890';
    case 'float':
      return someFloatLiteral(chance);
    case 'bool':
      return chance.of(['true', 'false', 'True', 'False']);
    case 'none':
      return chance.of(['none', 'None']);
    case 'undefined':
      return chance.of(ODD_NAMES);
    case 'row':
      return `{'name': ${someString(chance)}, 'n': ${chance.int(9)}, 'tag': 't', 'price': 1.5, 'on': true, 'tags': ['p'], 'sub': {'a': 1}}`;
    case 'dict':
      return chance.of([
        '{}',
        '{"a": 1}',
        "{'b': 'x', 'a': none}",
        "{1: 'one', 1.5: 2, none: 3, true: 4}",
        "{(1, 2): 'pair'}",
      ]);
    case 'any':
      return leaf(chance, chance.weighted(CONCRETE));
    case 'lists':
      return chance.of(['[[1, 2], [3]]', '[]', '[[], [0]]']);
    case 'rows':
      return `[${leaf(chance, 'row')}, ${leaf(chance, 'row')}]`;
    case 'strs':
      return chance.of(["['a', 'B', 'c']", "['x']", "('p', 'q')", '[]']);
    case 'ints':
      return chance.of(['[1, 2, 3]', 'range(4)', '(3, 1)', '[]', 'range(5, 0, -2)']);
    case 'floats':
      return '[0.5, 2.0, -1.25]';
    case 'anys':
      return chance.of(["[1, 'a', none]", "(1, 'a')", '[]', '()', '(none,)', '[true, 2.0]']);
    default:
      throw new Error(String(type satisfies never));
  }
}
