import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

const CAMPAIGN = 'campaigns/loyalty-card/campaign.yaml';
const MAP = 'campaigns/loyalty-card/fieldmap.yaml';

let cwd = '';

/** What `init` lays out, in a folder whose name has blanks and accents. */
beforeEach(() => {
  cwd = join(emptyFolder(), 'my répo');
  cpSync('templates/init', cwd, { recursive: true });
});

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(join(cwd, path), change(readFileSync(join(cwd, path), 'utf8')));
}

describe('a path that is not what was meant', () => {
  test.each([
    [['preview', `'${CAMPAIGN}'`], `did you mean '${CAMPAIGN}'?`],
    [['preview', `“${CAMPAIGN}”`], `did you mean '${CAMPAIGN}'?`],
    [['preview', CAMPAIGN.replaceAll('/', '\\')], `did you mean '${CAMPAIGN}'?`],
    [['preview', `${CAMPAIGN} `], `did you mean '${CAMPAIGN}'?`],
    [['preview', CAMPAIGN.replace('campaigns', 'campains')], "did you mean 'campaigns'?"],
    [['test', 'campain'], "did you mean 'campaigns'?"],
    [['preview', 'campaigns/loyalty-card'], 'campaign.yaml, email.html.jinja, fieldmap.yaml'],
    [['preview', MAP], 'this is a field map, not a campaign file'],
    [['preview', 'fixtures/users/ada.yaml'], 'this is a fixture user'],
    [['preview', 'smartpass.config.yaml'], 'this is the configuration of an account'],
    [['preview', 'campaigns/loyalty-card/email.html.jinja'], 'this is a template'],
    [['test', 'campain/**/*.yaml'], 'there is no campaign file in campain/**/*.yaml'],
    [['test', 'package.json'], 'this is a package.json, not a campaign file [campaign/other-file]'],
    [['generate', '--all', 'campain'], "did you mean 'campaigns'?"],
    [['generate', '--all', MAP], '--all takes a folder'],
    [['generate', MAP, '-o', 'no/such/x.jinja'], 'make the folder first'],
    [['generate', MAP, '-o', 'campaigns'], 'it is a folder, a file is expected'],
    [['generate', MAP, '--prove', '--users', 'nope/*.yaml'], 'put quotes round them'],
    [['preview', CAMPAIGN, '--html', 'campaigns'], 'it is a folder, a file is expected'],
    [['preview', 'x'.repeat(300)], 'the name is longer than the system allows'],
    [['test', '--reporter=junit', '--output-file=campaigns'], 'it is a folder'],
    [['test', '--reporter=junit', `--output-file=${MAP}/x.xml`], 'there is no such folder'],
    [['calibrate', '--answer', 'campaigns'], 'it is a folder, a file is expected'],
  ])('%j', async (argv, said) => {
    const before = readdirSync(cwd, { recursive: true });
    const { code, out, err } = await smartpass(argv, { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(err).toMatch(/ \[[a-z]+\/[a-z0-9-]+\]\n/);
    expect(err).not.toMatch(/^\s+at |E[A-Z]{4,}|node:/m);
    expect(readdirSync(cwd, { recursive: true })).toEqual(before);
  });

  test('users: names a folder', async () => {
    edit(CAMPAIGN, (text) => text.replace('fixtures/users/*.yaml', 'fixtures/users'));
    const { code, err } = await smartpass(['preview', CAMPAIGN], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(
      `${CAMPAIGN}:7:8: error: '../../fixtures/users' is a folder, expected files of fixture users [campaign/no-users]`,
    );
    expect(err).toContain('hint: write ../../fixtures/users/*.yaml\n');
    expect(err).not.toContain('unknown-user');
  });

  test('--user takes the patterns of tests', async () => {
    const some = await smartpass(['preview', CAMPAIGN, '--user', 'no-*', '--json'], { cwd });
    const { outcomes } = JSON.parse(some.out) as { outcomes: readonly { user: string }[] };
    expect(outcomes.length).toBeGreaterThan(2);
    expect(outcomes.every(({ user }) => user.startsWith('no-'))).toBe(true);
    const none = await smartpass(['preview', CAMPAIGN, '--user', 'nobody-*'], { cwd });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('[campaign/unknown-user]')]);
  });

  test('a name that would act on the terminal does not', async () => {
    mkdirSync(join(cwd, 'x'));
    writeFileSync(join(cwd, 'x', 'campaig\u001b[31m.yaml'), '');
    const { err } = await smartpass(['preview', 'x/campaign\u001b[32m.yaml\n'], { cwd });
    expect(err).toContain('x/campaign\\u001b[32m.yaml\\n: error:');
    expect(err).not.toContain('\u001b');
  });
});

describe('files of other systems', () => {
  const all = (): readonly string[] =>
    readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:yaml|jinja)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(cwd.length + 1));

  test.each<[string, (text: string) => string]>([
    ['byte order marks', (text) => `\u{FEFF}${text}`],
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['no line break at the end', (text) => text.trimEnd()],
  ])('%s make no difference', async (_what, change) => {
    const whole = await smartpass(['preview', CAMPAIGN], { cwd });
    expect([whole.code, whole.err]).toEqual([0, '']);
    for (const path of all()) edit(path, change);
    expect(await smartpass(['preview', CAMPAIGN], { cwd })).toEqual(whole);
  });

  test('a user of another encoding is named once, and its tests are left in peace', async () => {
    writeFileSync(
      join(cwd, 'fixtures/users/ada.yaml'),
      Buffer.from('user: { A: Ren\xe9 }', 'latin1'),
    );
    const { code, err } = await smartpass(['preview', CAMPAIGN], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('[cli/not-utf8]');
    expect(err.match(/error:/g)).toHaveLength(1);
  });
});
