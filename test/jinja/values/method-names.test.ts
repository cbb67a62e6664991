import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Bytes } from '../../../src/jinja/values/bytes.ts';
import { methodsOf } from '../../../src/jinja/values/methods/index.ts';
import type { Value } from '../../../src/jinja/values/types.ts';

const official = JSON.parse(
  readFileSync(
    new URL('../../../fixtures/jinja/values/method-names.json', import.meta.url),
    'utf8',
  ),
) as Readonly<Record<'bytes' | 'str', readonly string[]>>;

function names(value: Value): string[] {
  return [...(methodsOf(value)?.keys() ?? [])].sort((a, b) => (a < b ? -1 : 1));
}

describe('the methods are those that Python lists', () => {
  test('of bytes', () => {
    expect(names(new Bytes(''))).toEqual(official.bytes);
  });
  test('of str', () => {
    expect(names('')).toEqual(official.str);
  });
  test('each is called after its type', () => {
    for (const [name, { name: called }] of methodsOf(new Bytes('')) ?? []) {
      expect(called).toBe(`bytes.${name}`);
    }
  });
});
