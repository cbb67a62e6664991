import { describe, expect, test } from 'vitest';
import { createRenderer, loadCampaign, type Renderer } from '../../src/campaign/index.ts';
import { nobleHashes } from '../../src/account/index.ts';
import { FindingsError, type Finding } from '../../src/diagnostics/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No ID } }
  members.tier.id: { value: T0 }
`;

const FILES: Readonly<Record<string, string>> = {
  'campaign.yaml':
    'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\ncontent-blocks: blocks.yaml\n',
  'fieldmap.yaml': MAP,
  'blocks.yaml': 'button: <a href="{{longURL}}">Save</a>\nfooter: Bye\n',
  'users/ada.yaml': 'user: { MoEngage_ID: a1, First Name: Ada }\n',
};

/** What is said of a campaign's message as such. */
async function said(others: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = memoryFiles(new Map(Object.entries({ ...FILES, ...others })));
  const campaign = await loadCampaign('campaign.yaml', files);
  return told(() => createRenderer(campaign, { hashes: nobleHashes, clock: () => campaign.now }));
}

function told(make: () => Renderer): readonly string[] {
  try {
    return lines(make().findings);
  } catch (error) {
    if (error instanceof FindingsError) return lines(error.findings);
    throw error;
  }
}

function lines(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ code, file, span, severity }) =>
      `${file}:${span?.start.line}:${span?.start.column} ${severity} ${code}`,
  );
}

const MARKER = '{# smartpass: fieldmap.yaml #}';

describe('a message that builds a link and never prints it', () => {
  test.each([
    ['<p>Hi</p>', `<p>Hi</p>\n${MARKER}`, ['mail.html:2:1 error campaign/no-link']],
    [
      'a condition',
      `${MARKER}{% if longURL %}a{% endif %}`,
      ['mail.html:1:1 error campaign/no-link'],
    ],
    ['plain text', `${MARKER}<a href="longURL">a</a>`, ['mail.html:1:1 error campaign/no-link']],
    ['printed', `${MARKER}<a href="{{longURL}}">a</a>`, []],
    ['printed under another name', `${MARKER}{% set l = longURL %}<a href="{{l}}">a</a>`, []],
    ['printed by a content block', `${MARKER}{{ContentBlock['button']}}`, []],
    [
      'another content block',
      `${MARKER}{{ContentBlock['footer']}}`,
      ['mail.html:1:1 error campaign/no-link'],
    ],
    ['without a field map', '<p>Hi</p>', []],
  ])('%s', async (_what, template, expected) => {
    expect(await said({ 'mail.html': template })).toEqual(expected);
  });

  test('where the marker prints the link itself nothing is missing', async () => {
    const sms = (FILES['campaign.yaml'] ?? '').replace('email', 'sms');
    expect(await said({ 'campaign.yaml': sms, 'mail.html': `Hi ${MARKER}` })).toEqual([]);
  });
});

test('names that no fixture has are told in every part, also where a part cannot be compiled', async () => {
  const parts = `campaign: c
channel: email
message: { subject: "Hi {{ UserAttribute['first name'] }}", html: mail.html }
users: users/*.yaml
tests:
  - { name: a, user: ada, with: { Points: 3 }, expect: { sent: true } }
  - { name: b, user: { user: { Tier: gold } }, expect: { sent: true } }
`;
  const template = "{{ UserAttribute['Pionts'] }}{{ UserAttribute['Teir']|upcase }}";
  expect(await said({ 'campaign.yaml': parts, 'mail.html': template })).toEqual([
    'mail.html:1:33 error jinja/unknown-name',
    'campaign.yaml:3:28 warning moengage/unknown-attribute',
    'mail.html:1:4 warning moengage/unknown-attribute',
    'mail.html:1:33 warning moengage/unknown-attribute',
  ]);
});

test('what no fixture has that the message needs says where to give it', async () => {
  const files = memoryFiles(
    new Map(
      Object.entries({
        ...FILES,
        'mail.html':
          "{{ ProductSet.Recos[0] }}{{ ContentApi.Weather({}) }}{{ 'a'|getAuxData('dues') }}",
      }),
    ),
  );
  const campaign = await loadCampaign('campaign.yaml', files);
  const { findings } = createRenderer(campaign, { hashes: nobleHashes, clock: () => 0 });
  expect(findings.map(({ message, hint }) => [message, hint])).toEqual([
    [
      "no fixture has the product set 'Recos'",
      'add product-sets: to the campaign, with a file that has it',
    ],
    [
      "no fixture has the Content API 'Weather'",
      'add content-api: to the campaign, with a file that has it',
    ],
    [
      "no fixture has the auxiliary table 'dues'",
      'add aux: to the campaign, with a file that has it',
    ],
  ]);
});

test.each([
  ['another secret', 'Other1Secret2ABCDEF345', ['mail.html:1:24 warning campaign/other-secret']],
  ['the secret that is given', 'Given1Secret2ABCDEF345', []],
  ['the placeholder', '{YOUR-PROJECT-SECRET}', []],
])('a template that holds %s', async (_what, held, expected) => {
  const files = memoryFiles(
    new Map(Object.entries({ ...FILES, 'mail.html': `{{ 'x'|convertToSHA256('${held}') }}` })),
  );
  const given = await loadCampaign('campaign.yaml', files, { secret: 'Given1Secret2ABCDEF345' });
  expect(lines(given.findings)).toEqual(expected);
  const asked = await loadCampaign('campaign.yaml', files);
  expect(asked.findings).toEqual([]);
});
