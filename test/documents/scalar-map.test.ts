import { expect, test } from 'vitest';
import { readTree, scalarMap, treeAt } from '../../src/documents/index.ts';
import type { SourceMap } from '../../src/diagnostics/index.ts';

const CODES = { syntax: 'x/syntax', duplicate: 'x/duplicate' };

function mapOf(source: string): SourceMap {
  const tree = treeAt(readTree(source, 'f', CODES).tree, 'key');
  if (tree === undefined) throw new Error('no scalar');
  const map = scalarMap(source, tree);
  expect(map.text).toBe(tree.text);
  return map;
}

/** The text in the file at the place of a part of the scalar. */
function origin(source: string, part: string): string {
  const map = mapOf(source);
  const at = map.text.indexOf(part);
  return source.replace(/^\uFEFF/, '').slice(...map.origin(at, at + part.length));
}

test.each([
  ['plain', 'key: Hello {x} you # a note\n', '{x}'],
  ['plain over lines', 'key: Hello\n  {x}\n\n  you\n', '{x}'],
  ['in single quotes', "key: 'it''s {x} ''y'''\n", '{x}'],
  ['in single quotes over lines', "key: 'one\n  {x}\n\n  it''s'\n", '{x}'],
  ['in double quotes', 'key: "\\u00e9 \\"a\\" \\U0001F600 {x} \\n"\n', '{x}'],
  ['in double quotes over lines', 'key: "one \\\n  two\n  {x}\\t"\n', '{x}'],
  ['a block of lines', 'key: |\n  one\n    {x}\n  two\n', '{x}'],
  ['a block without its last line break', 'key: |-\n  one\n  {x}\n\n\n', '{x}'],
  ['a block that keeps line breaks', 'other: 1\nkey: |+\n  {x}\n\n\n', '{x}'],
  ['a folded block', 'key: >\n  one\n  {x}\n\n  two\n\n    more\n', '{x}'],
  ['with an indentation that is written', 'key: |2\n    {x}\n  b\n', '{x}'],
  ['in JSON', '{"key": "a\\/b \\t{x}"}', '{x}'],
  ['after a byte order mark', '\uFEFFkey: a {x}\n', '{x}'],
  ['with CR LF', 'key: |\r\n  one\r\n  {x}\r\n', '{x}'],
])('places of a scalar %s', (_, source, part) => {
  expect(origin(source, part)).toBe(part);
});

test('an alias is one place as a whole', () => {
  expect(origin('a: &one Hello {x}\nkey: *one\n', '{x}')).toBe('*one');
});

test('an empty scalar and one with nothing but an escape', () => {
  expect(mapOf("key: ''\n").text).toBe('');
  expect(mapOf('key: "\\n"\n').text).toBe('\n');
});
