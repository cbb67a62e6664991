import { describe, expect, it } from 'vitest';
import {
  Environment,
  isError,
  LimitError,
  PyError,
  Undefined,
  type EnvironmentOptions,
} from '../../src/jinja/index.ts';

type Place = {
  /** The template; between « and » is what its error names. */
  readonly source: string;
  /** The type of the error. */
  readonly type: string;
  /** The name of the Undefined that caused it, if one did. */
  readonly cause?: string;
  readonly templates?: Readonly<Record<string, string>>;
  readonly options?: EnvironmentOptions;
};

const CONTEXT = {
  user: { name: 'Ada', age: 36, tags: ['a', 'b'], empty: {} },
  n: 5,
  text: 'abc',
  list: [1, 2],
  pairs: [[1, 2], [3]],
  nothing: null,
};

const STRICT: EnvironmentOptions = { undefined: 'StrictUndefined' };
const OLD: EnvironmentOptions = { version: '2.8' };

const PLACES: readonly Place[] = [
  // Operators
  { source: '{{ «n + text» }}', type: 'TypeError' },
  { source: '{{ 1 + («n + text») + 2 }}', type: 'TypeError' },
  { source: '{{ n * («user.name - 1») }}', type: 'TypeError' },
  { source: '{{ «missing + 1» }}', type: 'UndefinedError', cause: 'missing' },
  { source: "a\nb {{ text }}\n{{ 'x' ~ («n // 0») ~ text }}", type: 'ZeroDivisionError' },
  { source: '{{ n ** («-text») }}', type: 'TypeError' },
  { source: '{{ («-text») ** n }}', type: 'TypeError' },
  { source: '{{ text and («+text») }}', type: 'TypeError' },
  { source: "{{ «'%d' % missing» }}", type: 'UndefinedError', cause: 'missing' },
  { source: '{{ n < 3 or «n < text» }}', type: 'TypeError' },
  { source: '{{ «1 < n < text» and n }}', type: 'TypeError' },
  { source: '{{ «missing in text» }}', type: 'TypeError', cause: 'missing' },
  { source: '{{ («n not in n») }}', type: 'TypeError' },
  { source: '{{ («n - missing») }}', type: 'TypeError', cause: 'missing', options: OLD },
  // Attributes, items, slices
  { source: '{{ user.name }}{{ «user.nope.first» }}', type: 'UndefinedError', cause: 'nope' },
  { source: "{{ «user['nope']['first']»|upper }}", type: 'UndefinedError', cause: 'nope' },
  { source: '{{ «user.empty.a.b».c }}', type: 'UndefinedError', cause: 'a' },
  { source: '{{ [user.name, «missing[0]»] }}', type: 'UndefinedError', cause: 'missing' },
  { source: '{{ «n[1:2]» }}', type: 'TypeError' },
  { source: '{{ «text[missing:]» }}', type: 'TypeError', cause: 'missing' },
  // Filters and tests
  { source: '{{ text|upper|first }}{{ «n|length»|upper }}', type: 'TypeError' },
  { source: '{{ «missing|round» }}', type: 'TypeError', cause: 'missing' },
  { source: '{{ «user.nope|abs» }}', type: 'TypeError', cause: 'nope' },
  { source: "{{ text|replace('a', «n|first») }}", type: 'TypeError' },
  { source: '{{ text|truncate(«n|sum») }}', type: 'TypeError' },
  { source: '{{ «text|center(missing)» }}', type: 'TypeError', cause: 'missing' },
  { source: '{{ «text|truncate(length=user.nope)» }}', type: 'UndefinedError', cause: 'nope' },
  { source: '{{ «text|indent(1, 2, 3, 4, 5)» }}', type: 'TypeError' },
  { source: '{{ «list|map("nope")|join» }}', type: 'TemplateRuntimeError' },
  { source: '{{ 1 if «text is divisibleby(2)» else 2 }}', type: 'TypeError' },
  { source: '{{ «n is divisibleby missing» }}', type: 'UndefinedError', cause: 'missing' },
  // Calls
  { source: '{{ «text.nope()» }}', type: 'UndefinedError', cause: 'nope' },
  { source: '{{ «missing.nope»(1) }}', type: 'UndefinedError', cause: 'missing' },
  { source: '{{ text.upper() }}{{ «text.upper(1)» }}', type: 'TypeError' },
  { source: '{{ «text.replace(missing, 1)» }}', type: 'TypeError', cause: 'missing' },
  { source: "{{ «'{:,}'.format(text)» }}", type: 'ValueError' },
  { source: '{{ text.replace(«n.x.y», 1) }}', type: 'UndefinedError', cause: 'x' },
  { source: '{{ «range(missing)» }}', type: 'TypeError', cause: 'missing' },
  { source: '{{ dict(a=«n.x.y», **user) }}', type: 'UndefinedError', cause: 'x' },
  { source: '{{ «dict(*n)» }}', type: 'TypeError' },
  { source: '{{ «dict(**text)» }}', type: 'TypeError' },
  { source: '{{ dict(*«n.x.y», **user) }}', type: 'UndefinedError', cause: 'x' },
  // Inline if, and, or
  { source: '{{ (n if text else n) + («n|first») }}', type: 'TypeError' },
  { source: '{{ «n|first» if text else n }}', type: 'TypeError' },
  { source: '{{ n|string if not text else «n|first» }}', type: 'TypeError' },
  { source: '{{ «(n if text)|first» }}', type: 'TypeError' },
  {
    source: '{{ text.upper() if «missing» else 1 }}',
    type: 'UndefinedError',
    cause: 'missing',
    options: STRICT,
  },
  {
    source: '{{ (text and n) or 1 }}{{ «text and missing» }}',
    type: 'UndefinedError',
    cause: 'missing',
    options: STRICT,
  },
  { source: '{{ text }}{{ «user.nope» }}', type: 'UndefinedError', cause: 'nope', options: STRICT },
  {
    source: '{{ n + 1 }}{{ «missing» }}',
    type: 'UndefinedError',
    cause: 'missing',
    options: STRICT,
  },
  // Statements
  { source: '{% if text == 1 %}{% elif «n < text» %}{% endif %}', type: 'TypeError' },
  {
    source: '{% if n and «missing» %}{% endif %}',
    type: 'UndefinedError',
    cause: 'missing',
    options: STRICT,
  },
  { source: '{% set x = 1 %}{% set y = «n + text» %}', type: 'TypeError' },
  { source: '{% set «a, b» = list + [3] %}', type: 'ValueError' },
  { source: '{% set «a, b» = missing %}', type: 'ValueError', cause: 'missing' },
  { source: '{% set y = user.nope %}\n{{ «y|round» }}', type: 'TypeError', cause: 'nope' },
  { source: '{% set «n.x» = n|first %}', type: 'TemplateRuntimeError' },
  { source: '{% set ns = namespace() %}{% set ns.x = «n|first» %}', type: 'TypeError' },
  { source: '{% set x %}{{ «n|first» }}{% endset %}', type: 'TypeError' },
  {
    source: '{% set x | upper %}a{% endset %}{% do «list.nope()» %}',
    type: 'UndefinedError',
    cause: 'nope',
  },
  { source: '{% with a = 1, b = «n + text» %}{% endwith %}', type: 'TypeError' },
  { source: '{% filter upper %}{{ «n|first» }}{% endfilter %}', type: 'TypeError' },
  { source: '{% filter «round» %}a{% endfilter %}', type: 'TypeError' },
  { source: '{% autoescape «n|first» %}a{% endautoescape %}', type: 'TypeError' },
  { source: '{% print text, «n|first» %}', type: 'TypeError' },
  // Loops
  { source: '{% for x in «n» %}{% endfor %}', type: 'TypeError' },
  { source: '{% for x in («n if text else list») %}{% endfor %}', type: 'TypeError' },
  { source: '{% for x in «user.nope.more» %}{% endfor %}', type: 'UndefinedError', cause: 'nope' },
  { source: '{% for «a, b» in pairs %}{{ a + b }}{% endfor %}', type: 'ValueError' },
  { source: '{% for x in list %}\n{{ x }}{{ «x + text» }}{% endfor %}', type: 'TypeError' },
  { source: '{% for x in list if «x + text» %}{% endfor %}', type: 'TypeError' },
  {
    source: '{% for x in list if x > 5 %}{% else %}{{ «n|first» }}{% endfor %}',
    type: 'TypeError',
  },
  { source: '{% for x in «list|map("nope")» %}{{ x }}{% endfor %}', type: 'TemplateRuntimeError' },
  {
    source: '{% for x in list %}{% continue %}{{ n|first }}{% endfor %}{{ «n|first» }}',
    type: 'TypeError',
  },
  { source: '«{% for x in list recursive %}»{{ loop(n) }}{% endfor %}', type: 'TypeError' },
  { source: '{% for x in list %}{{ «loop(list)» }}{% endfor %}', type: 'TypeError' },
  // Macros and call blocks
  { source: '{% macro m(a) %}{{ «a + 1» }}{% endmacro %}{{ m(text) }}', type: 'TypeError' },
  { source: '{% macro m(a, b=«a + 1») %}{% endmacro %}{{ m(text) }}', type: 'TypeError' },
  { source: '{% macro m() %}{% endmacro %}{{ «m(1)» }}', type: 'TypeError' },
  { source: '{% macro m(a) %}{{ «n|first» }}{% endmacro %}{{ m(missing) }}', type: 'TypeError' },
  {
    source:
      '{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(a) m() %}{{ «a|first» }}{% endcall %}',
    type: 'TypeError',
  },
  {
    source: '{% macro m() %}{{ «caller(1)» }}{% endmacro %}{% call m() %}{% endcall %}',
    type: 'TypeError',
  },
  { source: '{% call «missing()» %}{% endcall %}', type: 'UndefinedError', cause: 'missing' },
  // Other templates
  { source: '{% include «"a"» %}', type: 'TemplateNotFound', templates: {} },
  { source: '{{ n }}{% include "a" %}', type: 'TypeError', templates: { a: 'x {{ «n|first» }}' } },
  {
    source: '{% include "a" %}',
    type: 'UndefinedError',
    cause: 'nope',
    templates: { a: '{% include "b" %}', b: '\n\n{{ «nope.x» }}' },
  },
  {
    source: '{% import "a" as a %}{{ a.m() }}',
    type: 'TypeError',
    templates: { a: '{% macro m() %}{{ «1 + "a"|upper» }}{% endmacro %}' },
  },
  {
    source: '{% from "a" import nope %}{{ «nope()» }}',
    type: 'UndefinedError',
    cause: 'nope',
    templates: { a: '' },
  },
  {
    source: '{% extends "a" %}{% block b %}{{ «n|first» }}{% endblock %}',
    type: 'TypeError',
    templates: { a: '{% block b %}{% endblock %}' },
  },
  {
    source: '{% extends "a" %}{% block b %}{{ super() }}{% endblock %}',
    type: 'TypeError',
    templates: { a: '{% block b %}{{ «n|first» }}{% endblock %}' },
  },
  { source: '{% extends «missing» %}', type: 'UndefinedError', cause: 'missing', templates: {} },
  { source: '{% include "a" %}', type: 'TemplateSyntaxError', templates: { a: '{{ n «n» }}' } },
  {
    source: '{% extends "a" %}{% filter upper %}{% endfilter %}',
    type: 'UndefinedError',
    cause: 'missing',
    templates: { a: 'x {{ «missing.upper»() }}' },
  },
  // The code that Jinja makes is refused by Python
  {
    source: '{% include "a" %}',
    type: 'SyntaxError',
    templates: { a: 'x {{ «dict(a=1, a=2)» }}' },
  },
  { source: 'x «{% break %}»', type: 'SyntaxError' },
  { source: 'x {% macro m(a, «a») %}{% endmacro %}', type: 'SyntaxError' },
  // Release 2.8
  {
    source: '{% macro m() %}{{ «n.x.y» }}{% endmacro %}{{ m() }}',
    type: 'UndefinedError',
    cause: 'x',
    options: OLD,
  },
];

const LIMITS: readonly (readonly [source: string, limit: string])[] = [
  ['{{ n }}{{ «"a" * 2000» }}', 'output'],
  ['{% for x in list %}{{ «text * 999» }}{% endfor %}', 'output'],
  ['{% for x in «range(9000)» %}{% endfor %}', 'steps'],
  ['{% macro m() %}{{ «m()» }}{% endmacro %}{{ m() }}', 'RecursionError'],
];

describe('the place of an error', () => {
  for (const { source, type, cause, templates, options } of PLACES) {
    it(`${source}${templates === undefined ? '' : ` ${JSON.stringify(templates)}`}`, () => {
      const sources = new Map(Object.entries(templates ?? {}));
      const error = failure(source, {
        ...options,
        loaders: [{ getSource: (name: string) => loaded(sources.get(name)) } as never],
      });
      expect(error.type).toBe(type);
      const text = error.template == null ? source : sources.get(error.template);
      expect(marked(text ?? '', error.offsets)).toBe(text);
      expect(text).toContain('«');
      const found = error instanceof PyError ? error.cause : undefined;
      expect(found instanceof Undefined ? found.undefinedName : found).toBe(cause);
    });
  }

  for (const [source, limit] of LIMITS) {
    it(`${source} reaches a limit`, () => {
      const limits = { steps: 5000, output: 1500 };
      const error = failure(source, { limits });
      expect(error instanceof LimitError ? error.limit : error.type).toBe(limit);
      expect(marked(source, error.offsets)).toBe(source);
    });
  }
});

function failure(source: string, options: EnvironmentOptions): PyError | LimitError {
  try {
    new Environment(options).renderSource(plain(source), CONTEXT);
  } catch (error) {
    if (
      error instanceof LimitError ||
      isError(error, error instanceof PyError ? (error.type as never) : 'TypeError')
    )
      return error;
    throw error;
  }
  throw new Error('nothing failed');
}

function plain(source: string): string {
  return source.replaceAll(/[«»]/g, '');
}

function loaded(source: string | undefined): object | null {
  return source === undefined ? null : { src: plain(source), path: '', noCache: true };
}

/** The text with its marks at the offsets. */
function marked(text: string, offsets: readonly [number, number] | undefined): string {
  const [start, end] = offsets ?? [0, 0];
  const bare = plain(text);
  return `${bare.slice(0, start)}«${bare.slice(start, end)}»${bare.slice(end)}`;
}
