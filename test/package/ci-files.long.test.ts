import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { emptyFolder } from '../cli/run-cli.ts';
import { runPackage } from './run-package.ts';

type Step = { readonly name?: string; readonly run?: string };

let folder = '';

/** A repository as `smartpass init` lays it out, with the packed package in it. */
beforeAll(async () => {
  folder = emptyFolder();
  await runPackage(['init', '.', '--force'], folder);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(inject('packageFolder'), join(modules, 'smartpass'));
  symlinkSync(join(process.cwd(), 'node_modules/vitest'), join(modules, 'vitest'));
  symlinkSync(join(inject('packageFolder'), 'bin/smartpass.js'), join(modules, '.bin/smartpass'));
  execFileSync('chmod', ['+x', join(inject('packageFolder'), 'bin/smartpass.js')]);
});

/** Runs a step as the runner does. */
function runStep(command: string, env: Readonly<Record<string, string>> = {}): number | null {
  const inherited = Object.entries(process.env).filter(([name]) => !/^VITEST|^CI$/.test(name));
  const { status } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command],
    {
      cwd: folder,
      env: { ...Object.fromEntries(inherited), NODE_ENV: '', GITHUB_ACTIONS: 'true', ...env },
    },
  );
  return status;
}

describe('the steps of CI, as the runner runs them', () => {
  test('those of the workflow pass in a new repository', () => {
    const text = readFileSync(join(folder, '.github/workflows/campaigns.yml'), 'utf8');
    const { jobs } = parse(text) as { jobs: { test: { steps: Step[] } } };
    const commands = jobs.test.steps.flatMap(({ run }) => run ?? []);
    const own = commands.filter((run) => run.startsWith('npx smartpass'));
    expect(own).toHaveLength(4);
    expect(own.map((run) => [run, runStep(run)])).toEqual(own.map((run) => [run, 0]));
    const sarif = JSON.parse(readFileSync(join(folder, 'smartpass.sarif'), 'utf8')) as object;
    expect(sarif).toMatchObject({ version: '2.1.0' });
  });

  test('those of the action pass, and fail for a template that drops users', () => {
    const { runs } = parse(readFileSync('action.yml', 'utf8')) as { runs: { steps: Step[] } };
    const [write = '', lint = '', ...others] = runs.steps.flatMap(({ run }) => run ?? []);
    const env = { FILES: '', SARIF: 'found.sarif', STRICT: 'false' };
    expect([write, lint, ...others].map((run) => runStep(run, env))).toEqual([0, 0, 0, 0]);
    writeFileSync(join(folder, 'bad mail.html'), "Hi {{ UserAttribute['Nick'] }}");
    const bad = { ...env, FILES: 'bad mail.html\n' };
    expect([runStep(write, bad), runStep(lint, bad)]).toEqual([0, 1]);
    expect(readFileSync(join(folder, 'found.sarif'), 'utf8')).toContain('bad%20mail.html');
    expect(runStep(write, { ...env, FILES: 'nowhere.html' })).toBe(2);
    expect(existsSync(join(folder, 'found.sarif'))).toBe(false);
  });

  test('the hooks of pre-commit run on files', async () => {
    const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as Record<string, string>[];
    const [lint, format, snippets] = hooks.map(({ entry = '' }) => entry.split(' ').slice(1));
    const template = 'campaigns/loyalty-card/email.html.jinja';
    const codes = [
      await runPackage([...(lint ?? []), template], folder),
      await runPackage([...(format ?? []), '--check', template], folder),
      await runPackage(snippets ?? [], folder),
    ].map(({ code }) => code);
    expect(codes).toEqual([0, 0, 0]);
  });
});
