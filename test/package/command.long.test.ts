import { execFile, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { emptyFolder } from '../cli/run-cli.ts';
import { runPackage, type Ran } from './run-package.ts';

const CAMPAIGN = 'campaigns/loyalty-card/campaign.yaml';
const SNAPSHOTS = 'campaigns/loyalty-card/__snapshots__/campaign.yaml.snap';

/** A new repository, laid out by `init`. */
async function repository(): Promise<string> {
  const folder = join(emptyFolder(), 'demo');
  const { code } = await runPackage(['init', folder], join(folder, '..'));
  expect(code).toBe(0);
  return folder;
}

/** A repository whose field map knows no tier, so that a test fails. */
async function broken(): Promise<string> {
  const folder = await repository();
  edit(folder, 'campaigns/loyalty-card/fieldmap.yaml', 'gold: T1', 'Gold: T1');
  return folder;
}

function edit(folder: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replaceAll(from, to));
}

const run = (
  folder: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> => runPackage(['test', ...argv], folder, env);

test('the repository that init makes passes its tests at once, in CI too, with full coverage', async () => {
  const folder = await repository();
  const { code, out, err } = await run(folder, ['--ci', '--min-coverage=100']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/Tests {2}\d+ passed/);
  expect(out).toContain(`100 % ${CAMPAIGN}`);
  expect(existsSync(join(folder, '.github/workflows/campaigns.yml'))).toBe(true);
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toMatch(/"smartpass": "\^\d/);
  expect(readdirSync(folder)).not.toContain('node_modules');
});

test('in a folder that was removed, a command says so', async () => {
  const folder = emptyFolder();
  const bin = join(inject('packageFolder'), 'bin/smartpass.js');
  const script = 'rmdir "$0"; exec "$1" "$2" preview';
  const answer = promisify(execFile)('sh', ['-c', script, folder, process.execPath, bin], {
    cwd: folder,
  });
  await expect(answer).rejects.toMatchObject({
    code: 2,
    stdout: '',
    stderr:
      'error: the folder that the command runs in is not there any more [cli/missing-file]\n  hint: change to a folder that exists\n',
  });
});

test.each([
  ['a merge that is not resolved', (text: string) => `<<<<<<< HEAD\n${text}=======\n>>>>>>> b\n`],
  ['code', (text: string) => `process.exit(0);\n${text}`],
  ['half of it', (text: string) => text.slice(0, text.length / 2)],
])('snapshots that hold %s fail, without --ci and with -u too, and stay', async (_, damage) => {
  const folder = await repository();
  const broken = damage(readFileSync(join(folder, SNAPSHOTS), 'utf8'));
  writeFileSync(join(folder, SNAPSHOTS), broken);
  for (const more of [[], ['--ci'], ['-u']]) {
    const { code, out, err } = await run(folder, more);
    expect([code, out + err]).toEqual([2, expect.stringContaining('snapshots cannot be read')]);
    expect(readFileSync(join(folder, SNAPSHOTS), 'utf8')).toBe(broken);
  }
});

test('the shipped campaigns pass their tests, and nothing is written', async () => {
  const { code, out, err } = await runPackage(['test', 'templates', '--ci'], process.cwd());
  // Two attributes of the coupon are in no fixture: warnings say so.
  const codes = [...err.matchAll(/\[([a-z]+\/[a-z-]+)\]/g)].map(([, found]) => found);
  expect([code, codes]).toEqual([0, ['map/unknown-attribute', 'map/unknown-attribute']]);
  expect(out).toMatch(/Test Files {2}8 passed/);
});

describe('a failing test', () => {
  test('has its line and the fields that differ, in every reporter that CI services read', async () => {
    const folder = await broken();
    const reporters = ['default', 'github-actions', 'junit', 'json'].map(
      (name) => `--reporter=${name}`,
    );
    const files = ['--output-file=json=out.json', '--outputFile.junit=junit.xml'];
    const { code, out, err } = await run(folder, [...reporters, ...files]);
    expect(code).toBe(1);
    const text = out + err;
    expect(text).toContain('members.tier.id: expected "T1", got "T0"');
    expect(text).toContain(`❯ ${CAMPAIGN}:14:83`);
    expect(text).toMatch(/- {3}"members.tier.id": "T1"[^]*\+ {3}"members.tier.id": "T0"/);
    expect(text).toContain('- members.tier.id: "T1"');
    expect(text).not.toMatch(/data=|eyJ/);
    expect(text).toMatch(
      /::error file=.*campaign\.yaml,title=.*a complete member gets a link that opens,line=14,column=83::/,
    );
    const xml = readFileSync(join(folder, 'junit.xml'), 'utf8');
    expect(xml).toContain(
      `classname="${CAMPAIGN}" name="a complete member gets a link that opens"`,
    );
    expect(xml).toContain('members.tier.id: expected &quot;T1&quot;, got &quot;T0&quot;');
    expect(xml).toContain(`${CAMPAIGN}:14:83`);
    const report = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as {
      testResults: { assertionResults: { status: string; location: object }[] }[];
    };
    const first = report.testResults[0]?.assertionResults.find(({ status }) => status === 'failed');
    expect(first?.location).toMatchObject({ line: 10 });
  });

  test('is in the JSON output, and becomes an annotation on GitHub', async () => {
    const folder = await broken();
    const { code, out } = await run(folder, ['--json', '-t', 'complete member']);
    const answer = JSON.parse(out) as { ok: boolean; tests: { state: string }[] };
    expect([code, answer.ok]).toEqual([1, false]);
    expect(answer.tests.find(({ state }) => state === 'failed')).toMatchObject({
      file: CAMPAIGN,
      line: 10,
      errors: [expect.stringContaining('members.tier.id')],
    });
    const github = await run(folder, ['-t', 'complete member'], { GITHUB_ACTIONS: 'true' });
    expect(github.out).toContain('::error file=');
  });

  test('of a broken campaign file names the error', async () => {
    const folder = await repository();
    edit(folder, CAMPAIGN, 'matrix: missing', 'matrix: all');
    const { code, out, err } = await run(folder, []);
    expect(code).toBe(2);
    expect(out + err).toContain("matrix is 'all', expected missing");
    const { code: ofJson, out: json } = await run(folder, ['--json']);
    expect([ofJson, JSON.parse(json)]).toEqual([2, expect.objectContaining({ ok: false })]);
  });
});

describe('snapshots', () => {
  test('are recorded again with -u, by name with -t', async () => {
    const folder = await broken();
    const argv = ['-t', 'approved', '--reporter=dot'];
    expect((await run(folder, argv)).code).toBe(1);
    expect((await run(folder, [...argv, '-u'])).code).toBe(0);
    expect(readFileSync(join(folder, SNAPSHOTS), 'utf8')).toContain('members.tier.id: "T0"');
  });

  test('are not written in CI: missing and obsolete ones fail', async () => {
    const folder = await repository();
    const recorded = readFileSync(join(folder, SNAPSHOTS), 'utf8');
    rmSync(join(folder, SNAPSHOTS));
    const missing = await run(folder, [], { CI: '1' });
    expect([missing.code, existsSync(join(folder, SNAPSHOTS))]).toEqual([1, false]);
    expect(missing.out + missing.err).toContain('there is no snapshot of this test');
    writeFileSync(join(folder, SNAPSHOTS), `${recorded}\nexports[\`gone 1\`] = \`"x"\`;\n`);
    const obsolete = await run(folder, ['--ci']);
    expect(obsolete.code).toBe(1);
    expect(obsolete.out + obsolete.err).toContain('gone 1');
  });
});

describe('the test command', () => {
  test('fails where coverage is too low', async () => {
    const folder = await repository();
    rmSync(join(folder, 'fixtures/users/no-id.yaml'));
    const { code, out, err } = await run(folder, ['--min-coverage', '100']);
    expect(code).toBe(1);
    expect(out).toContain('no user lacks person.externalId and is dropped: No MoEngage ID');
    expect(err).toContain('coverage: 93.7 % of branches, expected at least 100 %');
  });

  test('reports a pattern that matches no test, as a note', async () => {
    const folder = await repository();
    const { code, err } = await run(folder, ['campaigns/*/campaign.yaml', '-t', "'no email'"]);
    expect(code).toBe(0);
    expect(err).toMatch(/^no test matched -t 'no email' \(its quotes .*: nothing was tested/);
    const json = await run(folder, ['-t', 'nothing', '--json']);
    expect([json.code, json.err]).toEqual([0, '']);
  });

  test('its plugin and matchers work in a vitest configuration with other tests', async () => {
    const folder = await repository();
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(inject('packageFolder'), join(modules, 'smartpass'));
    symlinkSync(join(process.cwd(), 'node_modules/vitest'), join(modules, 'vitest'));
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      `import { campaigns } from 'smartpass/vitest';\nexport default { plugins: [campaigns()] };\n`,
    );
    writeFileSync(
      join(folder, 'own.test.mjs'),
      `import { expect, test } from 'vitest';
import { matchers, openCampaign } from 'smartpass/vitest';
expect.extend(matchers);
test('own', async () => {
  const { outcome } = await openCampaign('${CAMPAIGN}');
  expect(outcome('ada')).toBeSent();
  expect(outcome('ada')).toCarryPassPayload({ 'person.forename': 'Ada' });
  expect(outcome('no-email')).toBeDropped('No email address');
  expect(outcome({ user: {} })).not.toBeSent();
});
`,
    );
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(process.cwd(), 'node_modules/vitest/vitest.mjs'), 'run'],
      { cwd: folder, env: { PATH: process.env['PATH'], NO_COLOR: '1' } },
    );
    expect(stdout).toMatch(/Test Files {2}2 passed/);
  });

  test('in watch mode, runs again when a fixture changes', async () => {
    const folder = await repository();
    const bin = join(inject('packageFolder'), 'bin/smartpass.js');
    const env = { PATH: process.env['PATH'], NO_COLOR: '1' };
    const child = spawn(process.execPath, [bin, 'test', '--watch'], { cwd: folder, env });
    let text = '';
    const waitFor = (pattern: RegExp): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (pattern.test(text)) resolve();
          else setTimeout(look, 50);
        };
        look();
      });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
    try {
      await waitFor(/Waiting for file changes/);
      text = '';
      appendFileSync(join(folder, 'fixtures/users/ada.yaml'), '  Points: 1\n');
      await waitFor(/Tests {2}\d+ passed/);
      text = '';
      edit(folder, 'campaigns/loyalty-card/fieldmap.yaml', 'gold: T1', 'Gold: T1');
      await waitFor(/members\.tier\.id: expected "T1", got "T0"/);
      expect(text).toContain('FAIL');
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('no reporter shows a secret', () => {
  const CANARY = 'Canary0of1the2MineShaft';
  const SIGNED = `{{ 'https://pub1.pskt.io/c/x'|convertToSHA256('${CANARY}') }}`;
  const REPORTERS = ['default', 'verbose', 'github-actions', 'junit', 'json', 'tap'].map(
    (name) => `--reporter=${name}`,
  );

  test.each([
    [
      'of a template that prints it',
      `${SIGNED} {% set s = '${CANARY}' %}{{ s }}`,
      'secret-printed',
      1,
    ],
    ['of a template that does not parse', `${SIGNED}{{ ${CANARY} oops }}`, 'expected token', 2],
    ['that is in the campaign file', SIGNED, 'does not contain', 1],
  ])('%s', async (_what, template, said, ends) => {
    const folder = await repository();
    edit(folder, 'campaigns/loyalty-card/email.html.jinja', '</body>', `${template}</body>`);
    appendFileSync(
      join(folder, CAMPAIGN),
      `  - name: has ${CANARY}\n    user: ada\n    expect: { text: { contains: x${CANARY} }, snapshot: true }\n`,
    );
    const files = ['--output-file=json=out.json', '--output-file=junit=junit.xml'];
    const { code, out, err } = await run(folder, [...REPORTERS, ...files]);
    const written = ['out.json', 'junit.xml', SNAPSHOTS]
      .map((file) => join(folder, file))
      .map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''));
    const all = [out, err, ...written].join('\n');
    expect(code).toBe(ends);
    expect(all).toContain(said);
    expect(all).not.toContain(CANARY);
    expect(all).toContain('•'.repeat(CANARY.length));
  });
});
