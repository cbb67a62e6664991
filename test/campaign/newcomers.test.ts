import { describe, expect, test } from 'vitest';
import { loadCampaign } from '../../src/campaign/index.ts';
import { FindingsError, type Finding } from '../../src/diagnostics/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const FILES: ReadonlyMap<string, string> = new Map([
  [
    'c/campaign.yaml',
    `campaign: c
channel: email
template: mail.html
users: ../users/*.yaml
tests:
  - { name: a, user: ada, expect: { sent: true } }
`,
  ],
  ['c/mail.html', '<p>Hi {{ UserAttribute.Name }}</p>'],
  ['users/ada.yaml', 'user: { Name: Ada }\n'],
]);

/** What is wrong with the campaign where some of its files are others, or are not there. */
async function findings(
  others: Readonly<Record<string, string | undefined>>,
  path = 'c/campaign.yaml',
): Promise<readonly Finding[]> {
  const texts = new Map(FILES);
  for (const [file, text] of Object.entries(others))
    if (text === undefined) texts.delete(file);
    else texts.set(file, text);
  return loadCampaign(path, memoryFiles(texts)).then(
    (campaign) => campaign.findings,
    (error: unknown) => {
      if (error instanceof FindingsError) return error.findings;
      throw error;
    },
  );
}

const edited = (from: string, to: string): Readonly<Record<string, string>> => ({
  'c/campaign.yaml': (FILES.get('c/campaign.yaml') ?? '').replace(from, to),
});

function told(found: readonly Finding[]): readonly string[] {
  return found.map(({ code, file, span, message, hint }) => {
    const place = span === undefined ? '' : `:${span.start.line}:${span.start.column}`;
    return `${file}${place} ${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
}

describe('what somebody new does', () => {
  test('nothing is wrong before', async () => {
    expect(await findings({})).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string | undefined>>, readonly string[]]>([
    [
      'the template is called differently',
      edited('mail.html', 'mial.html'),
      ['c/campaign.yaml:3:11 cli/missing-file: there is no such file'],
    ],
    [
      'two users have one name',
      { 'users/ada.b.yaml': 'user: { Name: B }\n' },
      [
        "c/campaign.yaml:4:8 campaign/duplicate-user: 2 fixture users are called 'ada': users/ada.b.yaml, users/ada.yaml (a user is known by the name of its file, without folder and ending: rename the others)",
      ],
    ],
    [
      'a user is broken: the tests about that user are not',
      { 'users/ada.yaml': '- a list' },
      [
        "users/ada.yaml:1:1 fixture/wrong-type: a fixture user must be a mapping with a section 'user' (smartpass init writes an example of each file)",
      ],
    ],
    [
      'the link is printed right behind a word',
      {
        ...edited('channel: email', 'channel: sms'),
        'c/mail.html': '{# smartpass: map.yaml #}Hi{{ longURL }}',
        'c/map.yaml':
          'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop, kind: coupon }\nfields:\n  person.externalId: { user: Name }\n',
      },
      [
        "c/mail.html:1:31 map/link-glued: the link touches 'i', so that it opens no pass (put a space between the link and the text)",
      ],
    ],
    [
      'an export of everybody is named as one user',
      { 'users/ada.yaml': `user: { A: "${'x'.repeat(4_000_001)}" }` },
      [
        'users/ada.yaml campaign/large-user: the file holds 5 million characters, expected one fixture user (a fixture user is a file of its own; take a few users out of the export)',
      ],
    ],
    [
      'the marker is misspelt',
      { 'c/mail.html': 'Hi\n{# smartpas: map.yaml #}' },
      [
        'c/mail.html:2:1 campaign/no-marker: the comment names a field map and is not the marker of one: no snippet is put in its place (write {# smartpass: map.yaml #})',
      ],
    ],
    [
      'the marker lacks its colon',
      { 'c/mail.html': '{# smartpass map.yaml #}' },
      [
        'c/mail.html:1:1 campaign/no-marker: the comment names a field map and is not the marker of one: no snippet is put in its place (write {# smartpass: map.yaml #})',
      ],
    ],
    ['any other comment', { 'c/mail.html': '{# see map.yaml #}' }, []],
    [
      'the campaign file is empty',
      { 'c/campaign.yaml': '' },
      [
        'c/campaign.yaml:1:1 campaign/bad-value: the campaign file is empty, expected a mapping with the keys campaign, channel, template and users (smartpass init writes an example of each file)',
      ],
    ],
  ])('%s', async (_what, others, expected) => {
    expect(told(await findings(others))).toEqual(expected);
  });

  test.each([
    ['a field map', 'smartpass: 1\nproject: {}\nfields: {}\n'],
    ['a fixture user', 'user: { A: b }\n'],
    ['the configuration of an account', 'profile: {}\n'],
    [
      'a template',
      '<!DOCTYPE html>\n<p style="a: b">{{ UserAttribute.A }}: x</p>\n{% set x = 1 %}',
    ],
  ])('%s is given in place of the campaign file', async (what, text) => {
    const [finding, ...more] = await findings({ 'c/campaign.yaml': text });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'campaign/other-file',
      message: `this is ${what}, not a campaign file`,
    });
  });
});
