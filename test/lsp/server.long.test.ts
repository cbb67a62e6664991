import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { DocumentSymbol, FoldingRange } from 'vscode-languageserver-protocol';
import { folderOf } from '../cli/run-cli.ts';
import { clientOf, type Client } from './client.ts';

const { serverOf } = createRequire(import.meta.url)('../../editors/vscode/server.cjs') as {
  serverOf(
    folders: readonly string[],
    given: string,
    tools: { existsSync: typeof existsSync; join: typeof join },
  ): { readonly command: string; readonly args: readonly string[]; readonly options: SpawnOptions };
};

/** How many random edits; a run by hand takes more. */
const EDITS = Number(process.env['SMARTPASS_EDITS'] ?? 600);

/** A few rows of a mail with tags. */
const MAIL =
  `<tr><td>Hi {{ UserAttribute['First Name']|default('Friend', true) }}</td></tr>\n{% if UserAttribute['Tier'] == 'gold' %}\n<p>Gold {{ UserAttribute['Points']|default(0, true)|int }}</p>\n{% endif %}\n{# note #}\n`.repeat(
    10,
  );

/** Numbers from 0 to below 1, the same for each seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const PIECES = ['{{', '}}', '{%', '%}', '{#', '#}', ' if x ', 'endif', '\r\n', '\n', '\r', "'", '"', 'é', '😀', '|default(', ')', 'UserAttribute[', ']', '<p>', '']; // prettier-ignore

describe('the packaged server, over a real JSON-RPC client', () => {
  let server: ChildProcess;
  let client: Client;
  let errors = '';

  beforeEach(async () => {
    const folder = folderOf({ 'package.json': '{}', 'mail.html': '' });
    // As the extension for VS Code starts it.
    const bin = join(inject('packageFolder'), 'bin/smartpass.js');
    const { command, args, options } = serverOf([folder], bin, { existsSync, join });
    server = spawn(command, args, options);
    errors = '';
    server.stderr?.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
    const ended = new Promise<number>((resolve) => {
      server.once('exit', (code) => resolve(code ?? -1));
    });
    const { stdin, stdout } = server;
    if (stdin === null || stdout === null) throw new Error('no streams');
    client = await clientOf({ input: stdin, output: stdout }, { folder, roots: [folder], ended });
  });
  afterEach(async () => {
    await client.stop();
    if (server.exitCode !== 0 || errors !== '') throw new Error(`the server failed: ${errors}`);
  });

  test(`${EDITS} random edits end as a fresh parse does`, async () => {
    const random = chance(7);
    const pick = (most: number): number => Math.floor(random() * most);
    const source = MAIL;
    let text = source;
    await client.open('mail.html', text);
    for (let at = 0; at < EDITS; at += 1) {
      // As the client of an editor: what it says is made of its own text.
      const from = pick(text.length + 1);
      const to = Math.min(text.length, from + (random() < 0.5 ? 0 : pick(12)));
      const piece = PIECES[pick(PIECES.length)] ?? '';
      const range = { start: placeIn(text, from), end: placeIn(text, to) };
      text =
        text.slice(0, offsetIn(text, range.start)) + piece + text.slice(offsetIn(text, range.end));
      await client.change('mail.html', [{ range, text: piece }]);
      if (at % 100 === 50) await client.ask('documentSymbol', 'mail.html');
      if (at % 200 === 199) {
        text = source;
        await client.write('mail.html', text);
      }
    }
    const state = async (): Promise<readonly unknown[]> => [
      await client.ask<DocumentSymbol[]>('documentSymbol', 'mail.html'),
      await client.ask<FoldingRange[]>('foldingRange', 'mail.html'),
      await client.ask('hover', 'mail.html', { position: { line: 3, character: 5 } }),
    ];
    const edited = [...(await state()), await client.findings('mail.html')];
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('mail.html') },
    });
    await client.findings('mail.html');
    await client.open('mail.html', text);
    const findings = await client.findings('mail.html');
    expect(edited).toEqual([...(await state()), findings]);
  });
});

function placeIn(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** The offset of a place as the protocol means it: at most the end of its line. */
function offsetIn(text: string, { line, character }: { line: number; character: number }): number {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)];
  const before = line === 0 ? undefined : ends[line - 1];
  const start = before === undefined ? 0 : before.index + before[0].length;
  return Math.min(start + character, ends[line]?.index ?? text.length);
}
