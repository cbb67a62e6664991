import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/diagnostics/index.ts';
import {
  plainOf,
  readTree,
  textsOf,
  toValue,
  treeAt,
  type Tree,
} from '../../src/documents/index.ts';
import { repr } from '../../src/jinja/values/index.ts';

const CODES = { syntax: 'map/syntax', duplicate: 'map/duplicate-key' };

function findingsOf(text: string, file = 'x.yaml'): readonly Finding[] {
  return readTree(text, file, CODES).findings;
}

function treeOf(text: string): Tree {
  const { tree, findings } = readTree(text, 'x.yaml', CODES);
  if (tree === undefined) throw new Error(JSON.stringify(findings));
  return tree;
}

function told({ span, message, hint }: Finding): string {
  const { start, end } = span ?? { start: { line: 0, column: 0 }, end: { column: 0 } };
  return `${start.line}:${start.column}-${end.column} ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

describe('each mistake is one finding, at its place, with what to do', () => {
  test.each<[string, string, string]>([
    [
      'a line too far right',
      'user:\n  a: 1\n   b: 2\n',
      "3:4-8 this is not YAML: the indentation of 3 spaces fits nothing above it (indent it by 2 spaces, as 'a', or not at all, as 'user')",
    ],
    [
      'a line too far left',
      'user:\n    a: 1\n  b: 2\n',
      "3:3-7 this is not YAML: the indentation of 2 spaces fits nothing above it (indent it by 4 spaces, as 'a', or not at all, as 'user')",
    ],
    [
      'a key below one that has its value',
      'a: 1\n  b: 2',
      "2:3-7 this is not YAML: the indentation of 2 spaces fits nothing above it (do not indent it, as 'a')",
    ],
    [
      'a key of a list item',
      'tests:\n  - name: x\n   user: ada\n',
      "3:4-13 this is not YAML: the indentation of 3 spaces fits nothing above it (indent it by 4 spaces, as 'name', or not at all, as 'tests')",
    ],
    [
      'the first of several lines too far right',
      'user:\n    a: 1\n  b: 2\n  c: 3\n  d: 4\n',
      "3:3-7 this is not YAML: the indentation of 2 spaces fits nothing above it (indent it by 4 spaces, as 'a', or not at all, as 'user')",
    ],
    [
      'all but the first line of many',
      ' a: 1\nb: 2\nc: 3\nd: 4\n',
      "2:1-5 this is not YAML: the indentation of 0 spaces fits nothing above it (indent it by 1 space, as 'a')",
    ],
    [
      'a list item',
      'a:\n  - 1\n - 2',
      '3:2-5 this is not YAML: the indentation of 1 space fits nothing above it (indent it by 2 spaces, as the list item)',
    ],
    [
      'everything but the first line',
      ' a: 1\nb: 2',
      "2:1-5 this is not YAML: the indentation of 0 spaces fits nothing above it (indent it by 1 space, as 'a')",
    ],
    [
      'a tab',
      'a:\n\tb: 1\n\tc: 2',
      '2:1-2 this is not YAML: tabs are not allowed as indentation (indent with spaces)',
    ],
    [
      'Jinja that is a mapping',
      'a: {{ x }}',
      '1:4-6 {{ … }} without quotes is a mapping, not a text (put the whole text in quotes)',
    ],
    [
      'Jinja that is nothing',
      "a: {{ UserAttribute['First Name'] }}, hello",
      '1:4-6 this is not YAML: {{ … }} without quotes is a mapping, not a text (put the whole text in quotes)',
    ],
    [
      'a tag of Jinja',
      'a: {% if x %}',
      '1:4-6 this is not YAML: {% without quotes is not a text (put the whole text in quotes)',
    ],
    [
      'Jinja after quotes is not what is wrong',
      'a: "{{ x }}" b',
      '1:14-15 this is not YAML: the value has ended in front of this (put the whole text in quotes)',
    ],
    [
      'a pair in a list',
      'a: [b, c: d]',
      '1:8-12 \'c: d\' in a list is a mapping, not a text (write "c: d" for a text, { c: d } for a mapping)',
    ],
    [
      'a pair with quotes in a list',
      'a: [b, c: "d"]',
      '1:8-14 \'c: "d"\' in a list is a mapping, not a text (write "c: \\"d\\"" for a text, { c: "d" } for a mapping)',
    ],
    [
      'a second colon',
      'subject: Hi: there',
      '1:10-11 this is not YAML: the line has a second colon (put the text after the first colon in quotes)',
    ],
    [
      'no colon',
      'campaign\nchannel: email',
      '1:1-8 this is not YAML: the line has no colon (write a key and its value as key: value)',
    ],
    [
      'a pattern',
      'users: *.yaml',
      '1:8-14 \'*.yaml\' is read as an alias, and no anchor &.yaml is above it (for a text that begins with * put it in quotes: "*.yaml")',
    ],
    [
      'a sign that needs quotes',
      'a: @x',
      '1:4-5 this is not YAML: a text that begins with @ needs quotes (put the whole text in quotes)',
    ],
    [
      'a quote that is not closed',
      'a: 1\nb: "x\nc: 1\n',
      '2:4-5 this is not YAML: the quote is not closed (write the same quote at the end of the text)',
    ],
    [
      'a backslash',
      'a: "C:\\x"',
      '1:7-8 this is not YAML: invalid escape sequence \\x" (write \\\\ for a backslash between ", or use single quotes)',
    ],
    [
      'a second document',
      'a: 1\n---\nb: 2',
      '2:1-5 this is not YAML: a second document begins here, one is expected (take the line --- out, or put the rest into a file of its own)',
    ],
    [
      'something after the end',
      'a: 1\n...\nb: 2',
      '3:1-5 this is not YAML: a second document begins here, one is expected (take the line --- out, or put the rest into a file of its own)',
    ],
    [
      'a bracket',
      'a: [1, 2\nb: 3',
      '2:1-2 this is not YAML: a [ is not closed (close what was opened above with [)',
    ],
    [
      'a list item beside a key',
      'key: value\n- item',
      '2:1-2 this is not YAML: a list item is next to a key (indent it below the key that it belongs to)',
    ],
    [
      'a tag of an application',
      'a: !secret x',
      '1:4-11 the tag !secret is not read here (take it out, or put a text that begins with ! in quotes)',
    ],
    [
      'a tag of another YAML',
      'a: !!binary aGk=',
      '1:4-12 the tag !!binary is not read here (take it out, or put a text that begins with ! in quotes)',
    ],
    [
      'a tag that does not fit',
      'a: !!int abc',
      "1:10-13 'abc' does not fit its tag, expected a number (take the tag out)",
    ],
    [
      'a merge key',
      'x: &a { b: 1 }\ny:\n  <<: *a',
      '3:3-5 merge keys (<<) are not read: they are no part of YAML 1.2 (write the keys out)',
    ],
    [
      'a value inside itself',
      'a: &a [1, *a]',
      '1:11-13 the alias *a is inside the value that it names (write out what is meant in its place)',
    ],
    [
      'a key that is a list',
      '? [a]\n: 1',
      '1:3-6 a key of the mapping is itself a list or mapping, expected a text (put the key in quotes)',
    ],
    [
      'a key that is given twice',
      'a: { b: 1, "b": 2 }',
      '1:12-15 the key "b" is given twice (keep one of them)',
    ],
    [
      'a key that is given twice under another notation',
      '2024: x\n"2024": y',
      '2:1-7 the key "2024" is given twice (keep one of them)',
    ],
  ])('%s', (_what, text, expected) => {
    expect(findingsOf(text).map(told)).toEqual([expected]);
  });

  test('JSON is called so', () => {
    expect(findingsOf('{ "a": 1 "b": 2 }', 'x.json').map(told)).toEqual([
      '1:8-17 this is not JSON: a comma is missing between two values (put a comma between them)',
    ]);
  });

  test('a byte order mark and Windows line ends move nothing', () => {
    expect(findingsOf('\uFEFFa: 1\r\na: 2\r\n').map(told)).toEqual([
      '2:1-2 the key a is given twice (keep one of them)',
    ]);
  });

  test('a file with everything wrong has some findings, not all', () => {
    expect(findingsOf('a: "x" y\n'.repeat(500))).toHaveLength(20);
  });
});

describe('what is fine', () => {
  test.each([
    ['tabs between tokens', '{\n\t"a":\t1\n}', "{'a': 1}"],
    ['a list below its key', 'a:\n- 1\n- 2', "{'a': [1, 2]}"],
    ['one-line mappings in a list', '[{ a: 1 }, b]', "[{'a': 1}, 'b']"],
    ['anchors that are used again', 'a: &x 1\nb: &x 2\nc: *x', "{'a': 1, 'b': 2, 'c': 2}"],
    ['an alias as a key', '- &k name\n- { *k : 1 }', "['name', {'name': 1}]"],
    ['a directive', '%YAML 1.2\n---\na: yes', "{'a': 'yes'}"],
    ['a text with Jinja in it', 'a: Hi {{ x }}', "{'a': 'Hi {{ x }}'}"],
    ['a number at the edge of Python', 'a: 1e999', "{'a': inf}"],
  ])('%s', (_what, text, expected) => {
    expect(repr(toValue(treeOf(text), 'x.yaml').value)).toBe(expected);
  });

  test('an alias has its own place, and the value that it names', () => {
    const tree = treeOf('a: &x [1]\nb: *x');
    expect(treeAt(tree, 'b')?.span.start).toEqual({ line: 2, column: 4 });
    expect(treeAt(tree, 'b', 0)?.span.start).toEqual({ line: 1, column: 8 });
  });
});

describe('numbers without quotes', () => {
  test.each([
    ['00123', "'00123'", '00123 would be a number without its zeros: it is read as a text'],
    ['+447700900123', '447700900123', '+447700900123 is read as a number, without its plus sign'],
    ['0x1F', '31', '0x1F is read as the number 31'],
    ['"00123"', "'00123'", undefined],
    ['10.0', '10.0', undefined],
    ['0', '0', undefined],
    ['00:30', "'00:30'", undefined],
    ['2027-01-31', "'2027-01-31'", undefined],
  ])('%s', (text, value, message) => {
    const read = toValue(treeOf(text), 'x.yaml');
    expect(repr(read.value)).toBe(value);
    expect(read.findings.map((finding) => finding.message)).toEqual(
      message === undefined ? [] : [message],
    );
    if (message !== undefined)
      expect(read.findings[0]).toMatchObject({
        code: 'document/unquoted-number',
        severity: 'warning',
        hint: `put it in quotes to keep it as it is: "${text}"`,
      });
  });

  test('are plain data for a schema, or the text that was written', () => {
    const tree = treeOf('[1, 1.50, 0x10, .inf, ~, true, x, 007]');
    expect(plainOf(tree)).toEqual([1, 1.5, 16, Infinity, null, true, 'x', '007']);
    expect(textsOf(tree)).toEqual(['1', '1.50', '0x10', '.inf', '~', 'true', 'x', '007']);
  });
});

/** What took half a minute, and is done in a fraction of a second: a test that ends. */
describe('work is linear', () => {
  const many = <T>(count: number, make: (at: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at));

  test.each<[string, string]>([
    ['keys', many(4000, (at) => `k${at}: ${at}`).join('\n')],
    ['keys of JSON', JSON.stringify(Object.fromEntries(many(4000, (at) => [`k${at}`, at])))],
    ['aliases', `a: &a x\nb: [${many(8000, () => '*a').join(', ')}]`],
    ['anchors', many(2000, (at) => `k${at}: [&a${at} x, *a${Math.floor(at / 2)}]`).join('\n')],
    ['lines of nothing', `a: x${'\n'.repeat(40_000)}b: 1`],
  ])('%s', (_what, text) => {
    const { tree } = readTree(text, 'x.yaml', CODES);
    if (tree !== undefined) {
      toValue(tree, 'x.yaml');
      plainOf(tree);
      expect(treeAt(tree, 'zzz')).toBeUndefined();
    }
  });

  test('a key given 2,000 times, and 2,000 aliases of nothing', () => {
    expect(findingsOf(many(2000, () => 'k: 1').join('\n'))).toHaveLength(1999);
    expect(findingsOf(`[${many(2000, () => '*x').join(', ')}]`)).toHaveLength(2000);
  });

  test.each([
    [
      'that multiply',
      many(
        9,
        (at) => `a${at}: &a${at} [${many(10, () => (at === 0 ? 'x' : `*a${at - 1}`)).join(', ')}]`,
      ).join('\n'),
    ],
    [
      'one below the other',
      many(150, (at) => `a${at}: &a${at} [${at === 0 ? 'x' : `*a${at - 1}, *a${at - 1}`}]`).join(
        '\n',
      ),
    ],
  ])('aliases %s expand to too much', (_what, text) => {
    expect(findingsOf(text).map(told)).toEqual([
      expect.stringMatching(
        /^1:1-2 the aliases \(\*name\) of the file expand to more than \d+ values \(write the values out\)$/,
      ),
    ]);
  });

  test.each([
    ['lists', '['.repeat(250) + ']'.repeat(250)],
    ['lists without an end', '['.repeat(20_000)],
    ['items', `${'- '.repeat(20_000)}x`],
    ['keys', '? '.repeat(10_000)],
    [
      'aliases',
      many(300, (at) => `a${at}: &a${at} [${at === 0 ? 'x' : `*a${at - 1}`}]`).join('\n'),
    ],
  ])('%s that nest too deeply', (_what, text) => {
    const [first, ...more] = findingsOf(text);
    expect(more).toEqual([]);
    expect(first?.message).toBe(
      'more than 200 levels of lists and mappings: the file nests too deeply',
    );
  });
});

// The composer would come to the end of the stack, where V8 cannot compile a regular expression and ends the process.
test.each([
  ['dashes', '- '.repeat(20_000)],
  ['brackets', '['.repeat(50_000)],
  ['braces', '{a: '.repeat(20_000)],
  ['lines', Array.from({ length: 3000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
  ['keys', '? '.repeat(20_000)],
  ['JSON', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
])('%s that nest tens of thousands deep are refused before they are composed', (_what, text) => {
  expect(findingsOf(text).map(({ message }) => message)).toEqual([
    'more than 200 levels of lists and mappings: the file nests too deeply',
  ]);
});
