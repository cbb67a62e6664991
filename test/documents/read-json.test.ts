import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTree, type ReadTree } from '../../src/documents/index.ts';
import { shown } from './shown-tree.ts';

const CODES = { syntax: 'syntax', duplicate: 'duplicate' };

/** Everything that is read of a text: of JSON by its own reader, unless a comment behind it leaves it to YAML. */
function read(text: string): unknown {
  const { tree, findings } = readTree(text, 'x.json', CODES) satisfies ReadTree;
  return { tree: tree && shown(tree), findings };
}

function asYaml(text: string): unknown {
  return read(`${text} # YAML`);
}

const SPACES = ['', ' ', '\n', '\r\n  ', '   '];

/** A value as JSON, with other white space and escapes than JSON.stringify writes. */
function written(value: unknown, choices: Iterator<number, undefined>): string {
  const choose = (): number => choices.next().value ?? 0;
  const space = (): string => SPACES[choose() % SPACES.length] ?? '';
  if (Array.isArray(value)) {
    const items = value.map((one) => `${space()}${written(one, choices)}${space()}`);
    return `[${items.length === 0 ? space() : items.join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(
      ([key, one]) =>
        `${space()}${written(key, choices)}:${space()}${written(one, choices)}${space()}`,
    );
    return `{${pairs.length === 0 ? space() : pairs.join(',')}}`;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  const quoted = JSON.stringify(value);
  return choose() % 3 > 0
    ? quoted
    : quoted.replaceAll(/[/a-c\u0080-\uFFFF]/g, (sign) => {
        const code = sign.charCodeAt(0).toString(16).padStart(4, '0');
        return sign === '/' ? '\\/' : `\\u${choose() % 2 > 0 ? code : code.toUpperCase()}`;
      });
}

test('random JSON is read as YAML reads it, with the same places', () => {
  const string = fc.string({
    unit: fc.constantFrom(
      ...Array.from('ab/\\"\'#:-?{}[],&*!|>%@` \n\t\u0001\u007F\u0085\u00A0\u2028é\uFEFF😀'),
    ),
  });
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      string,
      fc.constantFrom(0, -0, 1e21, -1.5e-7, 12, true, false, null, '', 'null', '~', '1.0', 'yes'),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(string, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  const root = fc.oneof(
    fc.array(value, { maxLength: 3 }),
    fc.dictionary(string, value, { maxKeys: 3 }),
  );
  const choices = fc.array(fc.nat(29), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(root, choices, (made, picks) => {
      const text = written(made, endless(picks));
      expect(read(text)).toStrictEqual(asYaml(text));
    }),
    { numRuns: 200 },
  );
});

function* endless(picks: readonly number[]): Generator<number, undefined> {
  for (let at = 0; ; at += 1) yield picks[at % picks.length] ?? 0;
}

const TEXTS = [
  '{"a": 10.0, "b": 12345678901234567890, "c": 1E+2, "d": -0.0}',
  '{"a": 1, "a": 2}',
  '{"<<": {"a": 1}}',
  '{"__proto__": 1, "constructor": {"x": []}}',
  '{"a"\n: 1}',
  '{"a" :1}',
  '{\t"a":\t1}',
  '{"a": 01}',
  '{"a": 1,}',
  '{"a": 1} {"b": 2}',
  '{"a": tru}',
  '{"a": "\\x41"}',
  '{"a": "\\uD83D\\uDE00 \\ud83d \\u0000"}',
  '{"a": "line\nbreak"}',
  '{"a": [1, "b": 2]}',
  '{"a": .5, "b": +1}',
  "{'a': 1}",
  '{"a": 1 /* x */}',
  '\uFEFF {"a": 1}\n\n',
  '{"a": 1}\r{"b": 1}',
  '[]',
  '{}',
  '[[], {}, [{}]]',
  '',
  '"a"',
  '{{ x }}',
  `{"${'k'.repeat(1020)}": 1}`,
  `{"${'k'.repeat(1030)}": 1}`,
  '['.repeat(150) + ']'.repeat(150),
];

test.each(TEXTS)('a text is read as YAML reads it: %j', (text) => {
  expect(read(text)).toMatchObject(asYaml(text) as object);
});

test('long texts are read', () => {
  const numbers = JSON.stringify(Array.from({ length: 150_000 }, (_, at) => at));
  expect(readTree(numbers, 'x.json', CODES).tree?.items).toHaveLength(150_000);
  const rows = JSON.stringify(
    Array.from({ length: 5000 }, (_, at) => ({ [`key ${at}`]: `"${at}"` })),
  );
  expect(readTree(rows, 'x.json', CODES).tree?.items).toHaveLength(5000);
  const quoted = JSON.stringify(['"\\'.repeat(500_000)]);
  expect(readTree(quoted, 'x.json', CODES).tree?.items[0]?.text).toHaveLength(1_000_000);
});

test('the schemas of the package are read as YAML reads them', () => {
  const text = readFileSync('schemas/loop.schema.json', 'utf8').trimEnd();
  expect(read(text)).toStrictEqual(asYaml(text));
});
