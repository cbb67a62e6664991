import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { smartpass, folderOf } from '../cli/run-cli.ts';

const MAIL =
  "<p>Hi {{ UserAttribute['First Name'] }},</p>\n<p>{{ UserAttribute['Code'][:4] }}</p>\n";

describe('smartpass lint', () => {
  test('names the user, the place and what to write; exit code 1', async () => {
    const { code, out, err } = await smartpass(['lint', 'mail.html'], {
      cwd: folderOf({ 'mail.html': MAIL }),
    });
    expect(code).toBe(1);
    expect(err).toContain(
      "mail.html:1:10: error: user attribute 'First Name': a user in whom it is null is not mailed [null/printed]",
    );
    expect(out).toBe('1 template: 2 errors, 0 warnings\n');
  });

  test('a clean template is exit code 0', async () => {
    const cwd = folderOf({ 'mail.html': "Hi {{ UserAttribute['A']|default('you', true) }}" });
    const { code, err } = await smartpass(['lint', 'mail.html', '--strict'], { cwd });
    expect([code, err]).toEqual([0, '']);
  });

  test('- is standard input, alone and without --fix', async () => {
    const { code, err } = await smartpass(['lint', '-'], { stdin: MAIL });
    expect([code, err.split('\n')[0]]).toEqual([
      1,
      "-:1:10: error: user attribute 'First Name': a user in whom it is null is not mailed [null/printed]",
    ]);
    expect((await smartpass(['lint', '-', '--fix'], { stdin: MAIL })).code).toBe(2);
    expect((await smartpass(['lint', '-', 'a.html'], { stdin: MAIL })).code).toBe(2);
  });

  test('--json has the witness and the fix', async () => {
    const cwd = folderOf({ 'mail.html': MAIL });
    const { out } = await smartpass(['lint', 'mail.html', '--json'], { cwd });
    const { files } = JSON.parse(out) as { files: { findings: Record<string, unknown>[] }[] };
    expect(files[0]?.findings[0]).toMatchObject({
      code: 'null/printed',
      witness: { kind: 'UserAttribute', attribute: 'First Name', value: 'null' },
      fix: { safety: 'safe' },
    });
  });

  test('--fix writes safe fixes once; a second run leaves the file alone', async () => {
    const cwd = folderOf({ 'mail.html': MAIL });
    const first = await smartpass(['lint', 'mail.html', '--fix'], { cwd });
    expect([first.code, first.err]).toEqual([0, 'mail.html: 2 changes\n']);
    const fixed = readFileSync(join(cwd, 'mail.html'), 'utf8');
    expect(fixed).toContain("{% MOE_NOT_SEND('No First Name') %}");
    const second = await smartpass(['lint', 'mail.html', '--fix'], { cwd });
    expect([second.code, second.err]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'mail.html'), 'utf8')).toBe(fixed);
  });

  test('--fix --dry-run prints the difference and writes nothing', async () => {
    const cwd = folderOf({ 'mail.html': MAIL });
    const { out } = await smartpass(['lint', 'mail.html', '--fix', '--dry-run'], { cwd });
    expect(out).toContain('+++ mail.html');
    expect(readFileSync(join(cwd, 'mail.html'), 'utf8')).toBe(MAIL);
    const { code } = await smartpass(['lint', 'mail.html', '--dry-run'], { cwd });
    expect(code).toBe(2);
  });

  test('SARIF: fingerprints stay where lines are put above', async () => {
    type Sarif = {
      runs: { results: { partialFingerprints: Record<string, string>; ruleId: string }[] }[];
    };
    const run = async (text: string): Promise<Sarif> => {
      const cwd = folderOf({ 'mail.html': text });
      const { out } = await smartpass(['lint', 'mail.html', '--format', 'sarif'], { cwd });
      return JSON.parse(out) as Sarif;
    };
    const [before, after] = [await run(MAIL), await run(`${'<br>\n'.repeat(10)}${MAIL}`)];
    const prints = ({ runs }: Sarif): unknown =>
      runs[0]?.results.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints]);
    expect(prints(after)).toEqual(prints(before));
    expect(before.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual([
      'null/printed',
      'null/slice-raises',
    ]);
  });

  test('annotations on GitHub, JUnit', async () => {
    const cwd = folderOf({ 'mail.html': MAIL });
    const { out } = await smartpass(['lint', 'mail.html'], {
      cwd,
      env: { GITHUB_ACTIONS: 'true' },
    });
    expect(out).toContain('::error file=mail.html,line=1,col=10,endLine=1,title=null/printed::');
    const junit = await smartpass(['lint', 'mail.html', '--format', 'junit'], { cwd });
    expect(junit.out).toContain('<testsuite name="mail.html" tests="2" failures="2">');
  });

  test('a template with a marker is judged with its snippet', async () => {
    const { code, err } = await smartpass(['lint', 'templates/loyalty-card/email.html.jinja']);
    expect([code, err]).toEqual([0, '']);
  });

  test('what cannot be read is exit code 2', async () => {
    const cwd = folderOf({ 'bad.html': '{% if %}' });
    expect((await smartpass(['lint', 'nowhere.html'], { cwd })).code).toBe(2);
    expect((await smartpass(['lint', 'bad.html'], { cwd })).code).toBe(1);
  });
});
