import process from 'node:process';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  Environment,
  LimitError,
  Markup,
  PyError,
  PyFloat,
  Tuple,
} from '../../../src/jinja/index.ts';
import { answerOf, store, TRICKS } from './cases.ts';

const PROTOTYPES: readonly object[] = [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  BigInt,
  Symbol,
  Map,
  Set,
  Promise,
  RegExp,
  Error,
].map((owner) => owner.prototype as object);

/** Everything that a template could change for good: the members of the host's prototypes and globals. */
function host(): unknown[] {
  const owners = [...PROTOTYPES, globalThis, process, Object, Function, Array, String];
  return owners.map((owner) =>
    Reflect.ownKeys(owner).map((key) => {
      const member = Object.getOwnPropertyDescriptor(owner, key);
      const value: unknown = member?.value;
      return [key, typeof value === 'object' ? typeof value : value, member?.get, member?.set];
    }),
  );
}

const touched: string[] = [];

beforeEach(() => {
  touched.length = 0;
  PROTOTYPES.forEach((prototype, at) => {
    Object.defineProperty(prototype, 'canary', {
      configurable: true,
      get() {
        touched.push(`prototype ${at}`);
        return () => touched.push('called');
      },
    });
  });
  Object.defineProperty(globalThis, 'canary', {
    configurable: true,
    get() {
      touched.push('global');
      return 'global';
    },
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  for (const prototype of [...PROTOTYPES, globalThis]) Reflect.deleteProperty(prototype, 'canary');
});

test('no case changes anything of the host or calls a function of it', () => {
  const calls = (['exit', 'kill', 'abort', 'cwd', 'chdir'] as const).map((name) =>
    vi.spyOn(process, name).mockImplementation(() => undefined as never),
  );
  // The first look makes Node load what it defines late, such as undici behind `fetch` in Node 24.
  host();
  const before = host();
  for (const version of ['3.1', '2.8'] as const)
    for (const trick of TRICKS) answerOf(trick, { version });
  expect(host()).toEqual(before);
  for (const call of calls) expect(call).not.toHaveBeenCalled();
  expect(touched).toEqual([]);
});

/** Values of every type that a template can hold. */
const VALUES: readonly string[] = [
  'nothing',
  'none',
  'true',
  '1',
  '10 ** 30',
  '1.5',
  "'a'",
  "'a'|safe",
  '[1]',
  '(1, 2)',
  '{1: 2}',
  "{'a': 1}",
  'given',
  'given.list',
  'range',
  'range(3)',
  'lipsum',
  'dict',
  'cycler',
  'cycler(1)',
  'joiner',
  'joiner()',
  'namespace',
  'namespace()',
  'self',
  'self.b',
  'm',
  'm()',
  "'a'.upper",
  '{}.items()',
  '{}.keys()',
  '{}.values()',
  "[1]|map('upper')",
  '[1]|batch(2)',
  "[{'a': 1}]|groupby('a')|first",
  'loop',
  'loop.cycle',
  "''.__class__",
  '(-8) ** 0.5',
  'imported',
  "'ab'.encode()",
  'varargs',
  'kwargs',
  'caller',
  'super',
];

/** Ways to ask a value for a member. */
const READS: readonly string[] = [
  '(X).canary',
  "(X)['canary']",
  "(X)|attr('canary')",
  '(X).canary()',
  "[X]|map(attribute='canary')|list",
  "[X]|map(attribute='canary.canary')|list",
  "[X]|selectattr('canary')|list",
  "[X, X]|sort(attribute='canary')",
  "[X, X]|groupby('canary')",
  "[X, X]|unique(attribute='canary')|list",
  "[X, X]|min(attribute='canary')",
  "[X, X]|sum(attribute='canary')",
  "[X]|join(attribute='canary')",
  "'{0.canary}'.format(X)",
  "'{0[canary]}'.format(X)",
  "('{0.canary}'|safe).format(X)",
  "'{x.canary}'.format(x=X)",
  "'{canary}'.format_map(X)",
  "'%(canary)s' % (X)",
  "'%(canary)s'|format(X)",
  "'canary' in (X)",
  "(X)|d('canary')",
  "(X).get('canary')",
  "(X).pop('canary')",
  'dict(X).canary',
  '(X)|dictsort',
  '(X)|xmlattr',
  '(X)|tojson',
  '(X)|pprint',
  '(X)|string',
  '(X)|list',
  '(X)|items|list',
  '(X)|urlencode',
  '(X)|first',
  '(X)|last',
  '(X)|length',
  "(X) == {'canary': 1}",
  '(X) is canary',
  '(X)|canary',
  "[X]|map('canary')|list",
  "[X]|select('canary')|list",
  'canary',
  'm(canary=X)',
  'm(**(X))',
  'm(*(X))',
  "(X)['canary':]",
  '(X)[X]',
  '{X: 1}',
  '(X) ~ canary',
  '(X).canary is defined',
  '(X).canary|d(1)',
];

/** Values that only a macro has. */
const IN_MACRO: ReadonlySet<string> = new Set(['varargs', 'kwargs', 'caller']);

/** All reads of a value, of which a render takes the one whose number is `wanted`. */
function readsOf(value: string): string {
  const branches = READS.map(
    (read, at) =>
      `{% ${at === 0 ? 'if' : 'elif'} wanted == ${at} %}{{ ${read.replaceAll('X', () => value)} }}`,
  );
  return `${branches.join('')}{% endif %}`;
}

const called = (reads: string): string =>
  `{% import 'lib' as imported %}{% macro m() %}{{ varargs }}{{ kwargs }}${reads}{% endmacro %}
{% for item in [1] %}{% call m() %}{% endcall %}{% endfor %}`;
const inBlock = (reads: string): string =>
  `{% import 'lib' as imported %}{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}
{% block b %}{% for item in [1] %}${reads}{% endfor %}{% endblock %}`;

test.each(VALUES)('%s has no member of a prototype, however it is asked', (value) => {
  const context = { given: { list: [1, { a: 1 }], text: 'a' } };
  const environment = new Environment({ loaders: [store({ lib: '{% set a = 1 %}' })] });
  const frame = IN_MACRO.has(value) ? called : inBlock;
  const template = environment.compile(frame(readsOf(value)));
  const found: string[] = [];
  for (const [wanted, read] of READS.entries()) {
    try {
      template.renderText({ ...context, wanted });
    } catch (error) {
      expect(error).toBeInstanceOf(PyError);
    }
    if (touched.splice(0).length > 0) found.push(read);
  }
  expect(found).toEqual([]);
});

test.each(['filter', 'test'])('no %s is looked up on a prototype at compile time', (kind) => {
  const source = kind === 'filter' ? '{{ 1|canary }}' : '{{ 1 is canary }}';
  expect(() => new Environment().compile(source)).toThrow(`No ${kind} named 'canary'.`);
  expect(touched).toEqual([]);
});

test('values from outside bring none of their members along', () => {
  const environment = new Environment();
  const inherited = Object.create({ canary: 1 }) as Record<string, unknown>;
  const given = {
    a: inherited,
    b: new Map([['canary', 'own']]),
    c: new Tuple([1]),
    d: new PyFloat(1),
    e: new Markup(''),
  };
  const source =
    '{{ a.canary is defined }} {{ b.canary }} {{ c.canary }} {{ d.canary }} {{ e.canary }}';
  try {
    expect(environment.renderSource(source, { ...given, a: {} })).toBe('False own   ');
    environment.renderSource('{{ a.canary }}', given);
  } catch (error) {
    // An object with a prototype of its own is refused.
    expect(error).toBeInstanceOf(TypeError);
    expect(error instanceof PyError || error instanceof LimitError).toBe(false);
  }
  expect(touched).toEqual([]);
});
