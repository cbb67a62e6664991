import { expect, test } from 'vitest';
import {
  createRenderer,
  linkAnswers,
  loadCampaign,
  MappedOutcomes,
  plainOutcomes,
  type Campaign,
  type Outcome,
} from '../../src/campaign/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: Id, missing: { drop: No id } }
  person.forename: { user: Name, missing: { default: Friend } }
  person.mobileNumber: { user: Phone, as: phone, missing: omit }
  members.tier.id: { user: Tier, map: { gold: T1 }, missing: { default: T0 } }
  universal.expiryDate: { event: Expires, as: datetime, missing: omit }
link: { base64: url, query: { utm_source: moengage } }
`;
const MAIL = `{# smartpass: map.yaml #}<p>Dear {{ UserAttribute['Name']|default('you', true)|e }}</p><a href="{{longURL}}">Save</a>`;
const SMS = "Hi {{ UserAttribute['Name'] }}: {# smartpass: map.yaml #}";

const NAMES = ['Ada', 'O"Brien', 'a\\b', 'é漢👍', ' ', '<b>', '\n', '{{ x }}', '%'];

function userText(at: number): string {
  const user = {
    ...(at % 11 !== 3 && { Id: `u-${at}` }),
    ...(at % 7 !== 2 && { Name: NAMES[at % NAMES.length] }),
    ...(at % 5 !== 4 && { Phone: at % 2 === 0 ? '+44 20 7946 0000' : at }),
    Tier: at % 3 === 0 ? 'gold' : null,
  };
  const event = { Expires: at % 4 === 0 ? '2027-01-31' : '2027-01-31T08:30:00+02:00' };
  return JSON.stringify({ user, event });
}

async function campaignOf(
  template: string,
  channel = 'email',
  more: Readonly<Record<string, string>> = {},
): Promise<Campaign> {
  const profile = 'profile.yaml' in more ? 'profile: profile.yaml\n' : '';
  const blocks = 'blocks.yaml' in more ? 'content-blocks: blocks.yaml\n' : '';
  const texts = new Map([
    [
      'c.yaml',
      `campaign: x\nchannel: ${channel}\ntrigger: { event: E }\ntemplate: t\nusers: u/*.json\n${profile}${blocks}`,
    ],
    ['t', template],
    ['map.yaml', MAP],
    ...Object.entries(more),
    ...Array.from({ length: 180 }, (_, at): [string, string] => [`u/${at}.json`, userText(at)]),
  ]);
  return loadCampaign('c.yaml', memoryFiles(texts));
}

/** Outcomes both ways, without the texts, whose line breaks differ; how many are by the map. */
function bothWays(campaign: Campaign): readonly [mapped: number, unequal: unknown[]] {
  const surroundings = { hashes: nodeCrypto, clock: () => campaign.now };
  const renderer = createRenderer(campaign, surroundings);
  const plain = plainOutcomes(campaign, renderer, nodeCrypto);
  const mapped = new MappedOutcomes(campaign, renderer, surroundings, nodeCrypto);
  const shown = (outcome: Outcome): unknown =>
    outcome.sent
      ? [outcome.user, outcome.links, outcome.warnings]
      : [outcome.user, outcome.failures];
  const unequal = campaign.users.flatMap((user) => {
    const [one, other] = [plain, mapped].map((way) => JSON.stringify(shown(way.outcome(user))));
    return one === other ? [] : [{ one, other }];
  });
  return [mapped.mapped, unequal];
}

test.each([
  ['email', MAIL],
  ['sms', SMS],
])(
  '%s: links by the field map are those of the template, for users of all kinds',
  async (channel, template) => {
    const [mapped, unequal] = bothWays(await campaignOf(template, channel));
    expect(unequal).toEqual([]);
    expect(mapped).toBeGreaterThan(60);
  },
);

test.each([
  ['written by hand', `<a href="https://example.com/{{ UserAttribute['Id'] }}">x</a>`],
  ['that looks at all attributes', `${MAIL}{% for name in UserAttribute %}{{ name }}{% endfor %}`],
  ['that asks a method of the attributes', `${MAIL}{{ UserAttribute.items()|length }}`],
  ['that hands the attributes on', `${MAIL}{% set all = UserAttribute %}{{ all|length }}`],
  ['that reads what is left of the snippet', `${MAIL}{{ sp.id }}`],
  ['that asks whether something is', `${MAIL}{{ 'a' if sp is defined }}`],
  [
    'that reads it in the loop around the snippet',
    `{% for n in [1] %}${MAIL}{{ sp.id }}{% endfor %}`,
  ],
  [
    'that has a macro by the name of the attributes',
    `{% if false %}{% macro UserAttribute() %}{% endmacro %}{% endif %}${MAIL}`,
  ],
])('a template %s is rendered as it is', async (_, template) => {
  const [mapped, unequal] = bothWays(await campaignOf(template));
  expect([mapped, unequal]).toEqual([0, []]);
});

test('an account that signs in another way is rendered as it is: the first user shows that', async () => {
  const profile = 'profile:\n  hash: sha256-value-secret\n';
  const campaign = await campaignOf(MAIL, 'email', { 'profile.yaml': profile });
  const [mapped, unequal] = bothWays(campaign);
  expect([mapped, unequal]).toEqual([0, []]);
});

const STRICT = MAP.replace('missing: omit }', 'missing: { drop: No phone } }').replace(
  'missing: { default: T0 }',
  'missing: { drop: No id }',
);

/** Answers with links alone, 10 times over, next to outcomes by the template; how many are by the map, of those how many are dropped. */
async function answersBothWays(
  template: string,
  map: string,
  channel = 'email',
  more: Readonly<Record<string, string>> = {},
): Promise<readonly [mapped: number, dropped: number, unequal: unknown[]]> {
  const campaign = await campaignOf(template, channel, { 'map.yaml': map, ...more });
  const surroundings = { hashes: nodeCrypto, clock: () => campaign.now };
  const renderer = createRenderer(campaign, surroundings);
  const plain = plainOutcomes(campaign, renderer, nodeCrypto);
  const wholes = campaign.users.map((user) => {
    const outcome = plain.outcome(user);
    return outcome.sent ? outcome.links.map(({ link }) => link) : outcome.failures;
  });
  const mapped = linkAnswers(campaign, renderer, surroundings, nodeCrypto);
  const unequal: unknown[] = [];
  let dropped = 0;
  for (let round = 0; round < 10; round += 1)
    for (const [at, user] of campaign.users.entries()) {
      const before = mapped.mapped;
      const answer = mapped.of(user);
      if (mapped.mapped > before && !answer.sent) dropped += 1;
      const made = answer.sent ? answer.links : answer.failures;
      if (JSON.stringify(made) !== JSON.stringify(wholes[at])) unequal.push([made, wholes[at]]);
    }
  return [mapped.mapped, dropped, unequal];
}

test.each([
  ['as they are', MAIL],
  ['and by a null in front of the snippet', `<p>{{ UserAttribute['Tier'] }}</p>${MAIL}`],
  ['and by a null behind it', `${MAIL}<p>{{ UserAttribute['Name'] }}</p>`],
  ['and by the message itself', `${MAIL}{% MOE_NOT_SEND('Never') %}`],
  ['where the snippet runs for some', `{% if UserAttribute['Id'] %}${MAIL}{% endif %}`],
])('users whom the map drops have the failures of the template, %s', async (_, template) => {
  const [mapped, dropped, unequal] = await answersBothWays(template, STRICT);
  expect(unequal).toEqual([]);
  expect(mapped).toBeGreaterThanOrEqual(dropped);
  if (template === MAIL) expect(dropped).toBeGreaterThan(300);
});

/** One user behind the first that are rendered both ways. */
const RARE = `UserAttribute['Id'] == 'u-119'`;
const MARKER = '{# smartpass: map.yaml #}';
const LINK = '<a href="{{longURL}}">Save</a>';
const OTHER = 'https://pub1.pskt.io/c/other?data=abc&sig=def';

test.each([
  ['has no link', `${MARKER}{% if not ${RARE} %}${LINK}{% endif %}`],
  [
    'has the link without an address',
    `${MARKER}<a {% if not ${RARE} %}href="{{longURL}}"{% endif %}>x</a>`,
  ],
  ['gets no snippet', `{% if not ${RARE} %}${MARKER}{% endif %}${LINK}`],
  [
    'gets no macro',
    `{% macro m() %}${MARKER}${LINK}{% endmacro %}{% if not ${RARE} %}{{ m() }}{% endif %}`,
  ],
  ['gets no round', `{% for n in range(0 if ${RARE} else 2) %}${MARKER}${LINK}{% endfor %}`],
  [
    'has another link besides',
    `${MARKER}${LINK}{% if ${RARE} %}<a href="${OTHER}">x</a>{% endif %}`,
  ],
  [
    'has another link instead',
    `${MARKER}{% if ${RARE} %}{% set longURL = '${OTHER}' %}{% endif %}${LINK}`,
  ],
  [
    'has the link in capitals',
    `${MARKER}<a href="{{ longURL|upper if ${RARE} else longURL }}">x</a>`,
  ],
  [
    'has the link with an end',
    `${MARKER}<a href="{{longURL}}{{ '&x=1' if ${RARE} else '' }}">x</a>`,
  ],
  [
    'has the link behind another',
    `${MARKER}<a href="{% if ${RARE} %}https://t.co/?u={% endif %}{{longURL}}">x</a>`,
  ],
  [
    'has the link in a comment',
    `${MARKER}{{ '<!--' if ${RARE} else '' }}${LINK}{{ '-->' if ${RARE} else '' }}`,
  ],
  [
    'has the link in a style',
    `${MARKER}{{ '<style>' if ${RARE} else '' }}${LINK}{{ '</style>' if ${RARE} else '' }}`,
  ],
  [
    'has a link in a name',
    `${MARKER}${LINK}<p>{{ '${OTHER}' if ${RARE} else UserAttribute['Name'] }}</p>`,
  ],
  [
    'is dropped by the message',
    `${MARKER}${LINK}{% if ${RARE} %}{% MOE_NOT_SEND('x') %}{% endif %}`,
  ],
])('one of many users, who %s, has what the template gives', async (_, template) => {
  const [, unequal] = bothWays(await campaignOf(template));
  expect(unequal).toEqual([]);
  const [mapped, , answers] = await answersBothWays(template, MAP);
  expect(answers).toEqual([]);
  expect(mapped).toBeGreaterThan(500);
});

test.each([
  [
    'drops some',
    `${MAIL}{{ ContentBlock.B }}`,
    `{% if ${RARE} %}{% MOE_NOT_SEND('x') %}{% endif %}`,
    true,
  ],
  ['has the link', `${MARKER}{{ ContentBlock.B }}`, LINK, true],
  [
    'looks at all attributes',
    `${MAIL}{{ ContentBlock.B }}`,
    '{{ UserAttribute.items()|length }}',
    false,
  ],
  ['reads what the snippet leaves', `${MAIL}{{ ContentBlock.B }}`, '{{ sp.id }}', false],
  [
    'changes the attributes',
    `{{ ContentBlock.B }}${MAIL}`,
    `{% if ${RARE} %}{% set UserAttribute = {} %}{% endif %}`,
    false,
  ],
])('a content block that %s counts', async (_, template, block, isMapped) => {
  const blocks = { 'blocks.yaml': JSON.stringify({ B: block }) };
  const [mapped, unequal] = bothWays(await campaignOf(template, 'email', blocks));
  expect(unequal).toEqual([]);
  expect(mapped > 0).toBe(isMapped);
  const [answered, , answers] = await answersBothWays(template, MAP, 'email', blocks);
  expect(answers).toEqual([]);
  expect(answered > 0).toBe(isMapped);
});
