import type { Chance } from './chance.ts';
import type { Expressions } from './expressions.ts';
import { someParameters } from './macros.ts';
import type { Scope } from './scope.ts';
import { separated, tree, type Part, type Tree } from './tree.ts';
import { ELEMENTS, type Type } from './types.ts';

type Rule = readonly [weight: number, make: () => Tree];

const NAMES = [
  'a',
  'b',
  'c',
  'v',
  'item',
  'x',
  'total',
  'user',
  'name',
  'items',
  'index',
  'π',
  '_p',
  'constructor',
];

const TEXTS = [
  'text', ' ', '\n', '\n\n', '  \n  ', 'a\r\nb', '<p>', '</p>\n', '<li>', '- ', ', ', '{ ', '}', '% ', '{ { ', '# not', '%}', '}}', '\t', 'é👍',
  '\\n', "it's \"q\"", '$', '${x}', '`', '\u2028', 'end\n',
]; // prettier-ignore

const TYPES: readonly Type[] = [
  'str',
  'int',
  'float',
  'bool',
  'strs',
  'ints',
  'rows',
  'row',
  'dict',
  'any',
  'none',
];

/** Templates of a store that a template may name. */
export type Store = { readonly includes: readonly string[]; readonly modules: readonly string[] };

/** Writes statements: bodies of tags, text and output. */
export class Statements {
  readonly chance: Chance;
  readonly scope: Scope;
  readonly expressions: Expressions;
  readonly store: Store;
  private blocks = 0;
  private macros = 0;

  constructor(expressions: Expressions, store: Store) {
    this.chance = expressions.chance;
    this.scope = expressions.scope;
    this.expressions = expressions;
    this.store = store;
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
      [3, () => this.set()],
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
      [0.5, () => this.raw()],
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
      [1, () => this.namespace()],
      [
        0.05,
        () =>
          tree('statement', this.tag('MOE_NOT_SEND', this.chance.of(['', "('gone')", '(1, 2)']))),
      ],
    ];
    if (this.scope.loops > 0) rules.push([1, () => this.jump()]);
    return rules;
  }

  private nesting(depth: number): Rule[] {
    return [
      [4, () => this.conditional(depth)],
      [5, () => this.loop(depth)],
      [1.5, () => this.withBlock(depth)],
      [2, () => this.macro(depth)],
      [1, () => this.setBlock(depth)],
      [1, () => this.filterBlock(depth)],
      [0.7, () => this.autoescape(depth)],
      [1, () => this.callBlock(depth)],
      [0.7, () => this.block(depth)],
    ];
  }

  private reaching(depth: number): Rule[] {
    return this.store.includes.length === 0
      ? []
      : [
          [2, () => this.include()],
          [1.5, () => this.importing(depth)],
        ];
  }

  private text(): Tree {
    return tree('statement', this.chance.of(TEXTS));
  }

  private output(depth: number): Tree {
    const type = this.chance.hit(0.3)
      ? 'any'
      : this.chance.of(['str', 'str', 'int', 'float', 'bool', ...TYPES] as const);
    const line = this.chance.hit(0.25) ? '\n' : '';
    return tree('statement', this.delimited('{{', '}}', [this.expressions.of(type, depth)]), line);
  }

  private jump(): Tree {
    const word = this.chance.of(['break', 'continue']);
    return tree(
      'statement',
      this.tag('if ', this.expressions.of('bool', 1)),
      this.tag(word),
      this.tag('endif'),
    );
  }

  private raw(): Tree {
    const { chance } = this;
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

  private name(type: Type): string {
    const name = this.chance.of(NAMES);
    this.scope.declare(name, type);
    return name;
  }

  private set(): Tree {
    const { chance } = this;
    if (chance.hit(0.15)) {
      const values = [this.expressions.of('int', 1), this.expressions.of('str', 1)];
      // Two names: CPython 3.11 gives `(a, a) = (1, 2)` the first value, by a mistake of its optimizer.
      const first = this.name('int');
      const second = NAMES.find((name) => name > first) ?? 'zz';
      this.scope.declare(second, 'str');
      const targets = chance.of([`${first}, ${second}`, `(${first}, ${second})`]);
      return tree('statement', this.tag('set ', targets, ' = ', ...separated(values, ', ')));
    }
    const type = chance.of(TYPES);
    const value = this.expressions.of(type, 2);
    return tree('statement', this.tag('set ', this.name(type), ' = ', value));
  }

  private namespace(): Tree {
    const { chance } = this;
    const known = this.scope.someNamespace(chance);
    if (known === undefined || chance.hit(0.3)) {
      const name = chance.of(['ns', 'state']);
      const statement = tree(
        'statement',
        this.tag(
          `set ${name} = namespace(`,
          'n=',
          this.expressions.of('int', 1),
          ', s=',
          this.expressions.of('str', 1),
          ')',
        ),
      );
      this.scope.declareNamespace(
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
    this.scope.declare(`${name}.${field}`, type);
    return tree(
      'statement',
      this.tag(`set ${name}.${field} = `, this.expressions.of(type, 2)),
      '{{ ',
      `${name}.${field}`,
      ' }}',
    );
  }

  private conditional(depth: number): Tree {
    const { chance } = this;
    const parts: Part[] = [
      ...this.tag('if ', this.expressions.of('bool', 2)),
      this.openScoped(depth - 1),
    ];
    if (chance.hit(0.3))
      parts.push(
        tree(
          'optional',
          this.tag('elif ', this.expressions.of('any', 2)),
          this.openScoped(depth - 1),
        ),
      );
    if (chance.hit(0.4)) parts.push(tree('optional', this.tag('else'), this.openScoped(depth - 1)));
    return tree('statement', parts, this.tag('endif'));
  }

  /** The body of an `if`: its names stay, as in Jinja. */
  private openScoped(depth: number): Tree {
    return this.open(depth);
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

  private macro(depth: number): Tree {
    const { chance, scope } = this;
    this.macros += 1;
    const name = chance.hit(0.05) ? 'name' : `m${this.macros}`;
    scope.enter();
    const loops = scope.loops;
    scope.loops = 0;
    const [info, head] = someParameters(this.expressions, name);
    for (const [parameter, type] of info.parameters) scope.declare(parameter, type);
    const outer = scope.caller;
    scope.caller = info.caller;
    const inner = this.open(depth - 1, 1);
    scope.caller = outer;
    scope.loops = loops;
    scope.leave();
    const rest = info.rest ? ['{{ varargs }}{{ kwargs }}'] : [];
    const calls = info.caller === undefined ? [] : ['{{ ', ...this.callerCall(info.caller), ' }}'];
    scope.declareMacro(info);
    return tree(
      'statement',
      this.tag(`macro ${name}(`, head, ')'),
      inner,
      rest,
      calls,
      this.tag('endmacro'),
    );
  }

  private callerCall(types: readonly Type[]): Part[] {
    return [
      'caller(',
      ...separated(
        types.map((type) => this.expressions.of(type, 1)),
        ', ',
      ),
      ')',
    ];
  }

  private callBlock(depth: number): Tree {
    const { chance, scope } = this;
    const macro = scope.someMacro(chance);
    if (macro === undefined) return this.macro(depth);
    const args = macro.parameters.map(([, type]) => this.expressions.of(type, 1));
    scope.enter();
    const targets = (macro.caller ?? []).map((type) => this.name(type));
    const loops = scope.loops;
    scope.loops = 0;
    const inner = this.open(depth - 1);
    scope.loops = loops;
    scope.leave();
    const head = targets.length > 0 || chance.hit(0.1) ? `(${targets.join(', ')})` : '';
    return tree(
      'statement',
      this.tag(`call${head} ${macro.name}(`, ...separated(args, ', '), ')'),
      inner,
      this.tag('endcall'),
    );
  }

  private setBlock(depth: number): Tree {
    const { chance } = this;
    const inner = this.body(depth - 1);
    const filter = chance.hit(0.4)
      ? [chance.of([' | upper', '|trim', " | replace('a', 'b')", '|length', '|e'])]
      : [];
    return tree(
      'statement',
      this.tag('set ', this.name('str'), ...filter.map((text) => tree('optional', text))),
      inner,
      this.tag('endset'),
    );
  }

  private filterBlock(depth: number): Tree {
    const filter = this.chance.of([
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
      this.tag('filter ', filter),
      this.body(depth - 1),
      this.tag('endfilter'),
    );
  }

  private autoescape(depth: number): Tree {
    const value = this.chance.hit(0.8)
      ? this.chance.of(['true', 'false'])
      : this.expressions.of('bool', 1);
    return tree(
      'statement',
      this.tag('autoescape ', value),
      this.body(depth - 1),
      this.tag('endautoescape'),
    );
  }

  /** A block under a fresh name; inside, only what is global is known unless it is scoped. */
  block(depth: number, name?: string, inherits = true): Tree {
    const { chance } = this;
    this.blocks += 1;
    const label = name ?? `b${this.blocks}`;
    const loops = this.scope.loops;
    this.scope.loops = 0;
    const inner = this.body(depth - 1);
    this.scope.loops = loops;
    const again =
      name !== undefined && inherits && chance.hit(0.4)
        ? [chance.of(['{{ super() }}', `{{ super()|length }}`, '{{ super.super() }}'])]
        : [];
    const self = chance.hit(0.05) ? [`{{ self.${chance.of(['title', 'main'])}() }}`] : [];
    const end = chance.of(['endblock', `endblock ${label}`]);
    return tree(
      'statement',
      this.tag(
        `block ${label}`,
        chance.hit(0.25) ? ' scoped' : '',
        chance.hit(0.005) ? ' required' : '',
      ),
      inner,
      again,
      self,
      this.tag(end),
    );
  }

  private include(): Tree {
    const { chance } = this;
    const one = (): string => `'${chance.hit(0.06) ? 'gone' : chance.of(this.store.includes)}'`;
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
    return tree('statement', this.tag('include ', what, rest));
  }

  private importing(depth: number): Tree {
    const { chance, scope } = this;
    const from = `'${chance.hit(0.03) ? 'gone' : chance.of(this.store.modules)}'`;
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
      return tree('statement', this.tag(`import ${from} as mod`, context), use);
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
          this.tag(`from ${from} import show${alias}${more}`, context),
          chance.of(['', '{{ colour }}']),
        )
      : this.text();
  }
}
