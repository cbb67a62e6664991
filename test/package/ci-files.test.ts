import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

type Step = {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
};

type Action = {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { description: string; default: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

type Workflow = { readonly jobs: { readonly test: { readonly steps: readonly Step[] } } };

const WORKFLOW = 'templates/init/_github/workflows/campaigns.yml';

describe('action.yml', () => {
  const text = readFileSync('action.yml', 'utf8');
  const action = parse(text) as Action;
  const { steps } = action.runs;

  test('has what the runner needs of a composite action', () => {
    expect(action.runs.using).toBe('composite');
    expect([action.name, action.description].every((one) => one.length > 0)).toBe(true);
    for (const { description, default: value } of Object.values(action.inputs))
      expect([typeof description, typeof value]).toEqual(['string', 'string']);
    for (const step of steps) {
      expect([step.run, step.uses].filter((one) => one !== undefined)).toHaveLength(1);
      // The runner refuses a command without its shell.
      expect(step.run === undefined ? step.uses : step.shell).toMatch(/^bash$|@v\d+$/);
    }
  });

  test('names only inputs that it has, and puts none into a command', () => {
    const named = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in action.inputs))).toEqual([]);
    expect(Object.keys(action.inputs).filter((name) => !named.includes(name))).toEqual([]);
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  test('a command has each variable that it reads', () => {
    for (const { run = '', env = {} } of steps) {
      const read = [...run.matchAll(/"\$([A-Z]+)"/g)].map(([, name]) => name);
      expect(read.filter((name) => !(`${name}` in env))).toEqual([]);
    }
  });
});

test('.pre-commit-hooks.yaml has what pre-commit needs, and patterns that fit', () => {
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as Record<string, string>[];
  expect(hooks.map(({ id }) => id)).toEqual([
    'smartpass-lint',
    'smartpass-format',
    'smartpass-snippets',
  ]);
  for (const { name, entry, language, files = '' } of hooks) {
    expect([name, entry, language].every((one) => one !== undefined && one !== '')).toBe(true);
    expect(entry).toMatch(/^smartpass (?:lint|format|generate)/);
    expect(language).toBe('node');
    expect(new RegExp(files).test('a/mail.html.jinja')).toBe(true);
  }
  const fits = (path: string): boolean => new RegExp(hooks[0]?.['files'] ?? '').test(path);
  expect(['a/mail.html', 'campaign.yaml', 'a/x.campaign.yml'].map(fits)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['a/mail.txt', 'docker-compose.yaml', 'mycampaign.yaml'].map(fits)).toEqual([
    false,
    false,
    false,
  ]);
});

test('the workflow of init lints, uploads, tests and compares', () => {
  const { steps } = (parse(readFileSync(WORKFLOW, 'utf8')) as Workflow).jobs.test;
  const runs = steps.flatMap(({ run }) => run ?? []);
  for (const command of ['lint --format sarif', 'lint', 'test --ci', 'generate --all --check'])
    expect(runs.some((run) => run.includes(`smartpass ${command}`))).toBe(true);
  const upload = steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif'));
  expect(upload?.with?.['sarif_file']).toBe('smartpass.sarif');
});
