import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { firstMissing, run, stepsOf } from './transcript.ts';

let cwd = '';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'smartpass-tutorial-'));
  mkdirSync(join(cwd, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(inject('packageFolder'), join(cwd, 'node_modules', 'smartpass'));
  symlinkSync('../smartpass/bin/smartpass.js', join(cwd, 'node_modules', '.bin', 'smartpass'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

test('every command of the tutorial prints what the page shows', async () => {
  const steps = stepsOf(readFileSync('docs/tutorial.md', 'utf8'));
  expect(steps.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(8);
  for (const step of steps) {
    const { code, output } = await run(step, cwd);
    if (step.kind === 'file') continue;
    const missing = firstMissing(step.output, output);
    expect({ line: step.line, code, missing, ...(missing && { output }) }).toEqual({
      line: step.line,
      code: 0,
      missing: undefined,
    });
  }
});
