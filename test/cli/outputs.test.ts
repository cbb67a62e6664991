import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
`;
const CAMPAIGN = `campaign: spring
channel: email
template: mail.html
users: users/*.yaml
tests: [{ name: Ada, user: ada, expect: { sent: true } }]
`;
const MAIL = '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">A</a>';

let cwd = '';
const at = (path: string): string => join(cwd, path);

beforeEach(() => {
  cwd = emptyFolder();
  mkdirSync(at('users'));
  writeFileSync(at('campaign.yaml'), CAMPAIGN);
  writeFileSync(at('fieldmap.yaml'), MAP);
  writeFileSync(at('mail.html'), MAIL);
  writeFileSync(at('users/ada.yaml'), 'user: { MoEngage_ID: u-1 }\n');
  writeFileSync(at('s.secret'), 'NotARealSecret00000001', { mode: 0o600 });
  copyFileSync('templates/passkit-guide/email.html.jinja', at('old.html'));
});

describe('no output takes the place of a file that is read', () => {
  const lines: readonly (readonly [argv: readonly string[], lost: string])[] = [
    [['generate', 'fieldmap.yaml', '-o', 'fieldmap.yaml'], 'fieldmap.yaml'],
    [['generate', 'fieldmap.yaml', '-o', './users/../fieldmap.yaml'], 'fieldmap.yaml'],
    [['generate', 'fieldmap.yaml', '--template', 'mail.html', '-o', 'mail.html'], 'mail.html'],
    [
      ['generate', 'fieldmap.yaml', '--users', 'users/ada.yaml', '-o', 'users/ada.yaml'],
      'users/ada.yaml',
    ],
    [['generate', 'fieldmap.yaml', '--secret-file', 's.secret', '-o', 's.secret'], 's.secret'],
    [['adopt', 'old.html', '-o', 'old.html'], 'old.html'],
    [['preview', 'campaign.yaml', '--html', 'campaign.yaml'], 'campaign.yaml'],
    [['preview', 'campaign.yaml', '--html', 'mail.html'], 'mail.html'],
    [['preview', 'campaign.yaml', '--html', 'fieldmap.yaml'], 'fieldmap.yaml'],
    [['preview', 'campaign.yaml', '--html', 'users/ada.yaml'], 'users/ada.yaml'],
    [['test', 'campaign.yaml', '--reporter=junit', '--output-file=campaign.yaml'], 'campaign.yaml'],
    [['test', '--reporter=junit', '--output-file=users/ada.yaml'], 'users/ada.yaml'],
  ];

  test.each(lines)('%j', async (argv, lost) => {
    const before = readFileSync(at(lost), 'utf8');
    const { code, out, err } = await smartpass(argv, { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('[cli/output-is-input]');
    expect(readFileSync(at(lost), 'utf8')).toBe(before);
  });

  test('under another name neither: symbolic and hard links', async () => {
    symlinkSync('fieldmap.yaml', at('symbolic'));
    linkSync(at('fieldmap.yaml'), at('hard'));
    for (const name of ['symbolic', 'hard']) {
      const { code, err } = await smartpass(['generate', 'fieldmap.yaml', '-o', name], { cwd });
      expect([code, err]).toEqual([2, expect.stringContaining('[cli/output-is-input]')]);
    }
    expect(readFileSync(at('fieldmap.yaml'), 'utf8')).toBe(MAP);
  });

  test('of the snippets of --all none is written where one would', async () => {
    writeFileSync(at('mail.html'), '');
    writeFileSync(at('campaign.yaml'), CAMPAIGN.replace('mail.html', 'z.fieldmap.email.jinja'));
    writeFileSync(at('z.fieldmap.yaml'), MAP);
    writeFileSync(at('z.fieldmap.email.jinja'), MAIL.replace('fieldmap', 'z.fieldmap'));
    const { code, err } = await smartpass(['generate', '--all'], { cwd });
    expect([code, err]).toEqual([2, expect.stringMatching(/z\.fieldmap\.email\.jinja.*lost/)]);
    expect(() => readFileSync(at('fieldmap.email.jinja'))).toThrow('ENOENT');
  });
});

describe('generate --all', () => {
  test('takes --channel, whatever the campaigns say', async () => {
    const { code, err } = await smartpass(['generate', '--all', '--channel', 'sms'], { cwd });
    expect([code, err]).toEqual([0, expect.stringContaining('wrote fieldmap.sms.jinja')]);
    expect(() => readFileSync(at('fieldmap.email.jinja'))).toThrow('ENOENT');
  });

  test.each(['--buttons', '--users=users/ada.yaml', '--profile=p.yaml'])(
    'refuses %s',
    async (option) => {
      const { code, err } = await smartpass(['generate', '--all', option], { cwd });
      expect([code, err]).toEqual([2, expect.stringContaining('cannot be combined')]);
    },
  );
});

describe('init --force', () => {
  const MINE: readonly (readonly [string, string])[] = [
    ['package.json', '{"name": "mine", "dependencies": {"left": "1.0.0"}}'],
    ['readme.MD', '# Mine'],
    ['.gitignore', 'mine.secret'],
    ['smartpass.config.yaml', 'profile: { jinja: "2.8" }'],
  ];

  test('leaves package.json, a README and what else is more than an example, and says so', async () => {
    const folder = emptyFolder();
    for (const [name, text] of MINE) writeFileSync(join(folder, name), text);
    const { code, out } = await smartpass(['init', '--force'], { cwd: folder });
    expect(code).toBe(0);
    for (const [name, text] of MINE) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    const [, left = ''] = out.split('left as they are:');
    for (const name of ['package.json', 'README.md', '.gitignore', 'smartpass.config.yaml'])
      expect(left).toContain(name);
    expect(out).toContain('npm install --save-dev smartpass');
    const json = await smartpass(['init', '--force', '--json'], { cwd: folder });
    expect(JSON.parse(json.out)).toMatchObject({
      ok: true,
      kept: ['README.md', '.gitignore', 'package.json', 'smartpass.config.yaml'],
    });
  });

  test('an example is laid out again', async () => {
    const folder = emptyFolder();
    await smartpass(['init'], { cwd: folder });
    const map = join(folder, 'campaigns/loyalty-card/fieldmap.yaml');
    const text = readFileSync(map, 'utf8');
    writeFileSync(map, 'broken');
    expect((await smartpass(['init', '--force'], { cwd: folder })).code).toBe(0);
    expect(readFileSync(map, 'utf8')).toBe(text);
  });
});
