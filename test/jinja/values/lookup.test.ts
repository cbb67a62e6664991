import { describe, expect, it } from 'vitest';
import {
  Dict,
  getAttribute,
  getItem,
  sliceOf,
  type Value,
} from '../../../src/jinja/values/index.ts';
import { answer, decode, rowsOf, stateOf } from './core-case.ts';

const state = stateOf();

function look(kind: string, obj: unknown, key: unknown): Value {
  const value = decode(obj);
  if (kind === 'item') return getItem(state, value, decode(key));
  if (kind === 'attribute') return getAttribute(state, value, key as string);
  const [start, stop, step] = decode(key) as [Value, Value, Value];
  return sliceOf(value, start, stop, step);
}

describe('lookups', () => {
  it.each(['item', 'attribute', 'slice'])('%s answers as Jinja', (wanted) => {
    const found: string[] = [];
    for (const [kind, obj, key, recorded] of rowsOf<[string, unknown, unknown, string]>(
      'lookups',
    )) {
      if (kind !== wanted) continue;
      const got = answer(() => look(kind, obj, key));
      if (got !== recorded && !isDunder(key)) found.push(JSON.stringify([obj, key, got, recorded]));
    }
    expect(found).toEqual([]);
  });

  it('reaches nothing of JavaScript', () => {
    for (const name of ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty']) {
      for (const obj of ['a', 1, [1], new Dict(), null, true] as Value[]) {
        expect(answer(() => getAttribute(state, obj, name))).toMatch(/^\?.* has no attribute /);
        expect(answer(() => getItem(state, obj, name))).toMatch(/^\?.* has no attribute /);
      }
    }
  });
});

/** Python shows its own inside there; templates here do not reach it. */
function isDunder(key: unknown): boolean {
  return typeof key === 'string' && key.startsWith('__');
}
