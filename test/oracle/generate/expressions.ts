import { callSignature, macroCall } from './calls.ts';
import type { Chance } from './chance.ts';
import { dictRules, listRules } from './container-rules.ts';
import { leaf } from './leaves.ts';
import { boolRules, numberRules, strRules } from './scalar-rules.ts';
import type { Scope } from './scope.ts';
import { BY_RESULT, SIGNATURES } from './signatures.ts';
import { tree, type Part, type Tree } from './tree.ts';
import { CONCRETE, SEQUENCES, type Type } from './types.ts';

/** A way to write an expression, and how often it is taken. */
export type Rule = readonly [weight: number, make: () => Part | readonly Part[]];

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
    if (depth <= 0) return tree('expression', leaf(this.chance, wanted));
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
    const shortest: Rule = [1, () => leaf(this.chance, type)];
    const calls: Rule = [5, () => this.called(type, depth)];
    switch (type) {
      case 'str':
        return [shortest, calls, ...strRules(this, depth)];
      case 'int':
      case 'float':
        return [shortest, calls, ...numberRules(this, type, depth)];
      case 'bool':
        return [shortest, calls, ...boolRules(this, depth)];
      case 'strs':
      case 'ints':
      case 'floats':
      case 'anys':
      case 'lists':
      case 'rows':
        return [shortest, calls, ...listRules(this, type, depth)];
      case 'row':
      case 'dict':
        return [shortest, ...dictRules(this, type, depth)];
      case 'any':
        return [[1, () => [this.of(this.chance.weighted(CONCRETE), depth)]], calls];
      case 'big':
      case 'none':
      case 'undefined':
        return [shortest];
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
    if (known === undefined) return [leaf(this.chance, type)];
    return callSignature(this, chance.of(known), depth);
  }

  /** Any sequence, mapping or text to go through. */
  iterable(depth: number): readonly [type: Type, expression: Tree] {
    const type = this.chance.hit(0.85)
      ? this.chance.of(SEQUENCES)
      : this.chance.of(['str', 'dict', 'row', 'any'] as const);
    return [type, this.of(type, depth)];
  }
}
