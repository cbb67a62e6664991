import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectedAnswer, Prover, worldAt } from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { readFieldMap, type FieldMap } from '../../src/compiler/index.ts';
import { CODES, SECRET_PLACEHOLDER } from '../../src/diagnostics/index.ts';
import { Dict } from '../../src/jinja/index.ts';
import { readLink } from '../../src/passkit/index.ts';
import { allMaps } from './maps.ts';
import { again, plain } from './read-back.ts';
import { adoptText } from './adopt-text.ts';

const GUIDE = 'templates/passkit-guide/email.html.jinja';
const COMPLETE = Dict.of([
  ['MoEngage_ID', 'u-1'],
  ['First Name', 'Ada'],
  ['Last Name', 'O"Example'],
  ['Email (Standard)', 'ada@example.com'],
  ['Mobile Number (Standard)', '+15555550100'],
]);

function codesAt(template: string): string[] {
  return adoptText(template, 't.jinja').findings.map(
    ({ code, span }) => `${span?.start.line ?? 0}:${span?.start.column ?? 0} ${code}`,
  );
}

describe('the guide’s template', () => {
  const template = readFileSync(GUIDE, 'utf8');
  const adopted = adoptText(template, GUIDE);

  test('gives a map that reads without errors and makes a valid link with the same six values', () => {
    const { map, findings } = readFieldMap(adopted.text ?? '', 'adopted.yaml');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const prover = new Prover({ channel: 'email', hashes: nodeCrypto });
    const answer = prover.ready(prover.subjectOf(map as FieldMap), worldAt('email', [], 0));
    const given = answer({ user: COMPLETE });
    const link = 'link' in given ? given.link : '';
    const report = readLink(link, { crypto: nodeCrypto, secret: SECRET_PLACEHOLDER });
    expect(report.signature.verdict).toBe('valid');
    expect(Object.fromEntries(report.payload ?? [])).toEqual({
      'person.externalId': 'u-1',
      'person.surname': 'O"Example',
      'person.forename': 'Ada',
      'person.emailAddress': 'ada@example.com',
      'person.displayName': 'Ada O"Example',
      'person.mobileNumber': '+15555550100',
    });
    expect(answer({ user: new Dict() })).toEqual({ dropped: ['No MoEngage_ID'] });
    expect(expectedAnswer(map as FieldMap, { user: COMPLETE })).toEqual(given);
  });

  test('has every one of its defects named, at its place', () => {
    expect(codesAt(template)).toEqual([
      '2:19 map/adopt-plus',
      '2:50 map/adopt-unescaped',
      '2:50 map/adopt-shared-id',
      '2:128 map/adopt-no-guard',
      '2:468 map/adopt-trailing-comma',
      '2:470 map/adopt-stray-text',
      '3:28 link/standard-base64',
      '5:34 map/adopt-secret',
    ]);
    for (const { code } of adopted.findings) expect([...CODES.keys()]).toContain(code);
  });

  test('its secret is said to be there and repeated nowhere', () => {
    expect(JSON.stringify([adopted.text, adopted.findings])).not.toContain('0WfoVtZ7');
  });
});

const SIGNED = `{% set u = 'https://pub1.pskt.io/c/a4hrop?data=' ~ j|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}
{% set longURL = u ~ '&sig=' ~ u|convertToSHA256('{YOUR-PROJECT-SECRET}') ~ '&utm_source=mail' %}`;
const ESCAPE = `|replace('\\\\', '\\\\\\\\')|replace('"', '\\\\"')`;

describe('other templates', () => {
  test('guards, defaults, escapes, events, blocks and branches come over', () => {
    const template = `{% if not UserAttribute['MoEngage_ID'] %}{% MOE_NOT_SEND('No id') %}{% endif %}
{% if UserAttribute['Tier'] %}{% set tier = UserAttribute['Tier']|trim|lower %}{% else %}{% set tier = 'basic' %}{% endif %}
{% set j %}{"person.externalId":"{{ UserAttribute['MoEngage_ID']${ESCAPE} }}","members.tier.id":"{{ tier }}","meta.at":"{{ EventAttribute.get('At', 'now') }}","meta.src":"mail","person.forename":"{{ UserAttribute['First Name'] or 'you' }}"}{% endset %}
${SIGNED}`;
    const { text, findings } = adoptText(template, 't.jinja');
    expect(text).toBe(`# Adopted from t.jinja

smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No id } }
  members.tier.id: { user: Tier, transform: [ trim, lower ], missing: { default: basic } }
  meta.at: { event: At, missing: { default: now } }
  meta.src: { value: mail }
  person.forename: { user: First Name, missing: { default: you } }
link: { query: { utm_source: mail } }
`);
    expect(findings.map(({ code }) => code)).toEqual(['map/adopt-unescaped', 'map/adopt-secret']);
  });

  test.each([
    ['nothing at all', '<p>Hello</p>', ['0:0 map/adopt-no-link']],
    ['base64 without a link', "{{ 'x'|base64encode }}", ['0:0 map/adopt-no-link']],
    [
      'no signature, an unknown field, a part that was not understood',
      `{% set j = '{"meta.a":"' ~ (UserAttribute['A']|wordcount) ~ '","forename":"x"}' %}\n{{ 'https://pub1.pskt.io/c/a?data=' ~ j|base64encode }}`,
      [
        '1:29 map/adopt-unread',
        '1:67 map/adopt-unknown-field',
        '2:41 link/standard-base64',
        '2:41 link/no-signature',
      ],
    ],
    [
      'a signature of something else',
      `{% set d = '{"meta.a":"b"}'|base64encode %}{{ 'https://pub1.pskt.io/c/a?data=' ~ d ~ '&sig=' ~ d|convertToSHA256(secret) }}`,
      ['1:28 link/standard-base64', '1:98 map/adopt-other-signature'],
    ],
  ])('%s', (_what, template, expected) => {
    const said = codesAt(template).map((line) =>
      line.replace(/^(\d+):\d+ (link|map\/adopt-(?:other|unread|unknown))/, '$1 $2'),
    );
    expect(said).toEqual(
      expected.map((line) =>
        line.replace(/^(\d+):\d+ (link|map\/adopt-(?:other|unread|unknown))/, '$1 $2'),
      ),
    );
  });
});

describe('what was lost without a word', () => {
  const start = `{% set data = '{"person.externalId":"' ~ UserAttribute['ID']`;
  const signed = (name: string): string =>
    `{% set ${name}Url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ ${name}|base64encode|replace('+','-')|replace('/','_')|replace('=','') %}
{% set ${name}Link = ${name}Url ~ '&sig=' ~ ${name}Url|convertToSHA256('{YOUR-PROJECT-SECRET}') %}`;

  test('of two links the last is adopted, the other named, and --link takes either', () => {
    const template = `${start} ~ '"}' %}{% set other = '{"meta.b":"x"}' %}\n${signed('data')}\n${signed('other')}`;
    expect(adoptText(template, 't.jinja').text).toContain('meta.b: { value: x }');
    expect(codesAt(template)).toContain('2:58 map/adopt-other-link');
    expect(adoptText(template, 't.jinja', { link: 1 }).text).toContain('person.externalId');
    expect(adoptText(template, 't.jinja', { link: 3 }).findings[0]?.code).toBe('map/adopt-no-link');
  });

  test.each([
    ["'Secret0fTheProject1234 '", true],
    ["'Secret0fTheProject1234'", false],
  ])('a space around the secret is named: %s', (secret, isNamed) => {
    const template = `${start} ~ '"}' %}\n${signed('data').replace("'{YOUR-PROJECT-SECRET}'", secret)}`;
    const codes = adoptText(template, 't.jinja').findings.map(({ code }) => code);
    expect(codes.includes('map/adopt-secret-space')).toBe(isNamed);
  });

  test('a link that only some users get, and a guard on something else, are named', () => {
    const template = `{% if not UserAttribute['Consent'] %}{% MOE_NOT_SEND('No consent') %}{% endif %}{% if UserAttribute['Tier'] == 'gold' %}${start} ~ '"}' %}\n${signed('data')}{% endif %}`;
    const codes = adoptText(template, 't.jinja').findings.map(({ code }) => code);
    expect(codes).toContain('map/adopt-guard');
    expect(codes).toContain('map/adopt-conditional');
  });

  test('a field that was not understood is refused by what reads the map', () => {
    const template = `${start} ~ '","meta.n":"' ~ UserAttribute['X']|wordcount ~ '"}' %}\n${signed('data')}`;
    const { text = '', map } = adoptText(template, 't.jinja');
    expect(map).toBeUndefined();
    expect(text).toContain('meta.n: TODO # line 1 of the template was not understood');
    const [finding] = readFieldMap(text, 'map.yaml').findings;
    expect(finding).toMatchObject({ code: 'map/todo', span: { start: { line: 7, column: 11 } } });
  });

  test('a name that PassKit does not have is not taken for one that is only similar', () => {
    const template = `${start} ~ '","loyaltyNumber":"' ~ UserAttribute['X'] ~ '"}' %}\n${signed('data')}`;
    expect(adoptText(template, 't.jinja').text).toContain(
      'loyaltyNumber: { user: X, missing: omit }',
    );
  });
});

describe('the template with the marker', () => {
  test.each([
    ['17-guard-elif', '{# smartpass: map.yaml #}\n<a href="{{longURL}}">Save</a>\n'],
    ['06-dict-update', '{# smartpass: map.yaml #}\n<a href="{{longURL}}">Save</a>\n'],
    ['28-macro', '{# smartpass: map.yaml #}\n<a href="{{longURL}}">Save</a>\n'],
  ])('%s', (name, expected) => {
    const template = readFileSync(`fixtures/compiler/adopt/${name}.html.jinja`, 'utf8');
    expect(adoptText(template, 't.jinja').rewrite?.('map.yaml')).toEqual({ template: expected });
  });

  test('what the rest of the template uses stays, and the link gets its name', () => {
    const template = `Hi {% set name = UserAttribute['N'] or 'you' %}{{ name }}!
{% set data = '{"person.externalId":"' ~ UserAttribute['ID'] ~ '","person.forename":"' ~ name ~ '"}' %}
{% set u = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode %}
{% set pass = u ~ '&sig=' ~ u|convertToSHA256('{YOUR-PROJECT-SECRET}') %}
<a href="{{pass}}">Save</a>`;
    expect(adoptText(template, 't.jinja').rewrite?.('m.yaml')).toEqual({
      template: `Hi {% set name = UserAttribute['N'] or 'you' %}{{ name }}!\n{# smartpass: m.yaml #}\n<a href="{{longURL}}">Save</a>`,
    });
  });
});

describe('a field map written as a file reads back as the same map', () => {
  test.each([...allMaps()])('%s', (_name, map) => {
    expect(plain(again(map))).toEqual(plain(map));
  });
});
