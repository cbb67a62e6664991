import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

/** A map with a warning (standard base64), whose links are fine. */
const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
link: { base64: standard }
`;
const CAMPAIGN = `campaign: spring
channel: email
template: mail.html
users: users/*.yaml
tests: [{ name: Ada, user: ada, expect: { sent: true } }]
`;
/** With it a proof goes through few accounts. */
const PROFILE = 'profile: { jinja: "3.1", missing: undefined, null: drop, default: undefined }\n';

let cwd = '';
const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);

beforeEach(() => {
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'users'));
  put('campaign.yaml', CAMPAIGN);
  put('fieldmap.yaml', MAP);
  put('mail.html', '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">A</a>');
  put('users/ada.yaml', 'user: { MoEngage_ID: u-1 }\n');
  put('profile.yaml', PROFILE);
});

const codeOf = async (...argv: readonly string[]): Promise<number> =>
  (await smartpass(argv, { cwd })).code;

const PROVE = ['generate', 'fieldmap.yaml', '--prove', '--profile', 'profile.yaml'];

describe('warnings alone are fine, and count with --strict', () => {
  test.each([
    [['generate', 'fieldmap.yaml']],
    [[...PROVE, '--users', 'users/ada.yaml']],
    [['generate', '--all']],
    [['estimate', 'campaign.yaml', '--warn', '50']],
    [['estimate', 'fieldmap.yaml', '--users', 'users/ada.yaml']],
    [['preview', 'campaign.yaml']],
    [['preview', 'campaign.yaml', '--html', 'page.html']],
  ])('%j', async (argv) => {
    expect([await codeOf(...argv), await codeOf(...argv, '--strict')]).toEqual([0, 1]);
    for (const end of [[], ['--strict']]) {
      const { code, out } = await smartpass([...argv, ...end, '--json'], { cwd });
      if (code < 2) expect(JSON.parse(out)).toMatchObject({ ok: code === 0 });
    }
  });

  test('render --worlds: what depends on the account is a warning', async () => {
    put('t.jinja', "{{ UserAttribute['Nick']|default('there') }}");
    put('ada.yaml', "user: { Nick: '' }");
    const argv = ['render', 't.jinja', '--user', 'ada.yaml', '--worlds'];
    const { code, err } = await smartpass(argv, { cwd });
    expect([code, err]).toEqual([0, expect.stringContaining('warning: ')]);
    expect(await codeOf(...argv, '--strict')).toBe(1);
  });
});

describe('--ignore switches warnings off by their code', () => {
  const argv = ['generate', 'fieldmap.yaml', '--strict', '--json'];

  test('they are neither shown nor counted', async () => {
    const { code, out } = await smartpass([...argv, '--ignore', 'map/standard-base64'], { cwd });
    expect([code, JSON.parse(out)]).toMatchObject([0, { ok: true, findings: [] }]);
    const two = ['--ignore', 'link/long,map/standard-base64'];
    expect(await codeOf(...argv, ...two)).toBe(0);
    expect(await codeOf(...argv, '--ignore', 'link/long')).toBe(1);
  });

  test('a code that does not exist is wrong use', async () => {
    const { code, err } = await smartpass(['fields', '--ignore', 'link/logn'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining("did you mean 'link/long'?")]);
  });

  test('errors stay', async () => {
    const { code, out } = await smartpass(
      ['estimate', 'campaign.yaml', '--fail', '50', '--ignore', 'link/too-long', '--json'],
      { cwd },
    );
    expect([code, out]).toEqual([1, expect.stringContaining('link/too-long')]);
  });
});

describe('what is wrong with a link counts, whether it opens or not', () => {
  beforeEach(() => {
    const long = 'n'.repeat(1800);
    put('users/ada.yaml', `user: { MoEngage_ID: u-1, Name: ${long}, City: ' Rome ' }\n`);
    const fields = `  person.forename: { user: Name, missing: omit }\n  meta.city: { user: City, missing: omit }\n`;
    put('fieldmap.yaml', MAP.replace('link:', `${fields}link:`));
  });

  test.each([
    [['preview', 'campaign.yaml']],
    [['preview', 'campaign.yaml', '--html', 'page.html']],
  ])('%j', async (argv) => {
    expect(await codeOf(...argv)).toBe(1);
    expect(await codeOf(...argv, '--ignore', 'link/too-long')).toBe(1);
  });

  test('what is switched off is not shown with the users either', async () => {
    put('users/ada.yaml', "user: { MoEngage_ID: u-1, Name: ' Ada ' }\n");
    const argv = ['preview', 'campaign.yaml', '--ignore', 'map/standard-base64'];
    const { code, out } = await smartpass(argv, { cwd });
    expect([code, out]).toEqual([0, expect.stringContaining('link/unusual-value')]);
    const ignored = await smartpass(
      [...argv, '--ignore', 'link/unusual-value,link/standard-base64'],
      {
        cwd,
      },
    );
    expect(ignored.out).not.toMatch(/\[link\//);
    expect(ignored.out).not.toContain('to note');
  });
});

test('a message that never prints its link is an error of preview', async () => {
  put('mail.html', '{# smartpass: fieldmap.yaml #}Hi');
  const { code, out, err } = await smartpass(['preview', 'campaign.yaml'], { cwd });
  expect([code, out]).toEqual([1, expect.stringContaining('1 sent, 0 dropped, 1 without a link.')]);
  expect(err).toContain('mail.html:1:1: error: there is no link in this message');
});

test('a template that fails for every user makes preview fail, with the reason and its place', async () => {
  put('mail.html', 'Hi\n{{ UserAttribute.Name.first.second }}');
  put('users/ada.yaml', 'user: { Name: 7 }\n');
  const { code, out, err } = await smartpass(['preview', 'campaign.yaml'], { cwd });
  expect([code, out]).toEqual([1, expect.stringContaining('1 dropped')]);
  expect(err).toMatch(/^mail\.html:2:.*error: the template fails for every user: /);
  expect(err).toContain('[campaign/template-fails]');
  put('users/bob.yaml', 'user: { Name: { first: { second: Bob } } }\n');
  expect(await codeOf('preview', 'campaign.yaml')).toBe(0);
});

test('users whom the template drops by choice are no error', async () => {
  put('users/ada.yaml', 'user: {}\n');
  expect(await codeOf('preview', 'campaign.yaml')).toBe(0);
});

test('fields that are not found are an error with a hint', async () => {
  const { code, err } = await smartpass(['fields', 'forname']);
  expect([code, err]).toEqual([1, expect.stringContaining("did you mean 'person.forename'?")]);
});
