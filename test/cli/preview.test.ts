import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { FAKE_SECRET } from '../../src/diagnostics/index.ts';
import { emptyFolder, smartpass } from './run-cli.ts';
import { jsonLinesOf } from '../json-lines.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
`;
const CAMPAIGN = `campaign: spring
channel: email
template: mail.html
users: users/*.yaml
`;
const MAIL =
  '{# smartpass: fieldmap.yaml #}<a href="{{ longURL }}">A</a><a href="{{ longURL }}">B</a>';

let cwd = '';
const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);

beforeEach(() => {
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'users'));
  put('campaign.yaml', CAMPAIGN);
  put('fieldmap.yaml', MAP);
  put('mail.html', MAIL);
  put('users/ada.yaml', 'user: { MoEngage_ID: u-1, First Name: "A\\"da" }\n');
  put('users/nobody.yaml', 'user: {}\n');
});

type Json = {
  ok: boolean;
  outcomes: { user: string; sent: boolean; links: { link?: string }[] }[];
};

async function previewJson(...more: readonly string[]): Promise<Json> {
  const { out } = await smartpass(['preview', 'campaign.yaml', '--json', ...more], { cwd });
  return JSON.parse(out) as Json;
}

test('every user has a line, those with problems first, below what all of it comes to', async () => {
  const { code, out, err } = await smartpass(['preview', 'campaign.yaml'], { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^spring: email, one-time\n2 users, 1 sent, 1 dropped\. Signed with a fixed/);
  expect(out).toContain('\n    1 dropped: Custom Error Message: No MoEngage ID\n\n');
  expect(out).toMatch(
    /\nuser +outcome +link +signature +why it is not sent, or a note\nnobody +dropped +Custom Error Message: No MoEngage ID\nada +sent +\d+ +valid\n$/,
  );
});

test('--payload shows what the links hold, --user one user in full', async () => {
  const all = await smartpass(['preview', 'campaign.yaml', '--payload'], { cwd });
  const ada =
    /ada: sent\n {2}link of \d+ characters, signature valid\n {4}person\.externalId {2}u-1\n {4}person\.forename {4}A"da\n/;
  expect(all.out).toMatch(ada);
  expect(all.out).toContain('nobody: dropped\n  Custom Error Message: No MoEngage ID\n');
  const one = await smartpass(['preview', 'campaign.yaml', '--user', 'ada'], { cwd });
  expect(one.out).toMatch(ada);
  expect(one.out).not.toContain('nobody');
});

describe('without a campaign file', () => {
  test('the only one of the folder is taken', async () => {
    const { code, out } = await smartpass(['preview'], { cwd });
    expect([code, out]).toEqual([0, expect.stringContaining('spring: email')]);
  });

  test('several are listed', async () => {
    mkdirSync(join(cwd, 'b'));
    put('b/other.campaign.yaml', CAMPAIGN);
    const { code, err } = await smartpass(['preview'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('there are 2 campaign files in this folder, name one of them');
    expect(err).toContain('campaign.yaml, b/other.campaign.yaml');
  });

  test('none is told with what to do', async () => {
    const { code, err } = await smartpass(['preview'], { cwd: emptyFolder() });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('smartpass init lays out a first one'),
    ]);
  });
});

test('as JSON: the same, with the links', async () => {
  const answer = await previewJson();
  expect(answer).toMatchObject({
    ok: true,
    outcomes: [
      {
        user: 'ada',
        sent: true,
        links: [{ signature: { verdict: 'valid' }, payload: { 'person.forename': 'A"da' } }],
      },
      {
        user: 'nobody',
        sent: false,
        failures: [{ category: 'Custom Error Message', message: 'No MoEngage ID' }],
      },
    ],
  });
  expect(JSON.stringify(answer)).not.toContain(FAKE_SECRET);
});

test('--user picks users, --text prints the message', async () => {
  const { out } = await smartpass(['preview', 'campaign.yaml', '--user', 'ada', '--text'], { cwd });
  expect(out).toContain('1 user, 1 sent, 0 dropped');
  expect(out).toContain('<a href="https://pub1.pskt.io/c/a4hrop?data=');
  const wrong = await smartpass(['preview', 'campaign.yaml', '--user', 'adda'], { cwd });
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("did you mean 'ada'?")]);
});

test('with the real secret the links are live and stay out of the output', async () => {
  const secret = 'NotARealSecret00000001';
  const argv = ['preview', 'campaign.yaml', '--secret-stdin'];
  for (const more of [[], ['--json']]) {
    const { code, out, err } = await smartpass([...argv, ...more], { cwd, stdin: secret });
    expect(code).toBe(0);
    expect(out + err).not.toContain(secret);
    expect(out).not.toMatch(/data=|sig=/);
    expect(out).toContain('secret that was given');
  }
});

test('a handwritten template is signed with the fake secret too', async () => {
  put(
    'mail.html',
    `{% set u = 'https://pub1.pskt.io/c/a4hrop?data=' ~ '{"person.externalId":"1"}'|base64encode %}
<a href="{{ u }}&sig={{ u|convertToSHA256('TheirOwnSecret00000001') }}">A</a>`,
  );
  const { outcomes } = await previewJson();
  expect(outcomes[0]).toMatchObject({ links: [{ signature: { verdict: 'valid' } }] });
  expect(JSON.stringify(outcomes)).not.toContain('TheirOwn');
});

test('a link that opens nothing is a finding', async () => {
  put('mail.html', '{# smartpass: fieldmap.yaml #}<a href="{{ longURL[:-1] }}">A</a>');
  const { code, out } = await smartpass(['preview', 'campaign.yaml'], { cwd });
  expect(code).toBe(1);
  expect(out).toContain('1 with a link that opens no pass');
});

test('a message without the link that its map makes is a finding', async () => {
  put('mail.html', '{# smartpass: fieldmap.yaml #}<p>Hello</p>');
  expect(await smartpass(['preview', 'campaign.yaml'], { cwd })).toMatchObject({ code: 1 });
});

test.each([
  [
    ['--user', 'ada', 'campaign.yaml', 'extra'],
    "'campaign.yaml'",
    'write the campaign file before',
  ],
  [['campaign.yaml', '--user', 'users/ada.yaml', 'ada'], "'users/ada.yaml'", 'the names are those'],
])('what --user takes and is no user is one finding: %j', async (argv, name, hint) => {
  const { code, err } = await smartpass(['preview', ...argv], { cwd });
  expect([code, err.match(/error: /g)?.length]).toEqual([2, 1]);
  expect(err).toContain(`the campaign has no fixture user ${name} [campaign/unknown-user]`);
  expect(err).toContain(`hint: ${hint}`);
});

describe('what is wrong is told with its file, all at once', () => {
  test('in campaign, field map and users', async () => {
    put('fieldmap.yaml', MAP.replace('forename', 'forname'));
    put('users/ada.yaml', 'usr: {}\n');
    put('campaign.yaml', `${CAMPAIGN}tests: [{ name: x, user: nobdy, expect: { sent: true } }]\n`);
    const { code, out, err } = await smartpass(['preview', 'campaign.yaml'], { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^fieldmap\.yaml:5:3: error: /m);
    expect(err).toMatch(/^users\/ada\.yaml:1:1: error: /m);
    expect(err).toMatch(/^campaign\.yaml:5:26: error: .*'nobdy'.*\[campaign\/unknown-user\]/m);
  });

  test('a template or users that are not there', async () => {
    put('campaign.yaml', CAMPAIGN.replace('mail.html', 'mial.html').replace('users/*', 'usrs/*'));
    const { code, err } = await smartpass(['preview', 'campaign.yaml'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(
      /campaign\.yaml:3:11: error: cannot read 'mial\.html'[^]*\n +hint: did you mean 'mail\.html'/,
    );
    expect(err).toMatch(/campaign\.yaml:4:8: error: no file matches 'usrs\/\*\.yaml'/);
  });

  test('a template that does not parse, in MoEngage’s words, at its place behind the snippet', async () => {
    put('mail.html', `${MAIL}\n<p>{% if %}</p>`);
    const { code, err } = await smartpass(['preview', 'campaign.yaml'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^mail\.html:2:\d+: error: Error in parsing jinja template format\. Error Expected an expression/,
    );
    expect(err).toContain('> 2 | <p>{% if %}</p>');
  });

  test('a name that the channel does not have', async () => {
    put('mail.html', `${MAIL}{{ EventAttribute['X']|default('') }}`);
    put('campaign.yaml', `${CAMPAIGN}trigger: one-time\n`);
    const { err } = await smartpass(['preview', 'campaign.yaml'], { cwd });
    expect(err).toMatch(/^mail\.html:1:\d+: .*EventAttribute/);
  });
});

test('the profile of the account is the nearest one', async () => {
  put('smartpass.config.yaml', 'profile: { jinja: "2.8" }\n');
  put('mail.html', "{{ 'x' if 'a'|unique else 'y' }}");
  const { err } = await smartpass(['preview', 'campaign.yaml', '--user', 'ada'], { cwd });
  expect(err).toContain('no filter named');
  copyFileSync(join(cwd, 'smartpass.config.yaml'), join(cwd, 'other.yaml'));
  put('smartpass.config.yaml', 'profile: { jinjo: "2.8" }\n');
  expect((await smartpass(['preview', 'campaign.yaml'], { cwd })).code).toBe(2);
  const argv = ['preview', 'campaign.yaml', '--profile', 'other.yaml'];
  expect((await smartpass(argv, { cwd })).err).toContain('no filter named');
});

describe('render in the account', () => {
  test('one user', async () => {
    put('t.jinja', "Hi {{ UserAttribute['First Name'] }}\n");
    const argv = ['render', 't.jinja', '--user', 'users/ada.yaml'];
    expect(await smartpass(argv, { cwd })).toEqual({ code: 0, out: 'Hi A"da', err: '' });
    put('c.json', '{"UserAttribute": {"First Name": "Bo"}}');
    expect((await smartpass(['render', 't.jinja', '--context', 'c.json'], { cwd })).out).toBe(
      'Hi Bo',
    );
    put('t.jinja', "{% MOE_NOT_SEND('why') %}");
    const dropped = await smartpass(argv, { cwd });
    expect([dropped.code, dropped.out]).toEqual([1, '']);
    expect(dropped.err).toMatch(
      /^t\.jinja:1:1: error: not sent: Custom Error Message: why \[cli\/not-sent\]\n/,
    );
  });

  test('a user by name, of the campaigns next to the template', async () => {
    put('t.jinja', "Hi {{ UserAttribute['First Name'] }}");
    put('campaign.yaml', CAMPAIGN.replace('users/*.yaml', '[users/*.yaml, e.csv]'));
    put('e.csv', 'ID,First Name\nbo,Bo\n');
    const render = (user: string): ReturnType<typeof smartpass> =>
      smartpass(['render', 't.jinja', '--user', user], { cwd });
    expect((await render('ada')).out).toBe('Hi A"da');
    expect((await render('bo')).out).toBe('Hi Bo');
    expect(await render('adda')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/there is no fixture user 'adda'[^]*did you mean 'ada'\?/),
    });
  });

  test('a stream of cases', async () => {
    const user = { 'First Name': 'Ada' };
    const lines = [
      { id: 1, template: "{{ UserAttribute['First Name'] }}", context: { UserAttribute: user } },
      { id: 2, template: "{% MOE_NOT_SEND('a') %}{% MOE_NOT_SEND('b') %}" },
      { id: 3, template: 'x', channel: 'post' },
      { id: 4, template: 'x', profile: { jinjo: 'x' } },
      { id: 5, template: "{{ 'a'|unique }}", profile: { jinja: '2.8' }, channel: 'sms' },
      { id: 6, template: 'x', context: { UserAttribute: [] } },
    ];
    const stdin = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { code, out } = await smartpass(['render', '--ndjson'], { stdin });
    const answers = jsonLinesOf(out);
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      { id: 1, output: 'Ada' },
      {
        id: 2,
        error: {
          type: 'NotSent',
          failures: [{ category: 'Custom Error Message', message: 'a' }, { message: 'b' }],
        },
      },
      { id: 3, error: { type: 'InvalidInput', line: 3 } },
      { id: 4, error: { type: 'InvalidInput', line: 4 } },
      { id: 5, error: { type: 'NotSent' } },
      { id: 6, error: { type: 'InvalidInput', line: 6 } },
    ]);
  });
});

test('the clock is that of the campaign, in rows, text, page and coverage', async () => {
  const cwd = emptyFolder();
  const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
  mkdirSync(join(cwd, 'users'));
  put('users/ada.yaml', 'user: { Name: Ada }\n');
  const year = "{{ '%Y'|today('UTC') }}";
  put('mail.html', `${year}{% if '%Y'|today('UTC') == '2031' %} later{% endif %}`);
  const campaign = 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n';
  put('campaign.yaml', campaign);
  const shown = async (): Promise<string> => {
    const { out } = await smartpass(['preview', 'campaign.yaml', '--text'], { cwd });
    return out;
  };
  expect(await shown()).toContain('-- ada\n2026\n');
  put('campaign.yaml', `${campaign}now: 2031-05-06\n`);
  expect(await shown()).toContain('-- ada\n2031 later\n');
  const page = await smartpass(['preview', 'campaign.yaml', '--html', '-'], { cwd });
  expect(page.out).toContain('2031 later');
});
