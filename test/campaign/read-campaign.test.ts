import { describe, expect, test } from 'vitest';
import { beside, stem } from '../../src/campaign/paths.ts';
import { readCampaign } from '../../src/campaign/read-campaign.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';

const GOOD = `campaign: spring
channel: email
trigger: { event: Tier Upgraded }
template: mail.html.jinja
users: ../users/*.yaml
tests:
  - name: Ada is mailed
    user: ada
    expect: { sent: true, link: { payload: { person.forename: Ada } } }
`;

function problems(text: string): string[] {
  try {
    readCampaign(text, 'c.yaml');
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return error.findings.map(
      ({ code, span, message, hint }) =>
        `${code} ${span?.start.line}:${span?.start.column} ${message}${hint === undefined ? '' : ` (${hint})`}`,
    );
  }
  return [];
}

test('a campaign file is read with its tests and their places', () => {
  const campaign = readCampaign(GOOD, 'c.yaml');
  expect(campaign).toMatchObject({
    campaign: 'spring',
    channel: 'email',
    trigger: { event: 'Tier Upgraded' },
    users: ['../users/*.yaml'],
    profile: undefined,
    tests: [
      {
        subject: { kind: 'named', name: 'ada' },
        expect: { sent: true },
        span: { start: { line: 7, column: 5 } },
      },
    ],
  });
  expect(campaign.spanOf('template').start).toEqual({ line: 4, column: 11 });
});

test('JSON does as well; the trigger is one-time unless said otherwise', () => {
  const text = '{"campaign": "x", "channel": "sms", "template": "t", "users": ["a", "b"]}';
  expect(readCampaign(text, 'c.json')).toMatchObject({ trigger: 'one-time', users: ['a', 'b'] });
});

describe('mistakes have a place, all at once', () => {
  test('five in one file', () => {
    const text = `campain: spring
channel: emial
trigger: sometimes
template: 7
users: []
tests: [{ name: x, user: ada, expect: { sends: true } }]
`;
    expect(problems(text)).toEqual([
      expect.stringMatching(
        /^campaign\/unknown-key 1:1 the campaign file has no key 'campain', expected campaign, .* \(did you mean 'campaign'\?\)$/,
      ),
      "campaign/bad-value 2:10 channel is 'emial', expected email, push, sms, rcs, mms, whatsapp, in-app, osm, cards, personalize or connector (did you mean 'email'?)",
      "campaign/bad-value 3:10 trigger is 'sometimes', expected 'one-time', 'periodic', { event: NAME }, { business-event: NAME } or { flow: NAME } (write trigger: one-time, for example)",
      'campaign/bad-value 4:11 template is 7, expected the file with the message, from the folder of this file; {# smartpass: fieldmap.yaml #} in it marks where the snippet goes (put it in quotes: "7")',
      'campaign/bad-value 5:8 users is an empty list, expected a file or pattern of fixture users, or a list of them (write users: users/*.yaml, for example)',
      expect.stringMatching(
        /^campaign\/unknown-key 6:41 tests, item 1, expect has no key 'sends', expected sent, .* \(did you mean 'sent'\?\)$/,
      ),
    ]);
  });

  test.each([
    ['a key twice', `${GOOD}channel: sms\n`, /^campaign\/duplicate-key 10:1 /],
    [
      'a key twice is named, and the rest is said too',
      'campaign: a\nchannel: fax\ntemplate: t\nusers: u\nusers: v\n',
      /^campaign\/duplicate-key 5:1 the key users is given twice/,
    ],
    ['two documents', 'campaign: a\n---\nb: 1\n', /^campaign\/not-yaml 2:1 .*a second document/],
    [
      'nested too deeply',
      '['.repeat(9000),
      /^campaign\/not-yaml .* too deeply \(write lists and mappings that nest less deeply\)$/,
    ],
    [
      'aliases that stand for too much',
      `a: &a [1,1,1,1,1,1,1,1]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b]
d: [*c,*c,*c,*c,*c,*c,*c,*c]
`,
      /^campaign\/not-yaml 1:1 the aliases/,
    ],
    ['broken YAML', 'campaign: [a\n', /^campaign\/not-yaml 2:1 /],
    ['another kind of file', '- a\n', /^campaign\/bad-value 1:1 the campaign file is a list/],
    ['an empty file', '', /^campaign\/bad-value 1:1 the campaign file is empty/],
    ['a tab', 'campaign:\n\tx: 1\n', /^campaign\/not-yaml /],
  ])('%s', (_what, text, expected) => {
    expect(problems(text)[0]).toMatch(expected);
  });
});

test.each([
  ['templates/a/campaign.yaml', '../../users/*.yaml', 'users/*.yaml'],
  ['campaign.yaml', '../users/a.yaml', '../users/a.yaml'],
  ['/srv/a/campaign.yaml', '../../../b', '/../b'],
  ['a/c.yaml', './t.html', 'a/t.html'],
  ['a/c.yaml', '/etc/x', '/etc/x'],
  ['../a/c.yaml', '../../b', '../../b'],
])('beside %s, %s is %s', (from, relative, expected) => {
  expect(beside(from, relative)).toBe(expected);
});

test('the name of a user is the name of the file', () => {
  expect([stem('fixtures/users/ada.yaml'), stem('x'), stem('.hidden')]).toEqual([
    'ada',
    'x',
    '.hidden',
  ]);
});
