import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CodeAction, CompletionList } from 'vscode-languageserver-protocol';
import { run } from '../../src/cli/index.ts';
import { folderOf } from '../cli/run-cli.ts';
import { cut, startClient, type Client } from './client.ts';

const SECRET = 'aB3dE5gH7jK9mN1pQ3sT5v';

describe('what a client must not send', () => {
  let client: Client;
  beforeEach(async () => void (client = await startClient({ 'package.json': '{}' })), 60_000);
  afterEach(() => client.stop());

  const change = (contentChanges: unknown, version: unknown = 9): Promise<void> =>
    client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: client.uri('a.html'), version },
      contentChanges,
    });
  const place = (line: unknown, character: unknown): object => ({ line, character });

  test.each([
    ['negative', -1, -5],
    ['past the end', 9999, 9999],
    ['no numbers', 'x', null],
    ['fractions', 0.5, 1.5],
    ['in half of a character', 0, 1],
    ['in a line break', 1, 99],
    ['endless', 1e308, 1e308],
  ])('places that are %s', async (_what, line, character) => {
    await client.open('a.html', '😀{{ x }}\r\nb');
    await change([{ range: { start: place(line, character), end: place(0, 0) }, text: 'é' }]);
    for (const method of ['completion', 'hover', 'prepareRename'])
      await client.ask(method, 'a.html', { position: place(line, character) });
    const range = { start: place(line, character), end: place(character, line) };
    await client.ask('codeAction', 'a.html', { range });
    expect(await client.ask('documentSymbol', 'a.html')).toBeInstanceOf(Array);
  });

  test.each([
    ['no changes', undefined],
    ['a text', 'x'],
    ['a change of nothing', [null]],
    ['a change without a text', [{}]],
    ['half a range', [{ range: { start: place(0, 0) }, text: '' }]],
  ])('%s', async (_what, contentChanges) => {
    await client.open('a.html', '{% set a = 1 %}');
    await change(contentChanges);
    await change([{ text: '{% set b = 1 %}' }]);
    expect(await client.ask('documentSymbol', 'a.html')).toMatchObject([{ name: 'set b = 1' }]);
  });

  test('questions without what they are about, and methods that nobody knows, have errors', async () => {
    for (const method of ['textDocument/hover', 'textDocument/completion', 'nothing/known'])
      await expect(client.connection.sendRequest(method, {})).rejects.toThrow(/\w/);
    await expect(client.connection.sendRequest('textDocument/rename', [1])).rejects.toThrow(/\w/);
    expect(await client.ask('foldingRange', 'never-opened.html')).toEqual([]);
  });

  test.each(['untitled:a', 'not a uri', 'file://%zz', 'http://x/y.html', 'file://host/a.html'])(
    'the document %s',
    async (uri) => {
      const textDocument = { uri, languageId: 'html', version: 1, text: '{{ ' };
      await client.connection.sendNotification('textDocument/didOpen', { textDocument });
      const asked = { textDocument: { uri }, position: { line: 0, character: 3 } };
      const { items } = await client.connection.sendRequest<CompletionList>(
        'textDocument/completion',
        asked,
      );
      expect(items.length).toBeGreaterThan(5);
    },
  );

  test('a text that is nested too deep', async () => {
    await client.open('a.html', `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`);
    expect(await client.ask('foldingRange', 'a.html')).toEqual([]);
    await client.write('a.html', '');
    expect(await client.ask('documentSymbol', 'a.html')).toEqual([]);
  });
});

test('bytes that are no message end the server quietly, or are dropped', async () => {
  for (const bytes of [
    'Content-Length: x\r\n\r\n{}',
    'Content-Length: 5\r\n\r\n{{{{{',
    '\0\0\0\r\n\r\n',
    'Content-Length: 2\r\n\r\n[]',
    '',
  ]) {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const ended = run(['lsp', '--stdio'], { stdin, stdout, stderr, env: {}, cwd: process.cwd() });
    stdout.resume();
    stdin.end(bytes);
    expect(await ended).toBe(0);
    expect(stderr.read()).toBeNull();
  }
});

test('files that are deleted under it, and folders', async () => {
  const client = await startClient({
    'package.json': '{}',
    'campaign.yaml': 'campaign: c\nchannel: email\ntemplate: a.html\nusers: u.yaml\n',
    'u.yaml': 'user: { Nick: Ada }',
    'a.html': '',
  });
  await client.open('a.html', "{{ UserAttribute['");
  const position = { line: 0, character: 18 };
  const labels = async (): Promise<readonly string[]> => {
    const { items } = await client.ask<CompletionList>('completion', 'a.html', { position });
    return items.map(({ label }) => label);
  };
  expect(await labels()).toEqual(['Nick']);
  for (const name of ['u.yaml', 'campaign.yaml', 'package.json']) rmSync(join(client.folder, name));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
  // What was known last is of use while files are being moved.
  expect(await labels()).toEqual([]);
  rmSync(client.folder, { recursive: true });
  await client.connection.sendNotification('textDocument/didSave', {});
  await client.write('a.html', "{{ UserAttribute['Nick'] }}");
  let codes: unknown[] = [];
  for (let round = 0; round < 5 && !codes.includes('null/printed'); round += 1)
    codes = (await client.findings('a.html')).map(({ code }) => code);
  expect(codes).toEqual(['null/printed']);
  await client.stop();
});

test('two folders, each with its own campaign and configuration', async () => {
  const files = (name: string): Record<string, string> => ({
    'package.json': '{}',
    'campaign.yaml': 'campaign: c\nchannel: email\ntemplate: a.html\nusers: u.yaml\n',
    'u.yaml': `user: { ${name}: Ada }`,
    'a.html': '',
  });
  const [one, other] = [folderOf(files('One')), folderOf(files('Other'))];
  const client = await startClient({}, [one, other]);
  const labels = async (folder: string): Promise<readonly string[]> => {
    const uri = pathToFileURL(join(folder, 'a.html')).href;
    const textDocument = { uri, languageId: 'html', version: 1, text: "{{ UserAttribute['" };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const { items } = await client.connection.sendRequest<CompletionList>(
      'textDocument/completion',
      { textDocument: { uri }, position: { line: 0, character: 18 } },
    );
    return items.map(({ label }) => label);
  };
  expect([await labels(one), await labels(other)]).toEqual([['One'], ['Other']]);
  const event = { added: [], removed: [{ uri: pathToFileURL(one).href, name: 'one' }] };
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  expect(await labels(one)).toEqual(['One']);
  await client.stop();
});

describe('secrets', () => {
  test('no message holds one that a document or file has', async () => {
    const client = await startClient({
      'package.json': '{}',
      'campaign.yaml':
        'campaign: c\nchannel: email\ntemplate: a.html\nusers: u.yaml\ncontent-blocks: b.yaml\n',
      'u.yaml': `user: { Nick: ${SECRET}, Key ${SECRET}: 1 }`,
      'b.yaml': `${SECRET}: text\n`,
      'a.html': '',
    });
    const text = `{% set key = '${SECRET}' %}{% set url = UserAttribute['Nick'] %}
{{ url|convertToSHA256('${SECRET}') }}{{ key + UserAttribute['x'] }}{% for a in ['${SECRET}'] %}
{% endfor %}{% include '${SECRET}' %}{{ '${SECRET}' + UserAttribute['Nick'] }}{{ UserAttribute['Key ${SECRET}'] }}{{ `;
    await client.open('a.html', text);
    writeFileSync(join(client.folder, 'a.html'), text);
    await client.findings('a.html');
    const whole = `${text}url }}`;
    await client.write('a.html', whole);
    await client.findings('a.html');
    const lines = whole.split('\n');
    for (let line = 0; line < lines.length; line += 1)
      for (let character = 0; character < (lines[line]?.length ?? 0); character += 9) {
        const position = { line, character };
        await client.ask('completion', 'a.html', { position });
        await client.ask('hover', 'a.html', { position });
        await client.ask('prepareRename', 'a.html', { position });
      }
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    await client.ask<CodeAction[]>('codeAction', 'a.html', { range });
    await client.ask('documentSymbol', 'a.html');
    await client.ask('documentLink', 'a.html');
    await client.ask('foldingRange', 'a.html');
    await client.stop();
    expect(client.said()).toContain('documentation');
    expect(client.said()).not.toContain(SECRET);
    expect(client.said()).not.toContain(Buffer.from(SECRET).toString('base64'));
  });
});

describe('renaming', () => {
  let client: Client;
  beforeEach(async () => void (client = await startClient({ 'package.json': '{}' })), 60_000);
  afterEach(() => client.stop());

  type Edit = { range: { start: { line: number; character: number }; end: { character: number } } };
  const renamed = async (marked: string, newName = 'fresh'): Promise<string> => {
    const { text, position } = cut(marked);
    await client.open('a.html', text);
    const { changes } = await client.ask<{ changes: Record<string, Edit[]> }>('rename', 'a.html', {
      position,
      newName,
    });
    const lines = text.split('\n');
    for (const { range } of (changes[client.uri('a.html')] ?? []).toReversed()) {
      const { line, character } = range.start;
      const old = lines[line] ?? '';
      lines[line] = old.slice(0, character) + newName + old.slice(range.end.character);
    }
    return lines.join('\n');
  };

  test.each([
    [
      "{% set a¦ = 1 %}\n{{ a ~ 'a' ~ x.a ~ a.b|a }}",
      "{% set fresh = 1 %}\n{{ fresh ~ 'a' ~ x.a ~ fresh.b|a }}",
    ],
    [
      '{% for a, b in [] %}{{ ¦a }}{{ b }}{% endfor %}',
      '{% for fresh, b in [] %}{{ fresh }}{{ b }}{% endfor %}',
    ],
    [
      '{% macro m(a, b=1) %}{{ a }}{% endmacro %}{{ m(¦a=2) }}{{ dict(a=1) }}',
      '{% macro m(fresh, b=1) %}{{ fresh }}{% endmacro %}{{ m(fresh=2) }}{{ dict(a=1) }}',
    ],
    ['{% macro ¦m() %}{% endmacro %}{{ m() }}', '{% macro fresh() %}{% endmacro %}{{ fresh() }}'],
    [
      '{% set a¦ = namespace(x=1) %}{% set a.x = 2 %}{{ a.x }}',
      '{% set fresh = namespace(x=1) %}{% set fresh.x = 2 %}{{ fresh.x }}',
    ],
    ['{% set odd¦ = 1 %}{{ 1 is odd }}{{ odd }}', '{% set fresh = 1 %}{{ 1 is odd }}{{ fresh }}'],
    [
      '{# a #}{% raw %}{{ a }}{% endraw %}{% set a¦ = 1 %}',
      '{# a #}{% raw %}{{ a }}{% endraw %}{% set fresh = 1 %}',
    ],
  ])('%s', async (marked, after) => {
    expect(await renamed(marked)).toBe(after);
  });

  test.each([
    ['a name that is there', '{% set a¦ = b %}', 'b'],
    ['a word', '{% set a¦ = 1 %}', 'if'],
    ['a name of the account', '{% set a¦ = 1 %}', 'UserAttribute'],
    ['what is no name', '{% set a¦ = 1 %}', 'a b'],
    ['a variable of the account', '{{ User¦Attribute }}', 'fresh'],
    ['a variable that the template does not set', '{{ ¦x }}', 'fresh'],
    ['what does not parse', '{% set a¦ = 1 %}{% if', 'fresh'],
  ])('refuses %s', async (_what, marked, newName) => {
    await expect(renamed(marked, newName)).rejects.toThrow(/\w/);
  });
});
