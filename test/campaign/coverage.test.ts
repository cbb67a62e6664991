import { expect, test } from 'vitest';
import { loadCampaign, templateCoverage } from '../../src/campaign/index.ts';
import { nobleHashes } from '../../src/account/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const surroundings = { hashes: nobleHashes, clock: () => 0 };

async function untaken(
  template: string,
  users: readonly string[],
  map?: string,
): Promise<readonly string[]> {
  const texts = new Map([
    ['c.yaml', 'campaign: x\nchannel: sms\ntemplate: t\nusers: u/*.yaml\n'],
    ['t', template],
    ...users.map((text, at): [string, string] => [`u/${at}.yaml`, text]),
    ...(map === undefined ? [] : [['map.yaml', map] as const]),
  ]);
  const campaign = await loadCampaign('c.yaml', memoryFiles(texts));
  const { places, taken, percent } = templateCoverage(campaign, surroundings);
  const open = places.filter((place) => place.users.length === 0);
  expect(taken).toBe(places.length - open.length);
  expect(percent).toBe(places.length === 0 ? 100 : (taken / places.length) * 100);
  return open.map(
    ({ file, span, never }) => `${file}:${span.start.line}:${span.start.column} ${never}`,
  );
}

const gold = 'user: { Tier: gold, Name: Ada }';
const nobody = 'user: {}';

test.each([
  ['nothing to choose', 'Hello', [gold], []],
  [
    'one side of a condition',
    "{% if UserAttribute.Tier == 'gold' %}A{% else %}B{% endif %}",
    [gold],
    ["t:1:1 the condition of {% if UserAttribute.Tier == 'gold' %} is false for no user"],
  ],
  ['both sides', "{% if UserAttribute.Tier == 'gold' %}A{% endif %}", [gold, nobody], []],
  [
    'elif, in its line',
    "{% if UserAttribute.Tier == 'gold' %}A\n{% elif UserAttribute.Tier == 'silver' %}B{% else %}C{% endif %}",
    [gold, nobody],
    ["t:2:1 the condition of {% elif UserAttribute.Tier == 'silver' %} is true for no user"],
  ],
  [
    'a default that is never used',
    "{{ UserAttribute.Name|default('friend') }}",
    [gold],
    ["t:1:4 the default of UserAttribute.Name|default('friend') is used for no user"],
  ],
  [
    'a default that is always used',
    "{{ UserAttribute.Name|default('friend', true) }}",
    ["user: { Name: '' }", nobody],
    ["t:1:4 no user has what UserAttribute.Name|default('friend', true) is the default of"],
  ],
  [
    'a guard',
    "{% if not UserAttribute.Name %}\n  {% MOE_NOT_SEND('No name') %}\n{% endif %}",
    [gold],
    ["t:2:3 {% MOE_NOT_SEND('No name') %} drops no user"],
  ],
  [
    'an inline condition',
    "{{ 'A' if UserAttribute.Name else 'B' }}",
    [gold],
    ["t:1:35 'B' is chosen for no user"],
  ],
])('%s', async (_what, template, users, expected) => {
  expect(await untaken(template, users)).toEqual(expected);
});

test('what the snippet does is counted by the fields of its map, the rest in the lines of the template', async () => {
  const map = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No ID } }
  person.forename: { user: Name, missing: { default: Friend } }
  members.tier.id: { user: Tier, map: { gold: T1, silver: T2 }, missing: omit }
  meta.source: { value: moengage }
`;
  const template =
    "Dear {{ UserAttribute.Name|d('friend') }},\n{# smartpass: map.yaml #}{% if UserAttribute.Tier %}!{% endif %}";
  expect(
    await untaken(
      template,
      ['user: { Id: 1, Name: Ada, Tier: gold }', 'user: { Id: 2, Name: Bo }'],
      map,
    ),
  ).toEqual([
    "t:1:9 the default of UserAttribute.Name|d('friend') is used for no user",
    'map.yaml:4:3 no user lacks person.externalId and is dropped: No ID',
    'map.yaml:5:3 no user lacks person.forename and gets the default "Friend"',
    'map.yaml:6:3 no user has a value that members.tier.id maps to "T2"',
  ]);
  expect(await untaken(template, ['user: { Id: 1, Tier: gold }'], map)).toContain(
    't:2:26 the condition of {% if UserAttribute.Tier %} is false for no user',
  );
});
