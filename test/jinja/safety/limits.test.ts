import { describe, expect, test } from 'vitest';
import { Environment, fromJs, LimitError, PyError, Tuple } from '../../../src/jinja/index.ts';
import { store } from './cases.ts';

/** A hundredth of the bounds that hold by default: a runaway template meets them in a hundredth of the time. */
const LIMITS = { steps: 100_000, output: 200_000, range: 10_000, depth: 240, time: 10_000 };

type Ending = { readonly type: string; readonly limit?: string; readonly line: number | undefined };

function ending(
  source: string,
  context: object = {},
  templates: Record<string, string> = {},
  steps = LIMITS.steps,
): Ending {
  const environment = new Environment({
    limits: { ...LIMITS, steps },
    loaders: [store(templates)],
  });
  try {
    environment.renderSource(source, context as Record<string, unknown>);
  } catch (error) {
    if (error instanceof LimitError)
      return { type: error.type, limit: error.limit, line: error.line };
    if (error instanceof PyError) return { type: error.type, line: error.line };
    throw error;
  }
  return { type: 'none', line: undefined };
}

const limit = (name: string, line = 1): Ending => ({ type: 'LimitError', limit: name, line });
const TOO_DEEP: Ending = { type: 'RecursionError', line: 1 };

const grow = (start: string, step: string): string =>
  `{% set ns = namespace(x=${start}, y=${start}) %}{% for i in range(200) %}{% set ns.x = ${step} %}{% endfor %}`;
const forever = (body: string): string =>
  `{% set list = [] %}{% for i in range(9999) %}{% for j in range(9999) %}${body}{% endfor %}{% endfor %}`;

describe('steps', () => {
  test.each([
    '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}',
    '{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(100) }}',
    '{% set x = [1] %}{% for i in x %}{% do x.append(i) %}{% endfor %}',
    '{% set x = [1] %}{% for i in range(100) %}{% do x.extend(x) %}{% endfor %}',
    '{{ [1]|batch(10**9, 0)|list }}',
    '{{ [1]|slice(10**9, 0)|list }}',
    '{{ lipsum(n=10**9)|length }}',
    '{{ lipsum(n=1, min=10**8, max=10**9)|length }}',
    '{{ ("x " * 50000)|wordwrap(1) }}',
    '{{ [0] * 9999999 }}',
    '{% include range(9999)|map("string")|list %}',
    '{% include ["a"] * 9999 ignore missing %}',
    forever('{% set a = text|title %}'),
    forever('{% set a = text|length %}'),
    forever('{% set a = text[5] %}'),
    forever('{% set a = text[1:] %}'),
    forever('{% set a = text == text ~ "" %}'),
    forever('{% set a = text < text ~ "a" %}'),
    forever('{% set a = "b" in text %}'),
    forever('{% set a = text is upper %}'),
    forever('{% set a = text.upper() %}'),
    forever('{% set a = "%s%s" % (text, text) %}'),
    forever('{% set a = "{}".format(text) %}'),
    forever('{% set a = text.split() %}'),
    forever('{% set a %}{{ text }}{% endset %}'),
    forever('{% set a %}{{ items }}{% endset %}'),
    forever('{% set a = items|string|length %}'),
    forever('{% set a = items|tojson|length %}'),
    forever('{% set a = items == items + [] %}'),
    forever('{% set a = -1 in items %}'),
    forever('{% set a = items|sort %}'),
    forever('{% set a = items|sum %}'),
    forever('{% set a = text.__len__() %}'),
    forever('{% set a = text.__contains__("b") %}'),
    forever('{% set a = text.__lt__(text ~ "a") %}'),
    forever('{% set a = items.__eq__(items + []) %}'),
    forever('{% set a = items.__contains__(-1) %}'),
    forever('{% set a = "%s".__mod__(items) %}'),
    forever('{% set a = dict.items(pairs) %}'),
    forever('{% do list.append(items[:]) %}'),
    forever('{% do list.append(items|list) %}'),
    forever('{% do list.append(dict(pairs)) %}'),
    forever('{% do list.append(pairs.items()|list) %}'),
    forever('{% do list.append("a" * 100000) %}'),
    forever('{% set a = 7 ** 100000 % 11 %}'),
    forever('{% set x = 1 %}'.repeat(1000)),
  ])('%s', (source) => {
    const context = {
      text: 'ab '.repeat(10_000),
      items: Array.from({ length: 3000 }, (_, at) => at),
      pairs: Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`k${at}`, at])),
    };
    expect(ending(source, context)).toEqual(limit('steps'));
  });

  const items = Array.from({ length: 3000 }, (_, at) => at);
  test.each([
    ['a text', 'x'.repeat(3000)],
    ['a list', items],
    ['a tuple', new Tuple(items)],
    ['a dict', fromJs(Object.fromEntries(items.map((key) => [`k${key}`, key])))],
  ])('%s counts by its size each time that it is given to something', (_kind, value) => {
    const calls = (turns: number): string =>
      `{% for i in range(${turns}) %}{% set a = dict(a=value) %}{% endfor %}`;
    expect(ending(calls(1000), { value })).toEqual(limit('steps'));
    expect(ending(calls(10), { value }).type).toBe('none');
    expect(ending(calls(1000), { value: 1 }).type).toBe('none');
  });

  test('comparing lists that hold each other often ends', () => {
    const both = grow('[1]', '[ns.x, ns.x]').replace(
      '{% endfor %}',
      '{% set ns.y = [ns.y, ns.y] %}{% endfor %}',
    );
    expect(ending(`${both}{{ ns.x == ns.y }}`)).toEqual(limit('steps'));
    expect(ending(`${both}{{ ns.x < ns.y }}`)).toEqual(limit('steps'));
  });
});

describe('output', () => {
  test.each([
    '{% for a in range(9999) %}{% for b in range(9999) %}xxxxxxxxxx{% endfor %}{% endfor %}',
    "{{ 'x' * 10**9 }}",
    "{{ ('x' * 10**9)|length }}",
    '{{ [0] * 10**9 }}',
    '{{ (0,) * 10**9 }}',
    '{{ 9 ** 999999999 }}',
    '{{ 2 ** 1999999 * 2 ** 1999999 }}',
    grow('3', 'ns.x * ns.x'),
    grow('3', 'ns.x ** ns.x'),
    grow("'a'", 'ns.x ~ ns.x'),
    grow("'a'", 'ns.x + ns.x'),
    grow("'a'", "'%s%s' % (ns.x, ns.x)"),
    grow("'a'", "'{0}{0}'.format(ns.x)"),
    grow("'a'", "ns.x|replace('a', 'aa')"),
    grow("'a'", '[ns.x, ns.x]|join'),
    grow("'a'", "''.join([ns.x, ns.x])"),
    `${grow("['a']", '[ns.x, ns.x]')}{{ ns.x }}`,
    `${grow("['a']", '[ns.x, ns.x]')}{{ ns.x|tojson }}`,
    `${grow("['a']", '[ns.x, ns.x]')}{{ ns.x|pprint }}`,
    `${grow('(1,)', '(ns.x, ns.x)')}{{ {ns.x: 1} }}`,
    `${grow('{}', '{1: ns.x, 2: ns.x}')}{{ ns.x }}`,
    "{{ 'a'.center(10**9) }}",
    "{{ 'a'|center(10**9) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ 'a'.rjust(10**9) }}",
    "{{ 'a'.zfill(10**9) }}",
    "{{ '%1000000000d' % 3 }}",
    "{{ '%.1000000000f' % 3 }}",
    "{{ '%*d' % (10**9, 3) }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ '{:.999999999f}'.format(1.0) }}",
    "{{ '{:0999999999,}'.format(1) }}",
    "{{ '\\t'.expandtabs(10**9) }}",
    "{{ 'a\\nb'|indent(10**9) }}",
    "{{ ('a\\n' * 99)|indent(9999) }}",
    "{{ ('a' * 9999)|replace('a', 'b' * 9999) }}",
    "{{ ('a' * 9999).replace('', 'b' * 9999) }}",
    "{{ (['x' * 9999] * 9999)|join }}",
    "{{ ([1] * 9999)|join('x' * 9999) }}",
    "{{ ('x' * 1000)|wordwrap(1, wrapstring='y' * 1000) }}",
    "{{ {'a': 1}|tojson(10**9) }}",
  ])('%s', (source) => {
    expect(ending(source, {}, {}, 2_000_000)).toEqual(limit('output'));
  });
});

describe('range and depth', () => {
  test.each(['{{ range(10**9) }}', '{{ range(0, 10**18, 3)|list }}', '{{ range(10**30) }}'])(
    '%s',
    (source) => {
      expect(ending(source)).toEqual(limit('range'));
    },
  );

  test.each([
    ['{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}'],
    [
      '{% macro f() %}{% call g() %}{% endcall %}{% endmacro %}{% macro g() %}{{ caller() }}{{ f() }}{% endmacro %}{{ f() }}',
    ],
    ['{% include "a" %}', '{% include "a" %}'],
    ['{% import "a" as a %}', '{% import "a" as a %}'],
    ['{% from "a" import x %}', '{% from "a" import x %}'],
    ['{% extends "a" %}', '{% extends "a" %}'],
    ['{% block a %}{{ self.a() }}{% endblock %}'],
    ['{% block a %}{{ self.b() }}{% endblock %}{% block b %}{{ self.a() }}{% endblock %}'],
    ['{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}'],
    ['{% set x = [] %}{% set y = [x] %}{% do x.append(y) %}{{ x == [[x]] ~ "" or x == y }}'],
    [
      '{% set ns = namespace(x=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x|pprint }}',
    ],
    [
      '{% set ns = namespace(x=[1]) %}{% for i in range(9999) %}{% set ns.x = ns.x|map("abs") %}{% endfor %}{{ ns.x|list }}',
    ],
  ])('%s', (source, included = '') => {
    expect(ending(source, {}, { a: included })).toEqual(TOO_DEEP);
  });

  test('the hint of an endless recursion names the limit', () => {
    try {
      new Environment().renderSource('{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}');
    } catch (error) {
      expect((error as PyError).hint).toContain('limit: depth');
    }
  });
});

test('time', () => {
  let clock = 0;
  const now = (): number => (clock += 10);
  const environment = new Environment({ limits: { time: 50 }, now });
  const source = 'a\n{% for i in range(999999) %}\n{{ i }}\n{% endfor %}';
  try {
    environment.renderSource(source);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(LimitError);
    expect(error).toMatchObject({ limit: 'time', line: 2 });
    expect((error as LimitError).message).toContain('50 ms');
  }
});

test('every limit is told by its name, with the line it was met in', () => {
  const cases: readonly [string, string][] = [
    ['{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}', 'steps'],
    ["{{ 'x' * 10**9 }}", 'output'],
    ['{{ range(10**9) }}', 'range'],
    ["{{ 'x'.__format__('>99999999') }}", 'output'],
  ];
  for (const [source, name] of cases) expect(ending(`\n\n${source}`)).toEqual(limit(name, 3));
});

test('a render can have bounds of its own', () => {
  const template = new Environment().compile('{% for i in range(100) %}{{ i }}{% endfor %}');
  expect(() => template.renderText({}, { limits: { steps: 10 } })).toThrow(LimitError);
  expect(template.renderText({})).toContain('99');
  const long = new Environment().compile("{{ ('x' * n)|length }}{{ range(n)|length }}");
  expect(long.renderText({ n: 500 })).toBe('500500');
  expect(() => long.renderText({ n: 500 }, { limits: { output: 100 } })).toThrow('limit: output');
  expect(() => long.renderText({ n: 500 }, { limits: { range: 100 } })).toThrow('limit: range');
});

describe('deep and long sources end in an error of Python or render', () => {
  const many = (text: string, count = 5000): string => text.repeat(count);
  test.each([
    ['parentheses', `{{ ${many('(')}1${many(')')} }}`],
    ['lists', `{{ ${many('[')}1${many(']')} }}`],
    ['dicts', `{{ ${many('{1:')}1${many('}')} }}`],
    ['not', `{{ ${many('not ')}1 }}`],
    ['signs', `{{ ${many('-')}1 }}`],
    ['sums', `{{ 1${many('+x')} }}`],
    ['sums of constants', `{{ 1${many('+1')} }}`],
    ['powers', `{{ 1${many('**1')} }}`],
    ['attributes', `{{ x${many('.a')} }}`],
    ['calls', `{{ x${many('()')} }}`],
    ['filters', `{{ 'a'${many('|upper')} }}`],
    ['lazy filters', `{{ [1]${many('|map("abs")', 500)}|list }}`],
    ['inline ifs', `{{ ${many('1 if x else ')}2 }}`],
    ['ifs', `${many('{% if x %}', 1500)}${many('{% endif %}', 1500)}`],
    ['withs', `${many('{% with %}', 1500)}${many('{% endwith %}', 1500)}`],
    ['macros', `${many('{% macro m() %}', 1500)}${many('{% endmacro %}', 1500)}`],
    ['openings', many('{{')],
    ['tags', many('{%')],
    ['comments', many('{#')],
    ['backslashes', `{{ "${many('\\', 100_001)}" }}`],
    ['digits', `{{ ${many('9', 100_000)} }}`],
    ['digits with underscores', `{{ ${many('1_', 100_000)} }}`],
    ['blanks', `{{${many(' ', 200_000)}}}`],
    ['blanks before a tag', `${many(' ', 200_000)}{%- if x %}${many('\n', 200_000)}{% endif %}`],
    ['a name', `{{ ${many('a', 200_000)} }}`],
    ['a text', many('x', 1_000_000)],
    ['arguments', `{{ x(${many('1,', 20_000)}1) }}`],
  ])('%s', (_, source) => {
    let ended: unknown;
    try {
      ended = new Environment().renderSource(source, { x: 1 });
    } catch (error) {
      ended = error instanceof PyError || error instanceof LimitError ? 'error' : error;
    }
    expect(typeof ended).toBe('string');
  });
});
