import { expect, test } from 'vitest';
import { Environment, toArray, type Callable, type Value } from '../../../src/jinja/index.ts';

// What Python does at once costs a few steps, however large the value is.
const SIZE = 5000;
const used: Callable = {
  name: 'used',
  params: ['value'],
  style: 'python',
  cost: 'own',
  run: ({ meter }) => meter.used,
};
const setup =
  '{% set l = range(5000)|list %}{% set t = (0,) * 5000 %}{% set d = dict(l|map("string")|zipped) %}' +
  '{% set s = "ab" * 25000 %}{% set w = "жю" * 25000 %}{% set e = "👍b" * 25000 %}';
const zipped: Callable = {
  name: 'zipped',
  params: ['value'],
  style: 'python',
  run: (_state, value: Value) => toArray(value).map((item) => [item, 1]),
};
const filters = new Map([
  ['used', used],
  ['zipped', zipped],
]);

test.each([
  'l.append(i)',
  'l.pop()',
  'l|length',
  'l|count',
  'l|first',
  'l|last',
  'l[0]',
  'l[i]',
  'l[-1]',
  'l is sequence',
  'l is defined',
  'l|default(1)',
  'l|map("upper")',
  'l|batch(3)',
  'l.insert(l|length, i)',
  't|length',
  't|first',
  't|last',
  't[i]',
  'd.update({i: 1})',
  'd.update(a=i)',
  'd.get(i)',
  'd.setdefault(i, l)',
  'd.pop(i, 1)',
  'd.popitem()',
  'd.items()',
  'd.keys()|first',
  'd.values()|last',
  'd|length',
  'd|first',
  'd|last',
  'i in d',
  '"x" in d',
  'd["1"]',
  'd[i]',
  's[0]',
  's[-1]',
  's|first',
  's|last',
  's.startswith("ab")',
  's.endswith("x")',
  's is string',
  's[:3]',
  's|default("x")',
  's ~ i',
  's + "x"',
  's == w',
  'w[0]',
  'w[:5]',
  'e[3]',
  'e[-2:]',
  'e.startswith("b")',
  'range(5000)|length',
  'i in range(5000)',
  '(l if i else 1)',
  'l is sameas t',
])('%s', (expression) => {
  const environment = new Environment({ filters });
  const source = `${setup}{% set before = 0|used %}{% for i in range(${SIZE}) %}{% set x = ${expression} %}{% endfor %}{{ 0|used - before }}`;
  expect(Number(environment.renderSource(source))).toBeLessThan(SIZE * 12);
});
