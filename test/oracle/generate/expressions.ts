import type { Chance } from './chance.ts';
import { argumentsOf, callSignature, macroCall } from './calls.ts';
import {
  braceFormat,
  percentFormat,
  quote,
  someFloatLiteral,
  someIntLiteral,
  someString,
} from './literals.ts';
import type { Scope } from './scope.ts';
import { BY_RESULT, SIGNATURES } from './signatures.ts';
import { separated, tree, type Part, type Tree } from './tree.ts';
import { CONCRETE, ELEMENTS, FIELDS, SEQUENCES, type Type } from './types.ts';
import { KEYS } from './values.ts';

type Rule = readonly [weight: number, make: () => Part | readonly Part[]];

/**
 * Names that a template may well try where they do not exist. `dict` is not among them: `dict[…]` is a generic alias in Python,
 * and no template wants one.
 */
const ODD_NAMES = [
  'nope', 'loop', 'self', 'super', 'caller', 'varargs', 'kwargs', 'constructor', '__proto__', 'this', 'undefined',
  'range', 'namespace', 'cycler', 'true', 'False', 'NULL', 'context', 'environment', 'prototype', 'ärger',
]; // prettier-ignore

/** Writes expressions of a wanted type. */
export class Expressions {
  readonly chance: Chance;
  readonly scope: Scope;

  constructor(chance: Chance, scope: Scope) {
    this.chance = chance;
    this.scope = scope;
  }

  /** An expression that most likely has the type. */
  of(type: Type, depth: number): Tree {
    const { chance } = this;
    const wanted = chance.hit(0.015) ? chance.weighted(CONCRETE) : type;
    const name = this.scope.someName(chance, wanted);
    if (name !== undefined && chance.hit(depth <= 0 ? 0.7 : 0.35)) return tree('expression', name);
    if (depth <= 0) return tree('expression', this.leaf(wanted));
    if (chance.hit(0.12)) return tree('expression', this.wrapped(wanted, depth));
    const rules = this.rulesOf(wanted, depth);
    return tree('expression', chance.weighted(rules)());
  }

  /** As `of`, in parentheses unless it is one word. Sometimes without, so that precedence is tried as well. */
  operand(type: Type, depth: number): Part[] {
    const inner = this.of(type, depth - 1);
    const bare = inner.parts.length === 1 && typeof inner.parts[0] === 'string';
    return (bare && !/[\s.-]/.test(inner.parts[0] as string)) || this.chance.hit(0.06)
      ? [inner]
      : ['(', inner, ')'];
  }

  private rulesOf(type: Type, depth: number): Rule[] {
    const leaf: Rule = [1, () => this.leaf(type)];
    const calls: Rule = [5, () => this.called(type, depth)];
    switch (type) {
      case 'str':
        return [leaf, calls, ...this.strRules(depth)];
      case 'int':
      case 'float':
        return [leaf, calls, ...this.numberRules(type, depth)];
      case 'bool':
        return [leaf, calls, ...this.boolRules(depth)];
      case 'strs':
      case 'ints':
      case 'floats':
      case 'anys':
      case 'lists':
      case 'rows':
        return [leaf, calls, ...this.listRules(type, depth)];
      case 'row':
      case 'dict':
        return [leaf, ...this.dictRules(type, depth)];
      case 'any':
        return [[1, () => [this.of(this.chance.weighted(CONCRETE), depth)]], calls];
      case 'big':
      case 'none':
      case 'undefined':
        return [leaf];
      default:
        throw new Error(String(type satisfies never));
    }
  }

  /** The shortest way to a value of the type. */
  private leaf(type: Type): string {
    const { chance } = this;
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
        return this.leaf(chance.weighted(CONCRETE));
      case 'lists':
        return chance.of(['[[1, 2], [3]]', '[]', '[[], [0]]']);
      case 'rows':
        return `[${this.leaf('row')}, ${this.leaf('row')}]`;
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

  /** A value of the type behind something that can hold any type. */
  private wrapped(type: Type, depth: number): Part[] {
    const { chance } = this;
    const inner = (): Tree => this.of(type, depth - 1);
    const rules: Rule[] = [
      [3, () => ['(', inner(), ')']],
      [
        3,
        () => [
          '(',
          inner(),
          ' if ',
          this.of('bool', depth - 1),
          tree('optional', ' else ', inner()),
          ')',
        ],
      ],
      [1, () => ['(', inner(), ' if ', this.of('any', depth - 1), ')']],
      [2, () => [...this.operand('undefined', 0), '|default(', inner(), ')']],
      [
        2,
        () => [
          '[',
          inner(),
          ', ',
          inner(),
          ']',
          chance.of(['[0]', '[1]', '[-1]', '|first', '|last', '[2]', '[:1][0]', '|list|first']),
        ],
      ],
      [
        2,
        () => [
          "{'k': ",
          inner(),
          '}',
          chance.of(['.k', "['k']", ".get('k')", "|attr('k')", '.nope', "['k' ~ '']"]),
        ],
      ],
      [1, () => ['(', inner(), ' or ', inner(), ')']],
      [1, () => ['(', inner(), ' and ', inner(), ')']],
      [1, () => ['dict(k=', inner(), ').k']],
      [1, () => ['namespace(k=', inner(), ').k']],
      [1, () => ['cycler(', inner(), ', ', inner(), ').', chance.of(['next()', 'current'])]],
    ];
    return [chance.weighted(rules)()].flat();
  }

  /** A filter, method, test or macro call whose result has the type. */
  private called(type: Type, depth: number): Part[] {
    const { chance } = this;
    const macro = type === 'str' && chance.hit(0.25) ? this.scope.someMacro(chance) : undefined;
    if (macro !== undefined) return macroCall(this, macro, depth);
    const wrong = chance.hit(0.02);
    const known = wrong || type === 'any' ? SIGNATURES : BY_RESULT.get(type);
    if (known === undefined) return [this.leaf(type)];
    return callSignature(this, chance.of(known), depth);
  }

  private strRules(depth: number): Rule[] {
    const { chance } = this;
    const str = (): Part[] => this.operand('str', depth);
    return [
      [3, () => [...str(), ' ~ ', ...this.operand('any', depth)]],
      [2, () => [...str(), ' + ', ...str()]],
      [1, () => [...str(), ' * ', String(chance.between(-1, 4))]],
      [2, () => this.percent(depth)],
      [2, () => this.braces(depth)],
      [2, () => [...str(), this.slice(depth)]],
      [1, () => [...str(), '[', this.of('int', 0), ']']],
      [
        2,
        () => [
          ...this.operand('row', 1),
          chance.of(['.name', '.tag', "['name']", "['tag']", '.nope']),
        ],
      ],
      [
        1,
        () => [...this.operand('any', depth), '|', chance.of(['string', 'tojson', 'pprint', 'e'])],
      ],
      [1, () => [...this.loopOrStr(depth)]],
    ];
  }

  private loopOrStr(depth: number): Part[] {
    if (this.scope.caller !== undefined) {
      const args = this.scope.caller.map((type) => this.of(type, depth - 1));
      return ['caller(', ...separated(args, ', '), ')'];
    }
    if (this.scope.loops === 0) return [this.leaf('str')];
    return ['loop.cycle(', this.of('str', 0), ', ', this.of('str', 0), ')'];
  }

  private percent(depth: number): Part[] {
    const { chance } = this;
    const [format, kinds] = percentFormat(chance);
    const args = kinds.map((kind) =>
      this.of(kind === 's' || kind === 'r' ? 'any' : chance.of(['int', 'float']), depth - 1),
    );
    if (chance.hit(0.3)) return [quote(chance, format), '|format(', ...separated(args, ', '), ')'];
    const tuple: Part[] =
      args.length === 1 && chance.hit(0.5)
        ? ['(', ...args, ')']
        : ['(', ...args.flatMap((arg) => [arg, ', ']), ')'];
    return [quote(chance, format), ' % ', ...(args.length === 0 ? ['()'] : tuple)];
  }

  private braces(depth: number): Part[] {
    const { chance } = this;
    const fields = chance.many(1, 2, () => braceFormat(chance));
    const args = chance.many(1, 2, () => this.of('any', depth - 1));
    const named = chance.hit(0.5) ? [', x=', this.of('any', depth - 1)] : [];
    return [
      quote(chance, fields.join(chance.of(['', ' ', '{{}}']))),
      '.format(',
      ...separated(args, ', '),
      ...named,
      ')',
    ];
  }

  private numberRules(type: 'int' | 'float', depth: number): Rule[] {
    const { chance } = this;
    const side = (): Part[] =>
      this.operand(chance.hit(0.2) ? chance.of(['int', 'float', 'bool', 'big']) : type, depth);
    const rules: Rule[] = [
      [4, () => [...side(), chance.of([' + ', ' - ', ' * ', '+', '-']), ...side()]],
      [2, () => [...side(), chance.of([' // ', ' % ']), ...side()]],
      [1, () => [...side(), ' ** ', String(chance.between(0, 3))]],
      [1, () => ['-', ...side()]],
      [0.5, () => ['+', ...side()]],
      [1, () => [...this.operand('row', 1), type === 'int' ? '.n' : '.price']],
    ];
    if (type === 'float') rules.push([3, () => [...this.operand('int', depth), ' / ', ...side()]]);
    else
      rules.push(
        [2, () => [...this.operand(chance.of(['str', 'strs', 'dict']), depth), '|length']],
        [2, () => [this.loopNumber()]],
      );
    return rules;
  }

  private loopNumber(): string {
    if (this.scope.loops === 0) return this.leaf('int');
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
    return `loop.${this.chance.of(names)}`;
  }

  private boolRules(depth: number): Rule[] {
    const { chance } = this;
    const type = chance.of(['int', 'float', 'str', 'any', 'ints', 'bool'] as const);
    const compared = (): Part[] =>
      this.operand(type === 'any' ? chance.of(['str', 'none', 'int', 'anys']) : type, depth);
    const order =
      type === 'any' ? [' == ', ' != '] : [' == ', ' != ', ' < ', ' <= ', ' > ', ' >= '];
    const one = (): Part[] => this.operand('bool', depth);
    return [
      [5, () => [...compared(), chance.of(order), ...compared()]],
      [1, () => [...compared(), chance.of(order), ...compared(), chance.of(order), ...compared()]],
      [2, () => [...one(), chance.of([' and ', ' or ']), ...one()]],
      [2, () => ['not ', ...one()]],
      [
        2,
        () => [
          ...this.operand('str', depth),
          chance.of([' in ', ' not in ']),
          ...this.operand(chance.of(['str', 'strs', 'dict']), depth),
        ],
      ],
      [
        1,
        () => [
          ...this.operand('int', depth),
          chance.of([' in ', ' not in ']),
          ...this.operand('ints', depth),
        ],
      ],
      [
        1,
        () => [
          this.scope.loops > 0
            ? chance.of(['loop.first', 'loop.last', 'loop.changed(1)'])
            : this.leaf('bool'),
        ],
      ],
    ];
  }

  private listRules(type: Type, depth: number): Rule[] {
    const { chance } = this;
    const element = ELEMENTS.get(type) ?? 'any';
    const items = (): Part[] =>
      separated(
        chance.many(1, 4, () => this.of(element, depth - 1)),
        ', ',
      );
    const rules: Rule[] = [
      [4, () => ['[', ...items(), chance.of(['', '', ',']), ']']],
      [1, () => ['(', ...items(), ',)']],
      [1, () => [...this.operand(type, depth), ' + ', ...this.operand(type, depth)]],
      [0.5, () => [...this.operand(type, depth), ' * ', String(chance.between(0, 3))]],
      [1, () => [...this.operand(type, depth), this.slice(depth)]],
      [
        1,
        () => [
          ...this.operand(type, depth),
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
    if (type === 'strs') rules.push([1, () => [...this.operand('row', 1), '.tags']]);
    return rules;
  }

  private dictRules(type: 'row' | 'dict', depth: number): Rule[] {
    const { chance } = this;
    const key = (): Part => (chance.hit(0.8) ? quote(chance, chance.of(KEYS)) : this.of('any', 0));
    if (type === 'row') {
      const fields = [...FIELDS].map(([name, field]) =>
        tree('optional', `'${name}': `, this.of(field, depth - 2), ', '),
      );
      return [
        [1, () => ['{', ...fields, '}']],
        [1, () => [...this.operand('rows', depth), chance.of(['[0]', '|first', '[-1]', '|last'])]],
      ];
    }
    return [
      [
        3,
        () => [
          '{',
          ...separated(
            chance.many(0, 3, () => tree('optional', key(), ': ', this.of('any', depth - 1))),
            ', ',
          ),
          '}',
        ],
      ],
      [1, () => ['dict(', ...argumentsOf(this, ['a', 'b', 'items'], depth), ')']],
      [1, () => ['dict(', this.of('dict', 0), ', z=', this.of('any', depth - 1), ')']],
      [1, () => [...this.operand('row', 1), '.sub']],
    ];
  }

  private slice(depth: number): Tree {
    const { chance } = this;
    const edge = (): Part =>
      chance.hit(0.5)
        ? ''
        : chance.hit(0.8)
          ? String(chance.between(-4, 6))
          : this.of('int', depth - 2);
    const step = chance.hit(0.3)
      ? [':', chance.of(['', '1', '2', '-1', '-2', chance.hit(0.1) ? '0' : '3'])]
      : [];
    return tree('optional', '[', edge(), ':', edge(), ...step, ']');
  }

  /** Any sequence, mapping or text to go through. */
  iterable(depth: number): readonly [type: Type, expression: Tree] {
    const type = this.chance.hit(0.85)
      ? this.chance.of(SEQUENCES)
      : this.chance.of(['str', 'dict', 'row', 'any'] as const);
    return [type, this.of(type, depth)];
  }
}
