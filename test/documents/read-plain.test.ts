import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lines } from '../../src/diagnostics/index.ts';
import { readTree } from '../../src/documents/index.ts';
import { readPlain } from '../../src/documents/read-plain.ts';
import { shown } from './shown-tree.ts';

const CODES = { syntax: 'syntax', duplicate: 'duplicate' };

/** What the reader of plain YAML makes of a text; undefined where it leaves it to YAML. */
function plain(text: string): unknown {
  const tree = readPlain(new Lines(`# -\n${text}`));
  return tree && { tree: shown(tree), findings: [] };
}

/** What YAML makes of the same text: a tab in a comment is nothing that the other reader takes. */
function asYaml(text: string): unknown {
  const { tree, findings } = readTree(`#\t-\n${text}`, 'x.yaml', CODES);
  return { tree: tree && shown(tree), findings };
}

/** What both make of a text, where it is plain. */
function both(text: string): readonly [unknown, unknown] | undefined {
  const found = plain(text);
  return found === undefined ? undefined : [found, asYaml(text)];
}

const FILES = [
  'fixtures/users/ada.yaml',
  'fixtures/users/quotes-and-backslashes.yaml',
  'fixtures/users/emoji-and-marks.yaml',
  'fixtures/users/newline-and-tab.yaml',
  'templates/coupon/campaign.yaml',
  'templates/coupon/fieldmap.yaml',
  'templates/loyalty-card/campaign.yaml',
  'templates/loyalty-card/fieldmap.yaml',
  'templates/init/campaigns/loyalty-card/campaign.yaml',
  'templates/welcome-after-install/smartpass.config.yaml',
  'templates/welcome-after-install/card.campaign.yaml',
].map((file) => readFileSync(file, 'utf8'));

test.each([
  'a: b',
  'a:\n  b: c\n  d: e\nf: g\n',
  'a:\n- b\n- c\nd: e',
  'a:\n  - b: c\n    d: [e, f]\n  - g\n',
  'a: { b: c, d: [1, 2.0, true, null, ~], "e": 1 }',
  "First Name: \"x\"   # a comment\nz: 'it''s'\n\n\nlast: -5",
  'url: https://example.com/a?b=c#d\ntime: 10:20:30\n',
  'a: {}\nb: []\nc: { d: {}, e: [ ] }',
  'name: Müller\nword: 東京\n',
  String.raw`a: "b\nc\td\\e\"f\/\u00e9\u200F\ud83d\ude00"`,
  "a: \"\u{1f600}\u200d\u{1f680} \u2028\u00a0\"\nb: '\u{1f600} it''s \u200f'\n",
])('plain: %j', (text) => {
  const [found, yaml] = both(text) ?? [];
  expect(found === undefined).toBe(text.includes('"e"'));
  expect(found).toStrictEqual(yaml);
});

test.each([
  '',
  'a',
  'a:',
  'a:\nb: c',
  'a: b: c',
  'a: |\n  b',
  'a: b\n  c',
  'a: &x b\nc: *x',
  'a: !!str 1',
  String.raw`a: "\x41"`,
  String.raw`a: "\e"`,
  String.raw`a: "\U0001f600"`,
  String.raw`a: "b\"`,
  'a: "b\\\n  c"',
  'a: "\ud83d"',
  'a: "\ufeff"',
  'a: b\na: c',
  'a: b\n# comment\n',
  'a: { b: c,\n d: e }',
  'a: { b: c, }',
  'a: { b }',
  'a: [b: c]',
  '- a',
  ' a: b',
  'a: b\n---\nc: d',
  'a: b\r\nc: d',
  'a:\tb',
  '{{ a }}: b',
  '<<: { a: b }',
  '? a\n: b',
  'a: @b',
  'a: "b" c',
  'a: \ufeffb',
  'a: \u{1f600}',
])('left to YAML: %j', (text) => {
  expect(plain(text)).toBeUndefined();
});

test('the files that ship are read as YAML reads them, most of them here', () => {
  const read = FILES.flatMap((text) => [both(text) ?? []].filter(({ length }) => length > 0));
  for (const [found, yaml] of read) expect(found).toStrictEqual(yaml);
  expect(read.length).toBeGreaterThan(FILES.length / 2);
});

/** What a text may have in one place or another: marks of YAML, ends of lines, and parts of plain texts. */
const BITS = [
  ...Array.from('ab1-.:#,[]{}"\'?&*!|>%@`~+<=\\ \t\n\r\u00E9\u00A0\u2028\u{1F600}\uFEFF\u0085'),
  '\n  ',
  '\n- ',
  '\n  - ',
  ': ',
  ' #',
  '- ',
  '# ',
  '\n\n',
  '  ',
  "''",
  '\\n',
  '\\"',
  '\\\\',
  '\\u00e9',
  '\\ud83d\\ude00',
  '\\x41',
  '\u200d',
  '\u2029',
  '<<: ',
  '---\n',
  'null',
];

test('files that are changed in places are read as YAML reads them, or left to it', () => {
  const lines = FILES.flatMap((text) => text.split('\n'));
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    out: fc.nat(3),
    bit: fc.oneof(fc.constantFrom(...BITS), fc.constantFrom(...lines)),
  });
  const text = fc.oneof(
    fc.constantFrom(...FILES),
    fc
      .array(fc.constantFrom(...lines), { minLength: 1, maxLength: 6 })
      .map((some) => some.join('\n')),
    fc
      .array(fc.constantFrom(...BITS, 'a: ', 'b: c\n'), { maxLength: 12 })
      .map((some) => some.join('')),
  );
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 2 }), (given, changes) => {
      let changed = given;
      for (const { at, out, bit } of changes) {
        const place = Math.floor(at * changed.length);
        changed = changed.slice(0, place) + bit + changed.slice(place + out);
      }
      const [found, yaml] = both(changed) ?? [];
      expect(found).toStrictEqual(yaml);
    }),
    { numRuns: Number(process.env['SMARTPASS_YAMLS'] ?? 600) },
  );
});
