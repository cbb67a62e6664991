import { expect, test } from 'vitest';
import { isAlike, trialsOf } from './alike.ts';

test.each([
  "<p>{{ UserAttribute['A']|default('you', true)|e }}</p>",
  "{% set a = UserAttribute['A'] %}{% if a == 'x' and UserAttribute['B'] > 3 %}{{ a ~ '!' }}{% endif %}",
  "{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('none') %}{% endif %}",
])('read alike: %s', (template) => {
  const trials = trialsOf(template);
  expect(trials && isAlike(trials)).toBe(true);
});

test.each([
  '{% set ns = namespace(n=1) %}{{ ns.n }}',
  "{{ UserAttribute['A']|urlencode }}",
  "{{ UserAttribute['A']|trim('x') }}",
  "{{ 2 * (UserAttribute['A'] < 3) }}",
  "{% if UserAttribute['A'] %}{% set a = 1 %}{% endif %}{{ a }}",
  "{% set a = 1 %}{% set a = UserAttribute['A'] %}{{ a }}",
  "{% for x in UserAttribute['A'] %}{{ x }}{% endfor %}",
  "{{ UserAttribute['A'] if UserAttribute['B'] }}",
  "{{ 1_000 }}{{ UserAttribute['A'] }}",
  "{{ 1e3 }}{{ UserAttribute['A'] }}",
  "{{ UserAttribute['A'] -}} a\u2028b",
  "{%+ if UserAttribute['A'] %}a{% endif %}",
  "{% set é = UserAttribute['A'] %}{{ é }}",
])('may be read otherwise: %s', (template) => {
  const trials = trialsOf(template);
  expect(trials && isAlike(trials)).toBe(false);
});
