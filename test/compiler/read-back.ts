import * as fc from 'fast-check';
import { expect } from 'vitest';
import { readFieldMap, writeFieldMap, type FieldMap } from '../../src/compiler/index.ts';
import { anyMap } from './arbitraries.ts';

/** Holds random field maps, written as files, against what is read back. Gives how many were. */
export function readBackRandomMaps(runs: number): number {
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
  return count;
}

/** A text with placeholders cannot name everything, and a look-up has each key once. */
function isSimple({ source, lookup = [] }: FieldMap['fields'][number]): boolean {
  return source.kind !== 'text' && new Map(lookup).size === lookup.length;
}

/** A map that was written as a file, read back. */
export function again(map: FieldMap): FieldMap {
  const { map: read, findings } = readFieldMap(writeFieldMap(map), map.file);
  if (read === undefined) throw new Error(JSON.stringify(findings));
  return read;
}

/** A map without places: those are of another file; the policy of a literal is none. */
export function plain({ fields, file: _file, ...rest }: FieldMap): unknown {
  return {
    ...rest,
    fields: fields.map(({ span: _span, missing, ...field }) =>
      field.source.kind === 'value'
        ? { name: field.name, source: field.source }
        : { ...field, missing },
    ),
  };
}
