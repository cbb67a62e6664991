import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROBE_PARTS, readProfile, WHOLE_PROBE } from '../../src/account/index.ts';
import { smartpass, folderOf } from '../cli/run-cli.ts';
import { jsonLines } from '../json-lines.ts';

type Account = {
  readonly id: string;
  readonly profile: Readonly<Record<string, string>>;
  readonly null: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly findings?: readonly string[];
};

const accounts = jsonLines('fixtures/moengage/calibrate.jsonl').slice(1) as readonly Account[];
const plain = accounts[0]?.answer ?? '';
const CONFIG = 'smartpass.config.yaml';
const NOW = ['--now', '2026-01-31'];

function configOf(cwd: string): string {
  return readFileSync(join(cwd, CONFIG), 'utf8');
}

describe('what is printed', () => {
  test('every part and both test sends, with what each answer means', async () => {
    const { code, out } = await smartpass(['calibrate']);
    expect(code).toBe(0);
    for (const { template } of PROBE_PARTS) expect(out).toContain(template);
    expect(out).toContain('at most 1000 characters');
    expect(out).toMatch(/Test send 1 .*null[^]*--null CHANNEL=drop[^]*--null CHANNEL=print/);
    expect(out).toMatch(/Test send 2 .*line break[^]*--set trailingNewline=removed/);
  });

  test('one part, all in one, and JSON', async () => {
    const one = await smartpass(['calibrate', '--part', '12']);
    expect(one.out).toBe(`${PROBE_PARTS[11]?.template ?? ''}\n`);
    const whole = await smartpass(['calibrate', '--whole']);
    expect(whole.out).toBe(`${WHOLE_PROBE}\n`);
    const json = JSON.parse((await smartpass(['calibrate', '--json'])).out) as {
      parts: unknown[];
      testSends: unknown[];
    };
    expect([json.parts.length, json.testSends.length]).toEqual([PROBE_PARTS.length, 2]);
  });
});

test.each(accounts)('account $id becomes a profile that reads as that account', async (account) => {
  const cwd = folderOf({ 'answer.txt': account.answer });
  const sends = [
    ...Object.entries(account.null).flatMap(([channel, value]) => [
      '--null',
      `${channel}=${value}`,
    ]),
    '--set',
    `trailingNewline=${account.profile['trailingNewline'] ?? ''}`,
  ];
  const { code } = await smartpass(['calibrate', '--answer', 'answer.txt', ...NOW, ...sends], {
    cwd,
  });
  expect(code).toBe(account.findings === undefined ? 0 : 1);
  const { profile, findings } = readProfile(configOf(cwd), CONFIG);
  expect(findings).toEqual([]);
  const answers = [...(profile?.answers ?? [])].map(([field, { value }]) => [field, value]);
  expect(Object.fromEntries(answers)).toEqual(account.profile);
  const nulls = [...(profile?.nullByChannel ?? [])].map(([channel, { value }]) => [channel, value]);
  expect(Object.fromEntries(nulls)).toEqual(account.null);
  for (const { date, evidence } of profile?.answers.values() ?? [])
    expect([date, evidence]).toEqual(['2026-01-31', expect.stringMatching(/calibrate|test send/)]);
});

describe('the configuration file', () => {
  const old = `# our account
profile:
  # found by hand
  jinja: 2.8 # long ago
  null: blank # everywhere
  hash: { value: sha256-value-secret, date: 2025-01-31, evidence: a mail }

# the end
`;

  test('comments and what is not asked for stay; a null for all becomes one for each channel', async () => {
    const cwd = folderOf({ [CONFIG]: old, 'a.txt': plain });
    const { out } = await smartpass(['calibrate', '--null', 'sms=drop', ...NOW], { cwd });
    expect(out).toContain('null.sms');
    const text = configOf(cwd);
    for (const kept of ['# our account', '# found by hand', 'jinja: 2.8 # long ago', '# the end'])
      expect(text).toContain(kept);
    const { profile } = readProfile(text, CONFIG);
    expect([...(profile?.nullByChannel ?? [])].map(([, { value }]) => value)).toEqual(
      'blank,blank,drop,blank,blank,blank,blank,blank,blank,blank,blank'.split(','),
    );
    expect(profile?.jinja).toBe('2.8');
    const again = await smartpass(['calibrate', '--answer', 'a.txt', ...NOW], { cwd });
    expect(again.out).toContain('(was 2.8)');
    const after = readProfile(configOf(cwd), CONFIG).profile;
    expect([after?.jinja, after?.hash]).toEqual(['3.1', 'hmac-sha256-hex']);
    for (const kept of ['# our account', '# found by hand', '# the end', 'blank'])
      expect(configOf(cwd)).toContain(kept);
  });

  test.each([
    ['CRLF', old.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${old}`],
    ['an empty profile', 'profile:\n'],
    ['JSON', '{"profile": {"jinja": 2.8}}\n'],
    ['a null by channel', 'profile:\n  null: { email: drop }\n'],
    ['quoted keys', 'profile:\n  "null": blank\n  "jinja": "2.8"\n'],
  ])('%s can be written to', async (_name, text) => {
    const cwd = folderOf({ [CONFIG]: text, 'a.txt': plain });
    const args = ['calibrate', '--answer', 'a.txt', '--null', 'push=print', ...NOW];
    expect(await smartpass(args, { cwd })).toMatchObject({ code: 0, err: '' });
    const { profile, findings } = readProfile(configOf(cwd), CONFIG);
    expect(findings).toEqual([]);
    expect([profile?.jinja, profile?.nullByChannel.get('push')?.value]).toEqual(['3.1', 'print']);
    const returns = configOf(cwd).match(/\r\n/g)?.length ?? 0;
    expect([0, configOf(cwd).split('\n').length - 1]).toContain(returns);
  });

  test.each([
    ['an unknown field', 'profile:\n  jinnja: 2.8\n', 'profile/unknown-field'],
    ['broken YAML', 'profile: [\n', 'fixture/syntax'],
    ['an alias', 'profile: &p { jinja: 2.8 }\nother: *p\n', 'profile/bad-file'],
  ])('%s is told, and nothing is written', async (_name, text, code) => {
    const cwd = folderOf({ [CONFIG]: text, 'a.txt': plain });
    const answer = await smartpass(['calibrate', '--answer', 'a.txt', ...NOW], { cwd });
    expect([answer.code, answer.out]).toEqual([2, '']);
    expect(answer.err).toContain(code);
    expect(configOf(cwd)).toBe(text);
    expect(readdirSync(cwd).sort()).toEqual(['a.txt', CONFIG]);
  });

  test('a dry run writes nothing', async () => {
    const cwd = folderOf({ 'a.txt': plain });
    const { code, out } = await smartpass(['calibrate', '--answer', 'a.txt', '--dry-run'], { cwd });
    expect([code, readdirSync(cwd)]).toEqual([0, ['a.txt']]);
    expect(out).toContain('nothing written');
  });
});

describe('answers that cannot be read', () => {
  const without = (part: string): string => plain.replace(new RegExp(`qzxv1p${part}\\w+xzq`), '');
  const lineOf = (part: string): number =>
    plain.slice(0, plain.indexOf(`qzxv1p${part}`)).split('\n').length;

  test.each([
    [
      'a part is missing',
      without('05'),
      'part 5 (urldecode) is missing',
      'calibrate/missing-part',
      1,
    ],
    [
      'two parts are missing',
      without('05').replace(/qzxv1p07\w+xzq/, ''),
      'parts 5 and 7',
      'calibrate/missing-part',
      1,
    ],
    [
      'a digit is wrong',
      plain.replace('v1p04a164', 'v1p04a165'),
      'part 4 cannot be read',
      'calibrate/unreadable-part',
      lineOf('04'),
    ],
    [
      'a part is cut off',
      plain.replace(/(qzxv1p07a\d\d)\w+/, '$1\u2026'),
      'part 7 is cut off',
      'calibrate/unreadable-part',
      lineOf('07'),
    ],
    [
      'there are two answers',
      `${plain}\n${accounts.find(({ id }) => id.includes('urldecode-percent'))?.answer ?? ''}`,
      'part 5 has another answer',
      'calibrate/two-answers',
      0,
    ],
    [
      'it is the template',
      PROBE_PARTS.map(({ template }) => template).join('\n'),
      'not what MoEngage made of it',
      'calibrate/not-rendered',
      1,
    ],
    ['it is of another form', 'qzxv9p01a1k5xzq', 'another form', 'calibrate/unknown-part', 1],
    ['it is nothing of the kind', 'Dear team, hello', 'are missing', 'calibrate/missing-part', 1],
    ['it is empty', '', 'are missing', 'calibrate/missing-part', 1],
    [
      'a part is refused and answered',
      `${plain}\nPart 12: Error in parsing`,
      'part 12 is refused here',
      'calibrate/two-answers',
      0,
    ],
    [
      'all was refused',
      'Part 1: Error in parsing\nPart 12: Error in parsing',
      'no part was rendered',
      'calibrate/refused-part',
      1,
    ],
  ])('%s: exit 2 and nothing written', async (_name, text, said, code, line) => {
    const cwd = folderOf({ 'a.txt': text });
    const args = ['calibrate', '--answer', 'a.txt', '--json'];
    const { code: exit, out } = await smartpass(args, { cwd });
    const { findings } = JSON.parse(out) as {
      findings: { code: string; message: string; span: { start: { line: number } } }[];
    };
    expect([exit, readdirSync(cwd)]).toEqual([2, ['a.txt']]);
    const found = findings.find((one) => one.code === code);
    expect(found?.message).toContain(said);
    expect([0, found?.span.start.line]).toContain(line);
  });

  test('--partial reads what is there; --refused says what has no text', async () => {
    const cwd = folderOf({ 'a.txt': without('05').replace(/qzxv1p12\w+xzq/, '') });
    const args = ['calibrate', '--answer', 'a.txt', '--partial', '--refused', '12', ...NOW];
    expect((await smartpass(args, { cwd })).code).toBe(0);
    const { profile } = readProfile(configOf(cwd), CONFIG);
    expect(profile?.answers.has('urldecode')).toBe(false);
    expect(profile?.do).toBe('refused');
  });

  test('an error that an editor caused pins nothing', async () => {
    const text = plain.replace(
      /qzxv1p12\w+xzq/,
      String.raw`Part 12: Error in parsing jinja template format. Error unexpected char '\u2018' at 10`,
    );
    const cwd = folderOf({ 'a.txt': text });
    const { code, err } = await smartpass(['calibrate', '--answer', 'a.txt'], { cwd });
    expect([code, err]).toEqual([1, expect.stringContaining('calibrate/changed-template')]);
    expect(readProfile(configOf(cwd), CONFIG).profile?.answers.has('do')).toBe(false);
  });

  test('an error without a number is known by the tag that it names', async () => {
    const text = plain.replace(/qzxv1p10\w+xzq/, "Error Encountered unknown tag 'macro'.");
    const cwd = folderOf({ 'a.txt': text });
    expect((await smartpass(['calibrate', '--answer', 'a.txt'], { cwd })).code).toBe(0);
    expect(readProfile(configOf(cwd), CONFIG).profile?.macros).toBe('refused');
  });

  test('parts may come in several files, and from standard input', async () => {
    const [head, tail] = [
      plain.slice(0, plain.indexOf('qzxv1p06')),
      plain.slice(plain.indexOf('qzxv1p06')),
    ];
    const cwd = folderOf({ 'a.txt': head });
    const args = ['calibrate', '--answer', 'a.txt', '--answer', '-', ...NOW];
    expect((await smartpass(args, { cwd, stdin: tail })).code).toBe(0);
    expect(readProfile(configOf(cwd), CONFIG).profile?.answers.size).toBe(19);
  });
});

describe('wrong use', () => {
  test.each([
    [['--null', 'esms=drop'], "did you mean 'sms'?"],
    [['--null', 'sms=dropp'], "'null' is drop, blank or print"],
    [['--set', 'trailingNewlin=kept'], "did you mean 'trailingNewline'?"],
    [['--set', 'null=drop'], '--null sms=blank'],
    [['--part', '99'], 'numbers 1 to 14'],
    [['--refused', '12'], '--refused goes with --answer'],
    [['--partial'], '--partial goes with --answer'],
    [['--whole', '--answer', 'a.txt'], 'give them alone'],
    [['--answer', 'a.txt', '--now', 'tomorrow'], '--now takes a date'],
    [['--answer', 'none.txt'], 'cannot read the file'],
  ])('%j', async (args, said) => {
    const cwd = folderOf({ 'a.txt': plain });
    const { code, out, err } = await smartpass(['calibrate', ...args], { cwd });
    expect([code, out, readdirSync(cwd)]).toEqual([2, '', ['a.txt']]);
    expect(err).toContain(said);
  });
});
