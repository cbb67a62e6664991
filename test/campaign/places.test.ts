import { describe, expect, test } from 'vitest';
import {
  createRenderer,
  loadCampaign,
  messageWorlds,
  templateCoverage,
  type Campaign,
} from '../../src/campaign/index.ts';
import { nobleHashes } from '../../src/account/index.ts';
import { FindingsError, spanOf, type Span } from '../../src/diagnostics/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const surroundings = { hashes: nobleHashes, clock: () => 0 };
const MARKER = '{# smartpass: fieldmap.yaml #}';
const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No ID } }
  person.forename: { user: Name, missing: omit }
`;

async function campaignOf(template: string, user = '{ Id: 1 }'): Promise<Campaign> {
  const campaign =
    'campaign: x\nchannel: sms\ntemplate: t\nusers: u.yaml\ncontent-blocks: blocks.yaml\n';
  return loadCampaign(
    'c.yaml',
    memoryFiles(
      new Map([
        ['c.yaml', campaign],
        ['t', template],
        ['u.yaml', `user: ${user}\n`],
        ['fieldmap.yaml', MAP],
        ['blocks.yaml', 'Foot: "a\\r\\nb\\n{{ UserAttribute.InBlock }}"\n'],
      ]),
    ),
  );
}

/** The place of the first occurrence of a part of a template. */
function at(template: string, part: string): Span {
  const start = template.indexOf(part);
  return spanOf(template, start, start + part.length);
}

async function failuresOf(template: string, user?: string): Promise<readonly object[]> {
  const campaign = await campaignOf(template, user);
  const [one] = campaign.users;
  if (one === undefined) throw new Error('no user');
  const outcome = createRenderer(campaign, surroundings).render(one.recipient);
  return outcome.sent ? [] : outcome.failures;
}

const NICK = "UserAttribute['Nick']";

describe('failures are at their place in the template', () => {
  test.each([
    ['behind the marker, in one line', `${MARKER} Hi {{ ${NICK} }}`, NICK],
    ['in front of the marker', `Hi {{ ${NICK} }} ${MARKER}`, NICK],
    ['round a marker in the middle of a line', `Hi you ${MARKER}, {{ ${NICK} }}!\n`, NICK],
    ['two lines after the marker', `a\n  ${MARKER}\nb\n c {{ ${NICK} }}\n`, NICK],
    ['in a file of CR LF', `a\r\n${MARKER}\r\nb\r\n{{ ${NICK} }}\r\n`, NICK],
    ['in a file of CR LF, in the line of the marker', `a\r\n${MARKER}{{ ${NICK} }}\r\n`, NICK],
    ['in a file of CR', `a\r${MARKER}\rb\r{{ ${NICK} }}\r`, NICK],
    ['without a marker', `a\r\nb {{ ${NICK} }}`, NICK],
    ['behind a content block', `{{ ContentBlock.Foot }}${MARKER}{{ ${NICK} }}`, NICK],
    ['behind a content block on another line', `{{ ContentBlock.Foot }}\n{{ ${NICK} }}`, NICK],
    [
      'of a function that is not there',
      `${MARKER}\n{{ UserAttribute.Id.x() }}`,
      'UserAttribute.Id.x()',
    ],
    ['inside a content block', `x\n${MARKER}{{ ContentBlock.Foot }}`, '{{ ContentBlock.Foot }}'],
  ])('%s', async (_what, template, part) => {
    const user = template.includes('Foot') && part === NICK ? '{ Id: 1, InBlock: x }' : undefined;
    const span = at(template, part);
    expect(await failuresOf(template, user)).toMatchObject([{ span, line: span.start.line }]);
  });

  test('what fails in the snippet is at the marker', async () => {
    const template = `a\r\n  b ${MARKER} c`;
    expect(await failuresOf(template, '{}')).toMatchObject([
      { message: 'No ID', span: at(template, MARKER), line: 2 },
    ]);
  });
});

test('findings, reads and coverage', async () => {
  const template = `a\r\n${MARKER} {% if ${NICK} %}x{% endif %}\r\n{{ ContentApi.x }}{{ EventAttribute.x }}`;
  const campaign = await campaignOf(template);
  const { findings, reads } = createRenderer(campaign, surroundings);
  expect(findings).toMatchObject([
    { file: 't', span: at(template, 'EventAttribute') },
    { file: 't', span: at(template, 'ContentApi.x'), code: 'moengage/unknown-attribute' },
  ]);
  const spans = new Map(reads.map(({ name, spans: own }) => [name, own]));
  expect(spans.get('Nick')).toEqual([at(template, NICK)]);
  expect(spans.get('Id')?.[0]).toEqual(at(template, MARKER));
  const { places } = templateCoverage(campaign, surroundings);
  expect(places.filter(({ file }) => file === 't')).toMatchObject([
    { span: { start: at(template, '{% if').start } },
    { span: { start: at(template, '{% if').start } },
  ]);
});

test('what depends on the account is at its place', async () => {
  const template = `a\r\n${MARKER} x {{ UserAttribute.No|default('friend') }}\r\n`;
  const campaign = await campaignOf(template);
  const worlds = messageWorlds(campaign, surroundings, ['trailingNewline']);
  const [user] = campaign.users;
  const { differences } = worlds.render(user?.recipient ?? ({} as never));
  const own = differences.filter(({ field }) => field === 'default');
  expect(own.map(({ span }) => span)).toEqual([at(template, "UserAttribute.No|default('friend')")]);
  expect(own[0]?.rewrite).toBe("UserAttribute.No|default('friend', true)");
});

test('errors of syntax', async () => {
  const template = `${MARKER}\r\nb {{ a b }}`;
  const campaign = await campaignOf(template);
  let thrown: unknown;
  try {
    createRenderer(campaign, surroundings);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FindingsError);
  expect((thrown as FindingsError).findings).toMatchObject([
    { file: 't', span: { start: { line: 2, column: 8 } } },
  ]);
});
