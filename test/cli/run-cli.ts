import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/cli/index.ts';

/** What a command line answered. */
export type Answer = { readonly code: number; readonly out: string; readonly err: string };

type Setting = {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
};

/** Runs a command line in process, from the root of the repository unless told otherwise. */
export async function smartpass(argv: readonly string[], setting: Setting = {}): Promise<Answer> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const texts = [collect(stdout), collect(stderr)];
  const bytes = setting.stdin === undefined ? [] : [Buffer.from(setting.stdin)];
  const code = await run(argv, {
    stdin: Readable.from(bytes, { objectMode: false }),
    stdout,
    stderr,
    env: setting.env ?? {},
    cwd: setting.cwd ?? process.cwd(),
  });
  stdout.end();
  stderr.end();
  const [out = '', err = ''] = await Promise.all(texts);
  return { code, out, err };
}

/** A new empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'smartpass-test-'));
}

/** A new folder with those files, by their paths. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = emptyFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function collect(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
