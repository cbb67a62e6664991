import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Bytes } from '../../../src/jinja/values/bytes/bytes.ts';
import { methodsOf, propertiesOf } from '../../../src/jinja/values/type-table.ts';
import { Tuple } from '../../../src/jinja/values/tuple.ts';
import { PyFloat, type Value } from '../../../src/jinja/values/types.ts';

const official = JSON.parse(
  readFileSync(
    new URL('../../../fixtures/jinja/values/method-names.json', import.meta.url),
    'utf8',
  ),
) as Readonly<Record<string, readonly string[]>>;

const VALUES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['bytes', new Bytes('')],
  ['str', ''],
  ['int', 1],
  ['float', new PyFloat(1)],
  ['list', []],
  ['tuple', new Tuple([])],
]);

function names(value: Value): string[] {
  const all = [...methodsOf(value).keys(), ...propertiesOf(value).keys()].filter(
    (name) => !name.startsWith('__'),
  );
  return all.sort((a, b) => (a < b ? -1 : 1));
}

describe('methods and attributes are those that Python lists', () => {
  test.each([...VALUES])('of %s', (type, value) => {
    expect(names(value)).toEqual(official[type]);
  });
  test.each([...VALUES])('of %s: each is called after its type', (type, value) => {
    for (const [name, { name: called }] of methodsOf(value)) {
      expect(called).toBe(`${type}.${name}`);
    }
  });
});
