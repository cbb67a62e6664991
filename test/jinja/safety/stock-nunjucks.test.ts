import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Nunjucks from 'nunjucks';
import { expect, test } from 'vitest';
import { Environment } from '../../../src/api/jinja.ts';
import { answerOf, TRICKS } from './cases.ts';

type Nunjucks = typeof Nunjucks;

const require = createRequire(import.meta.url);

/** The copy of nunjucks that the engine uses. */
const used = require('nunjucks') as Nunjucks;

/** A copy that nothing has touched. */
function untouched(): Nunjucks {
  const cached = { ...require.cache };
  for (const path of Object.keys(require.cache))
    if (path.includes('/node_modules/nunjucks/')) Reflect.deleteProperty(require.cache, path);
  try {
    return require('nunjucks') as Nunjucks;
  } finally {
    Object.assign(require.cache, cached);
  }
}

/** Everything that can be reached of nunjucks: paths to functions with their text, to other values as they are. */
function inventory(
  value: unknown,
  path = 'nunjucks',
  seen: Map<unknown, string> = new Map(),
): string[] {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return [`${path} = ${String(value)}`];
  }
  const known = seen.get(value);
  if (known !== undefined) return [`${path} -> ${known}`];
  if (path.split('.').length > 12) return [];
  seen.set(value, path);
  const lines = [
    typeof value === 'function' ? `${path} = ${digest(String(value))}` : `${path} = {}`,
  ];
  for (const key of Reflect.ownKeys(value)) {
    const member = Object.getOwnPropertyDescriptor(value, key);
    const place = `${path}.${String(key)}`;
    if (member?.get !== undefined) lines.push(`${place} get ${digest(String(member.get))}`);
    else lines.push(...inventory(member?.value, place, seen));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype && prototype !== Function.prototype) {
    lines.push(...inventory(prototype, `${path}.[[Prototype]]`, seen));
  }
  return lines;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

const SOURCES: readonly string[] = [
  '{{ 1 / 2 }} {{ [1, 2] }} {{ none }} {{ true }} {{ x.y.z }}',
  "{{ 'a'|upper }} {{ [3, 1]|sort }} {{ {a: 1}|dump }} {{ 'abc'|length }} {{ 3.7|round }} {{ '<'|escape }}",
  '{% for i in range(3) %}{{ loop.index }}{{ loop.last }}{% else %}none{% endfor %}',
  '{% macro m(a, b=2) %}{{ a }}{{ b }}{{ caller() if caller }}{% endmacro %}{{ m(1) }}{% call m(3) %}c{% endcall %}',
  '{% set x = 1 %}{% if x is odd %}odd{% elif x %}x{% endif %}{% raw %}{{ }}{% endraw %}',
  '{% extends "base" %}{% block b %}{{ super() }}!{% endblock %}',
  '{% include "part" %}{% import "lib" as lib %}{{ lib.f(1) }}{% from "lib" import f %}{{ f(2) }}',
  '{{ cycler(1, 2).next() }} {{ joiner(",")() }} {{ "%s"|replace("%", "&") }} {{ 5 // 2 }} {{ 2 ** 3 }}',
  '{{ range.constructor("return 40 + 2")() }}',
  '{{ [1, 2, 3][0:2] }}',
  '{{ x | nothing }}',
  '{% unknown %}',
];

/** What the environment of nunjucks makes of templates, compiled code included. */
function behaviour(nunjucks: Nunjucks): unknown {
  const templates: Record<string, string> = {
    base: 'base {% block b %}b{% endblock %}',
    part: 'part {{ v }}',
    lib: '{% macro f(a) %}f{{ a }}{% endmacro %}',
  };
  const loader = new (nunjucks.Loader.extend({
    getSource: (name: string) => ({ src: templates[name] ?? '', path: name, noCache: true }),
  }) as unknown as new () => Nunjucks.ILoader)();
  const environment = new nunjucks.Environment([loader], { autoescape: true });
  return SOURCES.map((source) => {
    try {
      const { compiler } = nunjucks as unknown as {
        compiler: { compile(source: string, ...rest: unknown[]): string };
      };
      // The compiler numbers the holes of a template on from those of all earlier ones.
      const code = compiler.compile(source, [], [], 'name', {}).replaceAll(/hole_\d+/g, 'hole');
      return { code, text: environment.renderString(source, { v: 1 }) };
    } catch (error) {
      return String(error);
    }
  });
}

test('nunjucks is the same as an untouched copy after Jinja templates are rendered beside it', () => {
  const stock = untouched();
  expect(stock).not.toBe(used);
  const expected = { inventory: inventory(stock), behaviour: behaviour(stock) };
  expect(expected.inventory.length).toBeGreaterThan(500);
  for (const trick of TRICKS) answerOf(trick);
  const own = new Environment();
  own.addFilter('upper', () => 'ours');
  own.addGlobal('range', 'ours');
  expect(own.renderString("{{ 'a'|upper }}{{ range }}", {})).toBe('oursours');
  expect(inventory(used)).toEqual(expected.inventory);
  expect(behaviour(used)).toEqual(expected.behaviour);
});

test('an environment of Jinja has none of the filters and globals of nunjucks', () => {
  const environment = new Environment();
  expect(environment.filters.has('dump')).toBe(false);
  expect(() => environment.renderSource('{{ 1|dump }}')).toThrow("No filter named 'dump'.");
  expect(environment.renderSource('{{ constructor is defined }}')).toBe('False');
});
