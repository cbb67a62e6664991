import { expect, test } from 'vitest';
import type { Finding, FindingsError } from '../../src/diagnostics/index.ts';
import { fromJs, type Dict } from '../../src/jinja/index.ts';
import {
  createEmulator,
  type CompiledMessage,
  type EmulatorOptions,
} from '../../src/emulator/index.ts';
import { makeProfile, nobleHashes, readContentBlocks } from '../../src/account/index.ts';

const { blocks } = readContentBlocks(
  [
    'Footer: "Bye {{ UserAttribute.A }}"',
    'Banner: {html: "<b>{{ ContentBlock[\'Footer\'] }}</b>"}',
    'Lines: "a\\nb\\n"',
  ].join('\n'),
  'blocks.yaml',
);

function compile(source: string, options: Partial<EmulatorOptions> = {}): CompiledMessage {
  return createEmulator({
    profile: makeProfile({}),
    channel: 'email',
    crypto: nobleHashes,
    clock: () => 0,
    contentBlocks: blocks,
    ...options,
  }).compile(source);
}

const user = (values: object): { readonly user: Dict } => ({ user: fromJs(values) as Dict });

test('blocks are put in before Jinja reads the text', () => {
  expect(compile("Hi. {{ ContentBlock['Footer'] }}").render(user({ A: 'Ada' }))).toMatchObject({
    sent: true,
    text: 'Hi. Bye Ada',
  });
  expect(compile('{{ContentBlock.Banner}}').render(user({ A: 'Ada' }))).toMatchObject({
    text: '<b>Bye Ada</b>',
  });
});

test('what fails in a block stands where the block was put', () => {
  expect(compile('ab\ncd {{ContentBlock.Footer}}').render(user({}))).toMatchObject({
    failures: [
      { name: 'A', span: { start: { line: 2, column: 4 }, end: { column: 27 } }, line: 2 },
    ],
  });
  expect(compile('{{ContentBlock.Lines}}{{ UserAttribute.B }}').render(user({}))).toMatchObject({
    failures: [{ name: 'B', span: { start: { line: 1, column: 26 } }, line: 1 }],
  });
});

test('a block that is not there', () => {
  const message = compile("{{ ContentBlock['Foter'] }}x");
  expect(message.findings).toMatchObject([
    {
      code: 'moengage/content-block',
      message: "Content Blocks ['Foter'] not found",
      hint: "did you mean 'Footer'?",
    },
  ]);
  expect(message.render(user({}))).toMatchObject({
    sent: false,
    failures: [{ category: 'Content Block', name: 'Foter' }],
  });
});

test('HTML blocks are for some channels only', () => {
  expect(compile('{{ ContentBlock.Banner }}', { channel: 'sms' }).findings).toMatchObject([
    { code: 'moengage/unavailable-name', span: { start: { column: 1 } } },
  ]);
});

test.each([
  ['[a]', 'fixture/wrong-type'],
  ['a: {text: x, html: y}', 'fixture/wrong-type'],
  ['a: {txt: x}', 'fixture/unknown-key'],
  ['a: x\na: y', 'fixture/duplicate-key'],
])('blocks %j', (text, code) => {
  const { findings, blocks: none } = readContentBlocks(text, 'b.yaml');
  expect(none).toBeUndefined();
  expect(findings[0]).toMatchObject({ code, file: 'b.yaml' });
});

test('entities of the editor make a comparison unreadable, at its own place', () => {
  const escaped = { profile: makeProfile({ editorEntities: 'escaped' }) };
  let findings: readonly Finding[] = [];
  try {
    compile('a < b & c {{ 1 }}{% if 1 < 2 %}x{% endif %}', escaped);
  } catch (error) {
    findings = (error as FindingsError).findings;
  }
  expect(findings).toMatchObject([{ code: 'jinja/syntax-error', span: { start: { line: 1 } } }]);
  expect(findings[0]?.span?.start.column).toBeGreaterThanOrEqual(26);
  expect(compile('a < b {{ 1 }}', escaped).render(user({}))).toMatchObject({ text: 'a < b 1' });
});
