import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filtersFor, globalsFor, testsFor } from '../../../src/jinja/builtins/index.ts';
import type { PyFunction } from '../../../src/jinja/values/call.ts';
import type { Callable } from '../../../src/jinja/values/types.ts';

type Signature = {
  readonly name: string;
  readonly params: readonly string[] | null;
  readonly style?: 'python' | 'c';
  readonly hidden?: string | null;
};
type Inventory = Readonly<Record<'filters' | 'tests', Readonly<Record<string, Signature>>>> & {
  readonly globals: Readonly<Record<string, unknown>>;
};

const official = JSON.parse(
  readFileSync(new URL('../../../fixtures/jinja/builtins.json', import.meta.url), 'utf8'),
) as Inventory;

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function names(table: ReadonlyMap<string, unknown>): string[] {
  return [...table.keys()].sort(byText);
}

/** What the recorded signature says of that callable, where Python tells. */
function signatureOf(callable: Callable | undefined, recorded: Signature): Signature | undefined {
  if (callable === undefined) return undefined;
  const name = callable.name.slice(callable.name.lastIndexOf('.') + 1);
  if (recorded.params === null) return { name, params: null };
  const { style, params, hidden = null } = callable;
  return { name, style, hidden, params };
}

describe('the tables of 3.1 are the official ones', () => {
  test('names of filters', () => {
    expect(names(filtersFor('3.1'))).toEqual(Object.keys(official.filters).sort(byText));
  });
  test('names of tests', () => {
    expect(names(testsFor('3.1'))).toEqual(Object.keys(official.tests).sort(byText));
  });
  test('names of globals', () => {
    expect(names(globalsFor('3.1'))).toEqual(Object.keys(official.globals).sort(byText));
  });
  test.each(Object.entries(official.filters))('parameters of filter %s', (name, recorded) => {
    expect(signatureOf(filtersFor('3.1').get(name), recorded)).toEqual(recorded);
  });
  test.each(Object.entries(official.tests))('parameters of test %s', (name, recorded) => {
    expect(signatureOf(testsFor('3.1').get(name), recorded)).toEqual(recorded);
  });
});

describe('the tables of other releases', () => {
  test('3.1.6 has the names of 3.1', () => {
    expect(names(filtersFor('3.1.6'))).toEqual(names(filtersFor('3.1')));
    expect(names(testsFor('3.1.6'))).toEqual(names(testsFor('3.1')));
  });
  test('2.8 lacks what came later', () => {
    const lacking = (
      now: ReadonlyMap<string, unknown>,
      old: ReadonlyMap<string, unknown>,
    ): string[] => names(now).filter((name) => !old.has(name));
    expect(lacking(filtersFor('3.1'), filtersFor('2.8'))).toEqual([
      'items',
      'max',
      'min',
      'tojson',
      'unique',
    ]);
    expect(filtersFor('2.8').size).toBe(49);
    expect(names(testsFor('2.8'))).toEqual(
      'callable defined divisibleby equalto escaped even iterable lower mapping none number odd sameas sequence string undefined upper'.split(
        ' ',
      ),
    );
    expect(names(globalsFor('2.8'))).toEqual(['cycler', 'dict', 'joiner', 'lipsum', 'range']);
  });
  test('2.8 knows no function named sync_…', () => {
    const ours = [...filtersFor('2.8').values()].map(({ name }) => name);
    expect(ours.filter((name) => name.startsWith('sync_'))).toEqual([]);
  });
  test('a table inherits no names', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(filtersFor('3.1').has(name)).toBe(false);
    }
  });
  test('globals print as their classes', () => {
    const printed = [...globalsFor('3.1').values()].map((value) => (value as PyFunction).repr());
    expect(printed).toEqual([
      "<class 'jinja2.utils.Cycler'>",
      "<class 'dict'>",
      "<class 'jinja2.utils.Joiner'>",
      '<function generate_lorem_ipsum at 0x7f0000000000>',
      "<class 'jinja2.utils.Namespace'>",
      "<class 'range'>",
    ]);
  });
});
