import type { Chance } from './chance.ts';
import type { Expressions } from './expressions.ts';
import { callBlock, macro } from './macros.ts';
import { NAMES, TYPES } from './names.ts';
import type { Scope } from './scope.ts';
import {
  autoescape,
  filterBlock,
  jump,
  namespace,
  raw,
  set,
  setBlock,
} from './simple-statements.ts';
import { block, importing, include } from './templates.ts';
import { separated, tree, type Part, type Tree } from './tree.ts';
import { ELEMENTS, type Type } from './types.ts';

type Rule = readonly [weight: number, make: () => Tree];

const TEXTS = [
  'text', ' ', '\n', '\n\n', '  \n  ', 'a\r\nb', '<p>', '</p>\n', '<li>', '- ', ', ', '{ ', '}', '% ', '{ { ', '# not', '%}', '}}', '\t', 'é👍',
  '\\n', "it's \"q\"", '$', '${x}', '`', '\u2028', 'end\n',
]; // prettier-ignore

/** Templates of a store that a template may name. */
export type Store = { readonly includes: readonly string[]; readonly modules: readonly string[] };

/** Writes statements: bodies of tags, text and output. */
export class Statements {
  readonly chance: Chance;
  readonly scope: Scope;
  readonly expressions: Expressions;
  readonly store: Store;
  private readonly counts = { block: 0, macro: 0 };

  constructor(expressions: Expressions, store: Store) {
    this.chance = expressions.chance;
    this.scope = expressions.scope;
    this.expressions = expressions;
    this.store = store;
  }

  /** The number of the next block or macro. */
  counted(what: 'block' | 'macro'): number {
    this.counts[what] += 1;
    return this.counts[what];
  }

  /** `{% … %}` with the marks and blanks that may stand in a tag. */
  tag(...parts: readonly (Part | readonly Part[])[]): Part[] {
    return this.delimited('{%', '%}', parts);
  }

  private delimited(
    open: string,
    close: string,
    parts: readonly (Part | readonly Part[])[],
  ): Part[] {
    const { chance } = this;
    const start = chance.hit(0.15) ? chance.of(['-', '-', '+']) : '';
    const end = chance.hit(0.15) ? chance.of(['-', '-', '+']) : '';
    const blank = (): string => (chance.hit(0.9) ? ' ' : chance.of(['', '\n', '  ', '\t', '\r\n']));
    const before = blank();
    const after = blank();
    return [
      open,
      start,
      before,
      ...parts.flat(),
      after,
      close === '}}' && end === '+' ? '' : end,
      close,
    ];
  }

  /** Statements in a scope of their own. */
  body(depth: number, least = 0): Tree {
    this.scope.enter();
    const body = this.open(depth, least);
    this.scope.leave();
    return body;
  }

  /** Statements whose names stay known after them. */
  open(depth: number, least = 0): Tree {
    return tree(
      'body',
      this.chance.many(least, depth > 1 ? 4 : 2, () => this.statement(depth)),
    );
  }

  statement(depth: number): Tree {
    return this.chance.weighted(
      depth <= 0
        ? this.simple()
        : [...this.simple(), ...this.nesting(depth), ...this.reaching(depth)],
    )();
  }

  private simple(): Rule[] {
    const rules: Rule[] = [
      [5, () => this.text()],
      [9, () => this.output(3)],
      [3, () => set(this)],
      [
        0.5,
        () =>
          tree(
            'statement',
            this.chance.of([
              '{# note #}',
              '{#- x -#}',
              '{# {{ a }} {% if %} #}\n',
              '{#\n\n#}',
              '{#+ y +#}',
            ]),
          ),
      ],
      [0.5, () => raw(this)],
      [
        1,
        () =>
          tree(
            'statement',
            this.tag(
              'do ',
              this.expressions.of(this.chance.of(['none', 'any', 'strs', 'dict']), 2),
            ),
          ),
      ],
      [1, () => namespace(this)],
      [
        0.05,
        () =>
          tree('statement', this.tag('MOE_NOT_SEND', this.chance.of(['', "('gone')", '(1, 2)']))),
      ],
    ];
    if (this.scope.loops > 0) rules.push([1, () => jump(this)]);
    return rules;
  }

  private nesting(depth: number): Rule[] {
    return [
      [4, () => this.conditional(depth)],
      [5, () => this.loop(depth)],
      [1.5, () => this.withBlock(depth)],
      [2, () => macro(this, depth)],
      [1, () => setBlock(this, depth)],
      [1, () => filterBlock(this, depth)],
      [0.7, () => autoescape(this, depth)],
      [1, () => callBlock(this, depth)],
      [0.7, () => block(this, depth)],
    ];
  }

  private reaching(depth: number): Rule[] {
    return this.store.includes.length === 0
      ? []
      : [
          [2, () => include(this)],
          [1.5, () => importing(this, depth)],
        ];
  }

  /** Some text between tags. */
  text(): Tree {
    return tree('statement', this.chance.of(TEXTS));
  }

  private output(depth: number): Tree {
    const type = this.chance.hit(0.3)
      ? 'any'
      : this.chance.of(['str', 'str', 'int', 'float', 'bool', ...TYPES] as const);
    const line = this.chance.hit(0.25) ? '\n' : '';
    return tree('statement', this.delimited('{{', '}}', [this.expressions.of(type, depth)]), line);
  }

  /** A name, which from here on has a value of the type. */
  name(type: Type): string {
    const name = this.chance.of(NAMES);
    this.scope.declare(name, type);
    return name;
  }

  private conditional(depth: number): Tree {
    const { chance } = this;
    const parts: Part[] = [
      ...this.tag('if ', this.expressions.of('bool', 2)),
      this.open(depth - 1),
    ];
    if (chance.hit(0.3))
      parts.push(
        tree('optional', this.tag('elif ', this.expressions.of('any', 2)), this.open(depth - 1)),
      );
    if (chance.hit(0.4)) parts.push(tree('optional', this.tag('else'), this.open(depth - 1)));
    return tree('statement', parts, this.tag('endif'));
  }

  private loop(depth: number): Tree {
    const { chance, scope } = this;
    const recursive = chance.hit(0.06);
    const [type, iterable] = recursive
      ? (['rows', this.expressions.of('lists', 2)] as const)
      : this.expressions.iterable(2);
    scope.enter();
    const pairs = (type === 'dict' || type === 'row') && chance.hit(0.7);
    const target = recursive
      ? this.name('anys')
      : pairs
        ? `${this.name('str')}, ${this.name('any')}`
        : this.name(ELEMENTS.get(type) ?? 'any');
    const filter = chance.hit(0.15)
      ? [tree('optional', ' if ', this.expressions.of('bool', 2))]
      : [];
    scope.loops += 1;
    const inner = this.open(depth - 1, 1);
    scope.loops -= 1;
    scope.leave();
    const deeper = recursive
      ? [`{{ loop(${target}) if ${target} is not number and ${target} is not string }}`]
      : [];
    const otherwise = chance.hit(0.2)
      ? [tree('optional', this.tag('else'), this.body(depth - 1))]
      : [];
    const over = pairs ? [iterable, chance.of(['.items()', '|items', '|dictsort'])] : [iterable];
    const head = this.tag(
      'for ',
      target,
      ' in ',
      pairs ? ['(', over[0] as Part, ')', over[1] as Part] : over,
      ...filter,
      recursive ? ' recursive' : '',
    );
    return tree('statement', head, inner, deeper, otherwise, this.tag('endfor'));
  }

  private withBlock(depth: number): Tree {
    const { chance, scope } = this;
    scope.enter();
    const given = chance.many(0, 2, () => {
      const type = chance.of(TYPES);
      const value = this.expressions.of(type, 2);
      return tree('expression', `${this.name(type)} = `, value);
    });
    const inner = this.open(depth - 1);
    scope.leave();
    return tree(
      'statement',
      this.tag('with', given.length > 0 ? ' ' : '', ...separated(given, ', ')),
      inner,
      this.tag('endwith'),
    );
  }
}
