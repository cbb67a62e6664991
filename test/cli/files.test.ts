import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { withDraft } from '../../src/cli/drafts.ts';
import { Files } from '../../src/cli/files.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { emptyFolder } from './run-cli.ts';

let folder = '';
let files = new Files('/');

beforeEach(() => {
  folder = emptyFolder();
  files = new Files(folder);
});

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FindingsError)) throw new Error(`no FindingsError: ${String(error)}`);
  const [finding] = error.findings;
  return [finding?.code, finding?.file, finding?.message, finding?.hint].join(' | ');
}

describe('reading', () => {
  test('a text comes without its byte order mark and is kept for frames', async () => {
    writeFileSync(join(folder, 'a.txt'), '\u{FEFF}é\n');
    expect(await files.read('a.txt')).toBe('é\n');
    expect(files.sources.get('a.txt')).toBe('é\n');
  });

  test('a missing file suggests its neighbour', async () => {
    writeFileSync(join(folder, 'campaign.yaml'), '');
    expect(await refusal(files.read('campain.yaml'))).toBe(
      "cli/missing-file | campain.yaml | cannot read the file: there is no such file or folder | did you mean 'campaign.yaml'?",
    );
  });

  test('a folder and bytes that are not UTF-8 are refused', async () => {
    mkdirSync(join(folder, 'x'));
    writeFileSync(join(folder, 'latin1'), Buffer.from('one\ntwo \xe9\n', 'latin1'));
    expect(await refusal(files.read('x'))).toMatch(/^cli\/not-a-file \| x/);
    expect(await refusal(files.read('latin1'))).toMatch(/^cli\/not-utf8 .*first at line 2/);
    expect(await refusal(files.read('latin1/below'))).toMatch(/^cli\/missing-file/);
  });

  test.skipIf(process.platform === 'win32')('a device without an end is refused', async () => {
    expect(await refusal(files.read('/dev/zero'))).toMatch(/^cli\/unreadable-file .*does not end/);
  });

  test('links that go round in a circle are refused', async () => {
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    expect(await refusal(files.read('a'))).toMatch(/^cli\/unreadable-file .*circle/);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read is refused', async () => {
    writeFileSync(join(folder, 'closed'), 'x');
    chmodSync(join(folder, 'closed'), 0);
    expect(await refusal(files.read('closed'))).toMatch(/^cli\/unreadable-file .*permission/);
  });
});

describe('patterns', () => {
  beforeEach(() => {
    for (const path of ['users/b.yaml', 'users/a.yaml', 'users/c.json', 'users/deep/d.yaml']) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), '');
    }
    writeFileSync(join(folder, 'users/.hidden.yaml'), '');
  });

  test.each([
    ['users/*.yaml', ['users/a.yaml', 'users/b.yaml']],
    ['users/**/*.yaml', ['users/a.yaml', 'users/b.yaml', 'users/deep/d.yaml']],
    ['users/{c,a}.{json,yaml}', ['users/a.yaml', 'users/c.json']],
    ['users/?.json', ['users/c.json']],
    ['users/a.yaml', ['users/a.yaml']],
    ['users/z.yaml', []],
    ['nowhere/*.yaml', []],
    ['users/(.yaml', []],
  ])('%s', async (pattern, expected) => {
    expect(await files.list(pattern)).toEqual(expected);
  });

  test('absolute and upward patterns keep their form', async () => {
    expect(await files.list(`${folder}/users/a*`)).toEqual([`${folder}/users/a.yaml`]);
    expect(await new Files(join(folder, 'users/deep')).list('../*.json')).toEqual(['../c.json']);
  });
});

describe('writing', () => {
  test('a file appears whole and leaves no draft', async () => {
    await files.write('out.txt', 'text');
    await files.write('out.txt', 'newer');
    expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe('newer');
    expect(readdirSync(folder)).toEqual(['out.txt']);
  });

  test('a symbolic link stays, what it names is written', async () => {
    writeFileSync(join(folder, 'real'), 'old');
    symlinkSync('real', join(folder, 'link'));
    await files.write('link', 'new');
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
  });

  test.skipIf(process.platform === 'win32')(
    'what is no plain file is written to, never replaced',
    async () => {
      // A pipe of the test's own: whatever goes wrong here may not touch a device of the machine.
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      const read = files.bytes('pipe');
      await files.write('pipe', 'text');
      expect(Buffer.from(await read).toString()).toBe('text');
      expect(lstatSync(join(folder, 'pipe')).isFIFO()).toBe(true);
      expect(readdirSync(folder)).toEqual(['pipe']);
    },
  );

  test('a file that was read is not overwritten, under any of its names', async () => {
    writeFileSync(join(folder, 'input'), 'precious');
    symlinkSync('input', join(folder, 'symbolic'));
    linkSync(join(folder, 'input'), join(folder, 'hard'));
    await files.read('input');
    for (const name of ['input', './input', 'symbolic', 'hard', join(folder, 'input')]) {
      expect(await refusal(files.write(name, 'lost'))).toBe(
        `cli/output-is-input | ${name} | the output is a file that was read: it would be lost | name another file`,
      );
      expect(await refusal(files.checkWritable(name))).toContain('cli/output-is-input');
    }
    expect(readFileSync(join(folder, 'input'), 'utf8')).toBe('precious');
    await files.write('input', 'changed', { inPlace: true });
    expect(readFileSync(join(folder, 'input'), 'utf8')).toBe('changed');
  });

  test('what was read by its permissions or as a stream counts as read', async () => {
    writeFileSync(join(folder, 'secret'), 'x');
    writeFileSync(join(folder, 'links'), 'x');
    await files.mode('secret');
    await files.stream('links');
    expect(await refusal(files.write('secret', ''))).toContain('cli/output-is-input');
    expect(await refusal(files.write('links', ''))).toContain('cli/output-is-input');
  });

  test('a symbolic link to nothing is refused, and makes no file', async () => {
    symlinkSync('nothing', join(folder, 'dangling'));
    expect(await refusal(files.write('dangling', 'x'))).toMatch(
      /^cli\/cannot-write \| dangling \| .*symbolic link to a file that is not there/,
    );
    expect(readdirSync(folder)).toEqual(['dangling']);
  });

  test.skipIf(process.platform === 'win32')('a file keeps its permissions', async () => {
    const modeOf = (name: string): number => statSync(join(folder, name)).mode & 0o777;
    for (const [name, mode] of [
      ['open', 0o664],
      ['closed', 0o600],
      ['program', 0o755],
    ] as const) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), mode);
      await files.write(name, 'x');
      expect([name, modeOf(name)]).toEqual([name, mode]);
    }
    await files.write('open', 'a secret', { mode: 0o600 });
    await files.write('new', 'a secret', { mode: 0o600 });
    expect([modeOf('open'), modeOf('new')]).toEqual([0o600, 0o600]);
  });

  test('a draft is ignored by git, and removed by the next run where its own was killed', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    await withDraft(folder, async (draft) => {
      writeFileSync(join(draft, 'draft'), 'half');
      const status = execFileSync('git', ['status', '--porcelain'], { cwd: folder });
      expect(status.toString()).toBe('');
      // The process of this draft is alive: another run leaves it alone.
      await new Files(folder).write('other', 'x');
      expect(existsSync(draft)).toBe(true);
      cpSync(draft, join(folder, `.smartpass-${dead}-a1b2c3`), { recursive: true });
    });
    await files.write('out', 'whole');
    expect(readdirSync(folder).sort()).toEqual(['.git', 'other', 'out']);
  });

  test('where writing fails, nothing is left', async () => {
    mkdirSync(join(folder, 'taken'));
    expect(await refusal(files.write('taken', 'x'))).toMatch(/^cli\/cannot-write \| taken/);
    expect(await refusal(files.write('no/where', 'x'))).toMatch(/^cli\/cannot-write/);
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
