import { expect, test } from 'vitest';
import { Environment, LimitError } from '../../../src/jinja/index.ts';

/** Steps and output are a hundredth of what holds by default. */
const LIMITS = { steps: 100_000, output: 200_000, range: 10_000, depth: 240, time: 10_000 };

/** The limit that a template runs into, with `b` a hundred thousand bytes. */
function limitOf(source: string): string {
  const environment = new Environment({ limits: LIMITS });
  try {
    return environment.renderSource(
      `{% set s = 'a b' * 33333 %}{% set b = s.encode() %}${source}`,
      {},
    );
  } catch (error) {
    if (error instanceof LimitError) return error.limit;
    throw error;
  }
}

test.each([
  '{{ b.center(10**9) }}',
  '{{ b.ljust(10**12) }}',
  '{{ b.rjust(10**9) }}',
  '{{ b.zfill(10**9) }}',
  "{{ 'a\\t'.encode().expandtabs(10**9) }}",
  '{{ b.replace(b[:1], b) }}',
  '{{ b.replace(b[:0], b) }}',
  '{{ b.join([b, b, b]) }}',
  '{{ b * 10**9 }}',
  '{{ b + b + b }}',
  "{{ '%s%s%s'.encode() % (b, b, b) }}",
  "{{ '%999999999d'.encode() % 1 }}",
  "{{ '%.999999999d'.encode() % 1 }}",
  "{{ b.hex(':') }}",
  "{{ b.decode('ascii') * 3 }}",
  "{{ 'x'.encode() * 999999 }}",
])('%s is too long', (source) => {
  expect(limitOf(source)).toBe('output');
});

const forever = (body: string): string =>
  `{% for i in range(9999) %}{% for j in range(9999) %}${body}{% endfor %}{% endfor %}`;

test.each([
  'b.upper()',
  'b.title()',
  'b.split()',
  'b.splitlines()',
  'b.find(b)',
  "b.count('a'.encode())",
  'b.decode()',
  'b.hex()',
  'b.isalnum()',
  "s.count('a'.upper())",
  'b[1:]',
  'b[::-1]',
  'b + b',
  'b < b + b',
  'b == b[1:]',
  'b[-1:] in b',
  "'%s'.encode() % b",
  '{b: 1}',
  'b|list',
  'b|length',
  'b|string',
  'b|sum',
  'b|reverse|list',
  'b ~ b',
  "b.replace('a'.encode(), 'b'.encode())",
  'b.translate(none, b)',
  'b.partition(b)',
  'b.strip(b)',
  'b.startswith(b)',
])('%s for ever costs steps', (expression) => {
  expect(['steps', 'output']).toContain(limitOf(forever(`{% set x = ${expression} %}`)));
});
