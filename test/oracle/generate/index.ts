import { Chance, seedOf } from './chance.ts';
import { damaged } from './damage.ts';
import { Expressions } from './expressions.ts';
import { Scope } from './scope.ts';
import { Statements, type Store } from './statements.ts';
import { block } from './templates.ts';
import { print, tree, type Tree } from './tree.ts';
import { CONCRETE, type Type } from './types.ts';
import { someData, type Data } from './values.ts';

/** A case to hold the engine against Jinja with. A template is text where it was damaged: then it has no tree. */
export type Case = {
  readonly id: number;
  readonly template: Tree | string;
  readonly templates: ReadonlyMap<string, Tree | string>;
  readonly context: ReadonlyMap<string, Data>;
  readonly env: ReadonlyMap<string, boolean | string>;
};

const VARIABLES: readonly (readonly [name: string, type: Type])[] = [
  ['name', 'str'],
  ['text', 'str'],
  ['html', 'str'],
  ['n', 'int'],
  ['count', 'int'],
  ['big', 'big'],
  ['price', 'float'],
  ['flag', 'bool'],
  ['nothing', 'none'],
  ['missing', 'undefined'],
  ['words', 'strs'],
  ['nums', 'ints'],
  ['reals', 'floats'],
  ['mixed', 'anys'],
  ['grid', 'lists'],
  ['rows', 'rows'],
  ['user', 'row'],
  ['table', 'dict'],
  ['it', 'any'],
  ['constructor', 'any'],
  ['self', 'str'],
  ['loop', 'any'],
  ['__proto__', 'dict'],
]; // prettier-ignore

const NO_STORE: Store = { includes: [], modules: [] };

/** The case of a run's seed and its number: always the same for the same two. */
export function someCase(seed: number, id: number): Case {
  const chance = new Chance(seedOf(seed, id));
  const env = someOptions(chance);
  const context = someContext(chance);
  const store = chance.hit(0.25) ? someStore(chance, context) : new Map<string, Tree>();
  const template =
    store.size === 0 ? writer(chance, context, NO_STORE).open(3, 1) : someTop(chance, context);
  const made: Case = { id, template, templates: store, context: dataOf(context), env };
  return chance.hit(0.14) ? hurt(chance, made) : made;
}

type Context = ReadonlyMap<string, readonly [Type, Data]>;

function someOptions(chance: Chance): Map<string, boolean | string> {
  const env = new Map<string, boolean | string>();
  if (chance.hit(0.25)) env.set('autoescape', true);
  if (chance.hit(0.15)) env.set('trim_blocks', true);
  if (chance.hit(0.15)) env.set('lstrip_blocks', true);
  if (chance.hit(0.15)) env.set('keep_trailing_newline', true);
  const kinds = ['ChainableUndefined', 'DebugUndefined', 'StrictUndefined'];
  if (chance.hit(0.2)) env.set('undefined', chance.of(kinds));
  return env;
}

function someContext(chance: Chance): Context {
  const chosen = VARIABLES.slice(0, -4).filter(() => chance.hit(0.5));
  const odd = VARIABLES.slice(-4).filter(() => chance.hit(0.04));
  return new Map(
    [...chosen, ...odd].map(([name, declared]) => {
      const type = chance.hit(0.02) ? chance.weighted(CONCRETE) : declared;
      return [name, [type, someData(chance, type)]] as const;
    }),
  );
}

/** What the context holds; undefined names are left out. */
function dataOf(context: Context): Map<string, Data> {
  const given = [...context].filter(([, [type]]) => type !== 'undefined');
  return new Map(given.map(([name, [, data]]) => [name, data]));
}

function writer(chance: Chance, context: Context, store: Store): Statements {
  const scope = new Scope();
  for (const [name, [type]] of context) scope.declare(name, type);
  return new Statements(new Expressions(chance, scope), store);
}

/** Two parts to include, a module of macros, a base to extend, and one between. */
function someStore(chance: Chance, context: Context): Map<string, Tree> {
  const modules = { includes: ['part'], modules: ['macros'] };
  const blocks = (names: readonly string[], inherits: boolean): Tree[] => {
    const writes = writer(chance, context, modules);
    return names.flatMap((name) => [writes.statement(1), block(writes, 2, name, inherits)]);
  };
  const shown = writer(chance, context, NO_STORE);
  const module = tree(
    'body',
    '{% macro show(x) %}<', shown.open(1), '{{ x }}>{% endmacro %}\n',
    '{% macro box(x, n=1) %}[{{ x * n }}]{% endmacro %}',
    "{% set colour = 'red' %}{% set _hidden = 1 %}", shown.open(1),
  ); // prettier-ignore
  return new Map([
    ['part', writer(chance, context, NO_STORE).open(2, 1)],
    ['other', writer(chance, context, modules).open(2, 1)],
    ['macros', module],
    ['base', tree('body', blocks(['title', 'main', 'foot'], chance.hit(0.02)))],
    ['middle', tree('body', "{% extends 'base' %}", blocks(['main'], true))],
  ]);
}

function someTop(chance: Chance, context: Context): Tree {
  const writes = writer(chance, context, {
    includes: ['part', 'other'],
    modules: ['macros', 'macros', 'part'],
  });
  if (chance.hit(0.4)) return writes.open(3, 1);
  const before = chance.hit(0.3) ? [writes.statement(1)] : [];
  const base = chance.of(
    ["'base'", "'middle'", "'middle'", "'ba' ~ 'se'", "['gone', 'base']", "'gone'"].slice(
      0,
      chance.hit(0.05) ? 6 : 4,
    ),
  );
  const names = ['title', 'main', 'foot', 'main2'].filter(() => chance.hit(0.5));
  const inner = names.flatMap((name) => [
    ...(chance.hit(0.3) ? [writes.statement(1)] : []),
    block(writes, 2, name, name !== 'main2'),
  ]);
  const extend = writes.tag(`extends ${base}`, chance.hit(0.03) ? ' if true' : '');
  return tree(
    'body',
    before,
    chance.hit(0.05) ? ['{% if n %}', ...extend, '{% endif %}'] : extend,
    inner,
  );
}

/** The case with its template damaged, or one of the templates it reaches. */
function hurt(chance: Chance, { template, templates, ...rest }: Case): Case {
  const name =
    templates.size > 0 && chance.hit(0.25) ? chance.of([...templates.keys()]) : undefined;
  const broken = (source: Tree | string): string => damaged(chance, print(source));
  if (name === undefined) return { ...rest, template: broken(template), templates };
  const store = new Map([...templates, [name, broken(templates.get(name) ?? '')] as const]);
  return { ...rest, template, templates: store };
}
