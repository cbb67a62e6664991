import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { smartpass, folderOf } from '../cli/run-cli.ts';

const TWO = "Hi {{ UserAttribute['A'] }}\n{{ UserAttribute['B'][:2] }}\n";
const MORE = `${TWO}{{ UserAttribute['C'] }}`;
const CAMPAIGN =
  'campaign: a\nchannel: email\ntrigger: { event: Bought }\ntemplate: mail.html\nusers: users/*.yaml\n';
const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No id } }
  members.tier.id: { user: Tier, map: { gold: T1 }, missing: { default: T0 } }
  person.forename: { value: First Name }
`;

test('a comment that switches a rule off in one part of a message is not unused in another', async () => {
  const off = '{# smartpass-disable-next-line null/printed: all have one #}';
  const cwd = folderOf({
    'campaign.yaml': `campaign: a
channel: email
trigger: { event: Bought }
users: users/*.yaml
message:
  subject: "Hi {{ UserAttribute['A'] }}"
  html: |
    ${off}
    Hi {{ UserAttribute['B'] }}
`,
    'users/ada.yaml': 'user: { A: Ada, B: b }',
  });
  const { out } = await smartpass(['lint', 'campaign.yaml', '--json'], { cwd });
  const files = JSON.parse(out).files as { findings: { code: string }[]; suppressed: unknown[] }[];
  const codes = files.map(({ findings }) => findings.map(({ code }) => code));
  expect(codes).toEqual([['null/printed'], []]);
  expect(files.map(({ suppressed }) => suppressed.length)).toEqual([0, 1]);
});

describe('what files are judged', () => {
  test('a JSON file with tags is a template, for connectors', async () => {
    const cwd = folderOf({
      'body.json': '{"name": "{{ UserAttribute[\'A\']|default(\'\', true) }}"}',
    });
    const { out } = await smartpass(['lint', 'body.json', '--json'], { cwd });
    const [file] = JSON.parse(out).files;
    expect(file.channel).toBe('connector');
    expect(file.findings[0].code).toBe('json/broken-for-some');
  });
  test('of a folder also pages with tags of other services or single braces, and templates without any', async () => {
    const cwd = folderOf({
      'a.html': '<p>Hi *|FNAME|*</p>',
      'b.html': "<p>Hi {UserAttribute['First Name']}</p>",
      'c.jinja': '<img src="https://example.com/a.png">',
      'd.html': '<p>Hi</p>',
    });
    const { out } = await smartpass(['lint', '.', '--json'], { cwd });
    const files = JSON.parse(out).files as { file: string; findings: { code: string }[] }[];
    expect(files.map(({ file, findings }) => [file, findings.map(({ code }) => code)])).toEqual([
      ['a.html', ['lang/foreign-syntax']],
      ['b.html', ['lang/single-braces']],
      ['c.jinja', ['a11y/alt']],
    ]);
  });
  test('a file of a folder that cannot be read ends it with 2, the others are judged', async () => {
    const cwd = folderOf({ 'a.html': '{{ 1 / 0 }}', 'b.html': TWO });
    writeFileSync(join(cwd, 'a.html'), Buffer.from([0x7b, 0x7b, 0xff, 0xfe, 0x00]));
    const { code, out } = await smartpass(['lint', '.', '--json'], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(out).files).toHaveLength(2);
    expect((await smartpass(['format', '.', '--check'], { cwd })).code).toBe(2);
  });
  test.skipIf(process.getuid?.() === 0)('a folder that cannot be listed too', async () => {
    const cwd = folderOf({ 'a.html': '<p>{{ 1 + 1 }}</p>', 'closed/b.html': TWO });
    chmodSync(join(cwd, 'closed'), 0);
    const { code, err } = await smartpass(['lint', '.'], { cwd });
    chmodSync(join(cwd, 'closed'), 0o700);
    expect(code).toBe(2);
    expect(err).toContain('closed: error: cannot look into the folder: permission is denied');
    expect(err).toContain('cli/unreadable-folder');
  });
});

describe('a baseline', () => {
  const write = ['lint', 'mail.html', '--baseline', 'known.json', '--update-baseline'];
  const hold = ['lint', 'mail.html', '--baseline', 'known.json'];

  test('what it has is left out, wherever lines move; what is new counts', async () => {
    const cwd = folderOf({ 'mail.html': TWO });
    expect((await smartpass(write, { cwd })).code).toBe(0);
    expect((await smartpass(hold, { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'mail.html'), `${'<br>\n'.repeat(10)}${TWO}`);
    expect((await smartpass(hold, { cwd })).out).toContain('0 errors');
    writeFileSync(join(cwd, 'mail.html'), MORE);
    const { code, err } = await smartpass(hold, { cwd });
    expect(code).toBe(1);
    expect(err).toContain("'C'");
    expect(err).not.toContain("'A'");
  });
  test('the same defect once more on an equal line is new', async () => {
    const cwd = folderOf({ 'mail.html': TWO });
    await smartpass(write, { cwd });
    writeFileSync(join(cwd, 'mail.html'), `${TWO}${TWO.split('\n')[0]}\n`);
    expect((await smartpass(hold, { cwd })).out).toContain('1 error');
  });
  test('it only shrinks', async () => {
    const cwd = folderOf({ 'mail.html': TWO });
    await smartpass(write, { cwd });
    const before = readFileSync(join(cwd, 'known.json'), 'utf8');
    writeFileSync(join(cwd, 'mail.html'), MORE);
    expect((await smartpass(write, { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, 'known.json'), 'utf8')).toBe(before);
    writeFileSync(join(cwd, 'mail.html'), TWO.split('\n')[0] ?? '');
    const { err } = await smartpass(hold, { cwd });
    expect(err).toContain('1 finding no longer found, --update-baseline removes them');
    await smartpass(write, { cwd });
    writeFileSync(join(cwd, 'mail.html'), TWO);
    expect((await smartpass(hold, { cwd })).code).toBe(1);
  });
  test('a file that is gone leaves it, one that was not judged stays', async () => {
    const cwd = folderOf({ 'mail.html': TWO, 'other.html': TWO, 'third.html': TWO });
    const all = ['lint', '.', '--baseline', 'known.json'];
    await smartpass([...all, '--update-baseline'], { cwd });
    rmSync(join(cwd, 'other.html'));
    expect((await smartpass(all, { cwd })).err).toContain('2 findings no longer found');
    await smartpass(write, { cwd });
    const { findings } = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8')) as {
      findings: object;
    };
    expect(Object.keys(findings)).toEqual(['mail.html', 'third.html']);
    expect((await smartpass(all, { cwd })).code).toBe(0);
  });
  test('a file that was renamed or moved keeps what is known of it; a copy of one that is there has none', async () => {
    const cwd = folderOf({ 'mail.html': TWO, 'other.html': '<p>{{ UserAttribute["A"] }}</p>' });
    const both = ['lint', '.', '--baseline', 'known.json'];
    expect((await smartpass([...both, '--update-baseline'], { cwd })).code).toBe(0);
    const { mkdirSync, renameSync, copyFileSync } = await import('node:fs');
    mkdirSync(join(cwd, 'new'));
    renameSync(join(cwd, 'mail.html'), join(cwd, 'new/letter.html'));
    expect((await smartpass(both, { cwd })).code).toBe(0);
    copyFileSync(join(cwd, 'new/letter.html'), join(cwd, 'copy.html'));
    expect((await smartpass(both, { cwd })).code).toBe(1);
    expect((await smartpass([...both, '--update-baseline'], { cwd })).code).toBe(1);
    const { findings } = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8')) as {
      readonly findings: object;
    };
    expect(Object.keys(findings).filter((file) => file !== 'other.html')).toHaveLength(1);
    expect(Object.keys(findings)).not.toContain('mail.html');
  });

  test('a file that is none, and an option alone', async () => {
    const cwd = folderOf({ 'mail.html': TWO, 'known.json': '[]' });
    const { code, err } = await smartpass(hold, { cwd });
    expect([code, err.includes('lint/bad-baseline')]).toEqual([2, true]);
    expect((await smartpass(['lint', 'mail.html', '--update-baseline'], { cwd })).code).toBe(2);
    expect((await smartpass(['lint', 'mail.html', '--baseline', 'no.json'], { cwd })).code).toBe(2);
  });
});

describe('--add-fixture', () => {
  test('writes users into the folder of the campaign, who are then previewed; never over a file', async () => {
    const cwd = folderOf({
      'campaign.yaml': CAMPAIGN,
      'mail.html': TWO,
      'users/ada.yaml': 'user: { A: x, B: y }\n',
    });
    await smartpass(['lint', '--add-fixture'], { cwd });
    expect(readdirSync(join(cwd, 'users'))).toEqual([
      'ada.yaml',
      'lint-a-null.yaml',
      'lint-b-null.yaml',
    ]);
    const { out } = await smartpass(['preview'], { cwd });
    expect(out).toContain('lint-a-null');
    writeFileSync(join(cwd, 'users/lint-a-null.yaml'), 'user: { A: mine }\n');
    const { err } = await smartpass(['lint', '--add-fixture'], { cwd });
    expect(err).toContain('users/lint-a-null.yaml: there is such a file, it is left alone');
    expect(readFileSync(join(cwd, 'users/lint-a-null.yaml'), 'utf8')).toBe('user: { A: mine }\n');
  });
  test('of a template the folder is named', async () => {
    const cwd = folderOf({ 'mail.html': TWO });
    expect((await smartpass(['lint', 'mail.html', '--add-fixture'], { cwd })).code).toBe(2);
    await smartpass(['lint', 'mail.html', '--add-fixture', '--fixtures', 'made/users'], { cwd });
    expect(readdirSync(join(cwd, 'made/users'))).toHaveLength(2);
    expect((await smartpass(['lint', 'mail.html', '--fixtures', 'x'], { cwd })).code).toBe(2);
  });
});

describe('field maps', () => {
  test('are judged with the fixtures of the campaigns beside them', async () => {
    const cwd = folderOf({
      'fieldmap.yaml': MAP,
      'campaign.yaml': CAMPAIGN,
      'mail.html': '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">Card</a>',
      'users/ada.yaml': 'user: { MoEngage_ID: a1, Tier: bronze }\n',
    });
    const { err, out } = await smartpass(['lint'], { cwd });
    expect(err).toContain("map: of members.tier.id does not have 'bronze'");
    expect(err).toContain("person.forename is 'First Name' for everyone");
    expect(err.match(/map\/unmapped-value/g)).toHaveLength(1);
    expect(out).toContain('2 files');
    expect((await smartpass(['lint', 'fieldmap.yaml'], { cwd })).err).toContain(
      'map/constant-field',
    );
  });
  test('a value that needs quotes is written with them, as YAML or JSON has it', async () => {
    const json = JSON.stringify(parse(MAP));
    const cwd = folderOf({
      'fieldmap.yaml': MAP,
      'campaign.yaml': CAMPAIGN,
      'mail.html': '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">Card</a>',
      'users/ada.yaml': "user: { MoEngage_ID: a1, Tier: 'gold\"}' }\n",
    });
    expect((await smartpass(['lint', 'fieldmap.yaml'], { cwd })).err).toContain(
      'hint: add "gold\\"}": … to map:',
    );
    writeFileSync(join(cwd, 'fieldmap.json'), json);
    writeFileSync(join(cwd, 'users/ada.yaml'), 'user: { MoEngage_ID: a1, Tier: bronze }\n');
    expect((await smartpass(['lint', 'fieldmap.json'], { cwd })).err).toContain(
      'hint: add "bronze": … to map:',
    );
  });
  test('a folder with templates alone; hidden folders, node_modules, dist, pages and snippets are none', async () => {
    const cwd = folderOf({
      'a/mail.html': TWO,
      'a/sms.jinja': TWO,
      'a/page.html': '<p>no tag</p>',
      'a/preview.html': `<!doctype html><meta http-equiv="Content-Security-Policy" content="x">${TWO}`,
      'a/fieldmap.yaml': MAP,
      'a/fieldmap.email.jinja': '{# smartpass 0.1.0, map c8e1916ed931 #}{% set longURL = 1 %}\n',
      'node_modules/x/mail.html': TWO,
      'dist/mail.html': TWO,
      '.cache/mail.html': TWO,
    });
    for (const given of [[], ['.'], ['a'], ['a/']]) {
      const { code, out } = await smartpass(['lint', ...given, '--json'], { cwd });
      const { files } = JSON.parse(out) as { readonly files: readonly { readonly file: string }[] };
      expect(code).toBe(1);
      expect(files.map(({ file }) => file).toSorted()).toEqual([
        'a/fieldmap.yaml',
        'a/mail.html',
        'a/sms.jinja',
      ]);
    }
  });

  test('a template of a folder that a campaign names is judged with it alone; one that is unreadable is told', async () => {
    const cwd = folderOf({
      'campaign.yaml': CAMPAIGN,
      'users/ada.yaml': 'user: { A: x }\nevent: { name: Bought }\n',
      'mail.html': TWO,
      'bare.html': '<p>{{ broken</p>',
    });
    const { out } = await smartpass(['lint', '--json'], { cwd });
    const { files } = JSON.parse(out) as { readonly files: readonly { readonly file: string }[] };
    expect(files.map(({ file }) => file)).toEqual(['mail.html', 'bare.html']);
  });

  test('a folder in which nothing is to be judged is refused, and what would be is said', async () => {
    const cwd = folderOf({ 'a/page.html': '<p>no tag</p>', 'dist/mail.html': TWO });
    for (const command of ['lint', 'format'])
      for (const [given, where] of [
        [[], 'this folder'],
        [['a'], 'a'],
      ] as const) {
        const { code, err } = await smartpass([command, ...given], { cwd });
        expect(code).toBe(2);
        expect(err).toContain(`there is no campaign, template or field map in ${where}`);
        expect(err).toContain('[cli/no-templates]');
      }
  });

  test('a folder with field maps alone, and one with nothing', async () => {
    expect((await smartpass(['lint'], { cwd: folderOf({ 'a/fieldmap.yaml': MAP }) })).code).toBe(0);
    expect((await smartpass(['lint'], { cwd: folderOf({}) })).code).toBe(2);
  });
  test('one that is broken', async () => {
    const { code, err } = await smartpass(['lint', 'fieldmap.yaml'], {
      cwd: folderOf({ 'fieldmap.yaml': 'smartpass: 1\nfields: { person.forname: { user: A } }\n' }),
    });
    expect(code).toBe(1);
    expect(err).toContain('map/missing-key');
  });
});
