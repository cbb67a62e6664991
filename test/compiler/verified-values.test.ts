import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, readFieldMap, type FieldMap } from '../../src/compiler/index.ts';
import { Dict } from '../../src/jinja/index.ts';
import { checkValue, FIELDS, type ValueType } from '../../src/passkit/index.ts';
import { valuesFor } from '../oracle/conversion-values.ts';

/** The types of value that have a form; each has a conversion of its name. */
const types = [...new Set(FIELDS.map(({ type }) => type))].filter((type) => type !== 'text');

function mapOf(type: ValueType): FieldMap {
  const text = JSON.stringify({
    smartpass: 1,
    identity: 'none',
    project: { url: 'https://pub1.pskt.io/c/a4hrop' },
    fields: { 'meta.x': { user: 'X', as: type, missing: 'omit' } },
  });
  const { map, findings } = readFieldMap(text, 'x.json');
  if (map === undefined) throw new Error(JSON.stringify(findings));
  return map;
}

test.each(types)('verify calls no %s wrong that a map makes', (type) => {
  const map = mapOf(type);
  const [mapped] = map.fields;
  const values = fc.sample(valuesFor(mapped?.conversion ?? { to: 'text' }), {
    seed: 7,
    numRuns: 3000,
  });
  const made = values.flatMap((value) => {
    const result = evaluate(map, { user: Dict.of([['X', value]]) });
    return 'payload' in result ? result.payload.map(([, text]) => text) : [];
  });
  const wrong = made.filter((text) => checkValue(type, text)?.severity === 'error');
  expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
  expect(made.filter(Boolean).length).toBeGreaterThan(50);
});
