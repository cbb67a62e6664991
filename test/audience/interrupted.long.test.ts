import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import type { AudienceReport } from '../../src/audience/index.ts';
import { folderOf, smartpass } from '../cli/run-cli.ts';

const PARTS = 16;
const ROWS = 12_000;

/** What a process of the packed command answered. */
type Ended = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
};

let cwd = '';
const RUN = ['audience', 'c.yaml', '--users', 'parts', '--json', '--seed', '3', '--sample', '500'];

beforeAll(() => {
  cwd = folderOf({
    'c.yaml': 'campaign: x\nchannel: email\ntemplate: t\nusers: none/*.yaml\n',
    t: "<p>{{ UserAttribute['First Name'] }}{% for tag in UserAttribute['Tags'].split(' ') %}{{ tag[1] }}{% endfor %}</p>",
  });
  mkdirSync(join(cwd, 'parts'));
  for (let part = 0; part < PARTS; part += 1) {
    const rows = Array.from({ length: ROWS }, (_, at) => [
      `canary-${part}-${at}`,
      at % 7 === 0 ? '' : `Name${at % 900}`,
      `t${at % 50} ${at % 3 === 0 ? 'x' : 'yy'}`,
    ]);
    // A row in some parts that cannot be read.
    const broken = part % 5 === 0 ? 'canary-broken\n' : '';
    writeFileSync(
      join(cwd, 'parts', `${String(part).padStart(2, '0')}.csv`),
      `ID,First Name,Tags\n${rows.map((row) => row.join(',')).join('\n')}\n${broken}`,
    );
  }
});

/** Progress is shown in terminals alone, so the command takes its stderr for one. */
const AS_TERMINAL = '--import=data:text/javascript,process.stderr.isTTY=true';

/** Runs the command of the package, in two threads; with `isInterrupted` it gets SIGINT once it shows that users were read. */
function packed(argv: readonly string[], isInterrupted = false): Promise<Ended> {
  const bin = join(inject('packageFolder'), 'bin/smartpass.js');
  const terminal = isInterrupted ? [AS_TERMINAL] : [];
  const child = spawn(process.execPath, [...terminal, bin, ...argv], { cwd });
  const texts = ['', ''];
  let isSignalled = !isInterrupted;
  child.stdout.on('data', (chunk: Buffer) => (texts[0] += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => {
    texts[1] += chunk.toString('utf8');
    if (!isSignalled && texts[1]?.includes('users, ')) isSignalled = child.kill('SIGINT');
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const [out = '', err = ''] = texts;
      resolve({ code, out, err });
    });
  });
}

/** A report without what says how often links were rendered both ways: that is counted by threads. */
function comparable(out: string): string {
  return JSON.stringify({ ...(JSON.parse(out) as AudienceReport), byFieldMap: undefined });
}

test('one thread, two threads, shards and a run that is interrupted are one report', async () => {
  const one = await smartpass(RUN, { cwd });
  expect(one.code).toBe(0);
  const two = await packed(RUN);
  expect(two.code).toBe(0);
  expect(comparable(two.out)).toBe(comparable(one.out));

  const names: string[] = [];
  for (let index = 1; index <= 3; index += 1) {
    const shard = await smartpass([...RUN, '--shard', `${index}/3`], { cwd });
    names.push(`${index}.json`);
    writeFileSync(join(cwd, `${index}.json`), shard.out);
  }
  const merged = await smartpass(['audience', 'merge', ...names, '--json'], { cwd });
  const withoutFixes = JSON.stringify({
    ...(JSON.parse(comparable(one.out)) as object),
    fixes: [],
  });
  expect(comparable(merged.out)).toBe(withoutFixes);

  // The signal may come so late that all parts are being read: then the run is a whole one, and another is interrupted.
  let users = PARTS * ROWS;
  while (users === PARTS * ROWS) {
    rmSync(join(cwd, 'state.json'), { force: true });
    const ended = await packed([...RUN, '--resume', 'state.json'], true);
    expect(ended.code).toBe(0);
    ({ users } = JSON.parse(ended.out) as AudienceReport);
    if (users < PARTS * ROWS) expect(ended.err).toContain('stopped: this is what was read');
  }
  expect(users).toBeGreaterThan(0);
  expect(readFileSync(join(cwd, 'state.json'), 'utf8')).not.toContain('canary');
  const resumed = (await packed([...RUN, '--resume', 'state.json'])).out;
  expect(comparable(resumed)).toBe(withoutFixes);
}, 150_000);
