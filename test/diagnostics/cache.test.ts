import { describe, expect, test } from 'vitest';
import { Cache } from '../../src/diagnostics/index.ts';

describe('a cache', () => {
  test('makes a value once for each key', () => {
    const cache = new Cache<{ n: number }>(10);
    let made = 0;
    const recall = (key: string): number => cache.recall(key, () => ({ n: (made += 1) })).n;
    expect([recall('a'), recall('b'), recall('a'), recall('constructor')]).toEqual([1, 2, 1, 3]);
  });

  test('loses the value that was not asked for the longest, and no other', () => {
    const cache = new Cache<readonly string[]>(3);
    for (const key of ['a', 'b', 'c']) cache.set(key, [key]);
    cache.get('a');
    cache.recall('b', () => ['made']);
    cache.set('d', ['d']);
    expect(cache.size).toBe(3);
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([
      ['a'],
      ['b'],
      undefined,
      ['d'],
    ]);
  });

  test('a value in the place of another of its key is no more', () => {
    const cache = new Cache<readonly number[]>(2);
    for (let at = 0; at < 5; at += 1) cache.set('a', [at]);
    cache.set('b', []);
    expect([cache.size, cache.get('a')]).toEqual([2, [4]]);
  });

  test('what cannot be made is not kept', () => {
    const cache = new Cache<readonly number[]>(2);
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => cache.recall('a', fail)).toThrow('no');
    expect(cache.recall('a', () => [2])).toEqual([2]);
  });
});
