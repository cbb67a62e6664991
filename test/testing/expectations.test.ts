import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { snapshotText } from '../../src/testing/snapshot-text.ts';
import { complaints, suiteOf } from './memory-campaign.ts';

const HEAD = `campaign: spring
channel: email
template: mail.html.jinja
users: users/*.yaml
`;

const FILES: readonly (readonly [string, string])[] = [
  [
    'mail.html.jinja',
    `{% if UserAttribute.Quiet %}{{ UserAttribute.City }}
{% else %}{# smartpass: fieldmap.yaml #}
<p>Dear {{ UserAttribute['First Name']|default('friend', true) }},</p>
<p>{{ UserAttribute.City }}{% if UserAttribute.Nickname is none %} nobody{% endif %}</p>
<a href="{{ longURL }}">card</a>
{% endif %}`,
  ],
  [
    'fieldmap.yaml',
    `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
  person.surname: { user: Last Name, missing: omit }
  person.emailAddress: { user: Email (Standard), missing: { drop: No email address } }
`,
  ],
  [
    'users/ada.yaml',
    `user: { MoEngage_ID: u-1, First Name: Ada, Last Name: Example, Email (Standard): ada@example.com, City: Bonn, Nickname: Addie }`,
  ],
  ['users/no-email.yaml', `user: { MoEngage_ID: u-2, First Name: Nomail, City: Bonn }`],
];

const withTests = (tests: unknown): ReadonlyMap<string, string> =>
  new Map([...FILES, ['campaign.yaml', `${HEAD}${stringify({ tests }, { version: '1.1' })}`]]);

type Kind = { readonly kind: string; readonly passes: object; readonly fails: object };
const KINDS = parse(readFileSync('fixtures/testing/expectations.yaml', 'utf8')) as readonly Kind[];

describe('every kind of expectation', () => {
  test.each(KINDS)('$kind passes where it should', async ({ kind, passes }) => {
    const suite = await suiteOf(withTests([{ name: kind, ...passes }]));
    expect(complaints(suite)).toEqual([]);
  });

  test.each(KINDS)('$kind fails with a message', async ({ kind, fails }) => {
    const suite = await suiteOf(withTests([{ name: kind, ...fails }]));
    const found = complaints(suite);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n\n')).toMatchSnapshot();
  });
});

test('payloads are compared as fields: neither side is base64', async () => {
  const expectation = { link: { payload: { 'person.forename': 'Eve' } } };
  const suite = await suiteOf(withTests([{ name: 'x', user: 'ada', expect: expectation }]));
  const [one] = suite.cases(suite.campaign.tests[0]!);
  const [problem] = suite.check(one!);
  expect(problem?.compared).toEqual({
    expected: expect.objectContaining({ 'person.forename': 'Eve', 'person.externalId': 'u-1' }),
    actual: expect.objectContaining({ 'person.forename': 'Ada', 'person.externalId': 'u-1' }),
  });
});

test('a link may be as long as max-length, and no longer', async () => {
  const limited = (most: number): ReadonlyMap<string, string> =>
    withTests([{ name: 'x', user: 'ada', expect: { link: { 'max-length': most } } }]);
  const any = await suiteOf(limited(1));
  const outcome = any.outcome(any.campaign.users[0]!.recipient);
  const length = outcome.sent ? (outcome.links[0]?.length ?? 0) : 0;
  expect(length).toBeGreaterThan(100);
  expect(complaints(await suiteOf(limited(length)))).toEqual([]);
  expect(complaints(await suiteOf(limited(length - 1))).join()).toContain(
    `the link has ${length} characters, expected at most ${length - 1}`,
  );
});

test('snapshots hold what links carry, not the links', async () => {
  const suite = await suiteOf(withTests([]));
  const texts = suite.campaign.users.map(({ recipient }) => snapshotText(suite.outcome(recipient)));
  expect(texts.join('\n----\n')).toMatchSnapshot();
});
