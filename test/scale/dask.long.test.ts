import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, inject, test } from 'vitest';
import { jsonLines } from '../json-lines.ts';

const execute = promisify(execFile);
const PYTHON = '/usr/bin/python3';
const PARTS = 8;
const ROWS = 400;
const CAMPAIGN = 'templates/loyalty-card/campaign.yaml';

const folder = mkdtempSync(join(tmpdir(), 'smartpass-dask-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hasDask(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import distributed'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`skipped: ${PYTHON} has no Dask (apt-get install python3-distributed)`);
    return false;
  }
}

/** Users of whom every seventh has no email address, in as many files as there are parts. */
function writeParts(): void {
  mkdirSync(join(folder, 'parts'));
  for (let part = 0; part < PARTS; part += 1) {
    const lines = Array.from({ length: ROWS }, (_, at) => {
      const id = part * ROWS + at;
      const user = {
        MoEngage_ID: `u-${id}`,
        'First Name': `A"da ${id}`,
        ...(id % 7 !== 0 && { 'Email (Standard)': `${id}@example.com` }),
      };
      return JSON.stringify({ id, user });
    });
    writeFileSync(join(folder, 'parts', `${part}.ndjson`), `${lines.join('\n')}\n`);
  }
}

test.runIf(hasDask())('Dask with a worker killed at work: totals exact, no row twice', async () => {
  writeParts();
  const bin = join(inject('packageFolder'), 'bin/smartpass.js');
  const line = ['test/scale/killed_worker.py', folder, CAMPAIGN, process.execPath, bin];
  const { stdout } = await execute(PYTHON, line, { maxBuffer: 2 ** 26 });
  const { killed, begun, totals } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    readonly killed: number;
    readonly begun: readonly string[];
    readonly totals: Readonly<Record<string, number>>;
  };
  expect(killed).toBeGreaterThan(0);
  // The part that the killed worker was at is begun again.
  expect(begun.length).toBeGreaterThan(PARTS);
  const dropped = Math.ceil((PARTS * ROWS) / 7);
  expect(totals).toEqual({ sent: PARTS * ROWS - dropped, dropped });
  const files = readdirSync(join(folder, 'links')).filter((name) => name.endsWith('.ndjson'));
  const answers = files.flatMap(
    (name) =>
      jsonLines(join(folder, 'links', name)) as readonly {
        readonly id: number;
        readonly links?: string[];
      }[],
  );
  const ids = answers.map(({ id }) => id).sort((a, b) => a - b);
  expect(ids).toEqual(Array.from({ length: PARTS * ROWS }, (_, at) => at));
  const links = answers.flatMap((answer) => answer.links ?? []);
  expect(new Set(links).size).toBe(totals['sent']);
});
