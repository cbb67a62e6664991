import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFieldMap, writeFieldMap, type FieldMap } from '../../src/compiler/index.ts';
import { sampled } from '../sampled.ts';
import { anyMap } from './arbitraries.ts';
import { plain } from './read-back.ts';

test('random field maps, written as files, read back as the same maps', () => {
  const runs = sampled(20, 100);
  let count = 0;
  fc.assert(
    fc.property(anyMap, (map) => {
      fc.pre(map.fields.every(isSimple));
      const { map: read, findings } = readFieldMap(writeFieldMap(map), 'random');
      fc.pre(read !== undefined);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(plain(read)).toEqual(plain(map));
      count += 1;
    }),
    { numRuns: runs },
  );
  expect(count).toBe(runs);
});

/** A text with placeholders cannot name everything, and a look-up has each key once. */
function isSimple({ source, lookup = [] }: FieldMap['fields'][number]): boolean {
  return source.kind !== 'text' && new Map(lookup).size === lookup.length;
}
