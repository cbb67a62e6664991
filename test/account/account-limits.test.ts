import { describe, expect, test } from 'vitest';
import {
  otherNamesOf,
  readAuxTable,
  readContentBlocks,
  readRecipient,
} from '../../src/account/index.ts';

function told(text: string): readonly string[] {
  return readRecipient(text, 'ada.yaml').findings.map(
    ({ code, severity, span }) =>
      `${severity} ${code} ${span?.start.line ?? 0}:${span?.start.column ?? 0}`,
  );
}

describe('what no account holds as a fixture has it', () => {
  const limit = 'warning moengage/object-limit';

  test.each([
    ['two levels are held', 'user:\n  a: { b: { c: 1 } }\n', []],
    ['the third is a text', 'user:\n  a: { b: { c: { d: 1 } } }\n', [`${limit} 2:16`]],
    ['lists are no level', 'user:\n  a: [{ b: [{ c: 1 }] }]\n', []],
    ['a sign in a key', 'user:\n  a: { b.c: 1, d#: 2 }\n', [`${limit} 2:8`, `${limit} 2:16`]],
    ['a null in an object', 'user:\n  a: { b: null }\n', [`${limit} 2:8`]],
    ['a null attribute is none', 'user:\n  a: null\n', []],
    ['a list of one text', 'user:\n  a: [x]\n', []],
    ['101 elements', `user:\n  a: [${'{b: 1},'.repeat(101)}]\n`, [`${limit} 2:6`]],
    ['100 elements', `user:\n  a: [${'{b: 1},'.repeat(100)}]\n`, []],
    ['25 KB', `user:\n  a: { b: ${'x'.repeat(25_600)} }\n`, [`${limit} 2:6`]],
  ])('%s', (_what, text, wanted) => {
    expect(told(text)).toEqual(wanted);
  });

  test('101 keys', () => {
    const keys = Array.from({ length: 101 }, (_, at) => `k${at}: 1`).join(', ');
    expect(told(`user:\n  a: { ${keys} }\n`)).toEqual([`${limit} 2:6`]);
  });
});

test.each([
  ['footer: Bye', 0],
  ['footer: "{{ ProductSet.X[0].title }}"', 1],
  ['footer: "{{ ContentApi.X({}).y }}{{ x|getAuxData(1) }}"', 2],
  ['my footer: Bye', 1],
  ['footer: { html: "<style>p{}</style>" }', 1],
])('content blocks: %s', (text, count) => {
  const { blocks, findings } = readContentBlocks(text, 'blocks.yaml');
  expect(blocks?.size).toBe(1);
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
    Array.from({ length: count }, () => 'warning moengage/content-block'),
  );
});

test('a column with a space in its name', () => {
  const { table, findings } = readAuxTable('id,Amount Due\n1,2\n', 'dues.csv');
  expect(table?.columns).toEqual(['id', 'Amount Due']);
  expect(findings).toMatchObject([{ code: 'moengage/aux-column', severity: 'warning' }]);
});

test('names of the same attribute', () => {
  expect(otherNamesOf('u_fn')).toEqual(['First Name']);
  expect(otherNamesOf('First Name')).toEqual(['u_fn']);
  expect(otherNamesOf('u_em')).toEqual(['Email (Standard)', 'Email']);
  expect(otherNamesOf('Tier')).toEqual([]);
});
