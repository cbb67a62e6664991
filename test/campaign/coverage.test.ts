import { describe, expect, test } from 'vitest';
import { loadCampaign, templateCoverage } from '../../src/campaign/index.ts';
import { nobleHashes } from '../../src/account/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const surroundings = { hashes: nobleHashes, clock: () => 0 };

async function untaken(
  template: string,
  users: readonly string[],
  map?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const named = Object.keys(more).map((file) =>
    file.endsWith('.csv') ? `aux: [${file}]\n` : `${file}: ${file}\n`,
  );
  const texts = new Map([
    ['c.yaml', `campaign: x\nchannel: sms\ntemplate: t\nusers: u/*.yaml\n${named.join('')}`],
    ['t', template],
    ...Object.entries(more),
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
  [
    'an inline condition without else inside of another',
    "{{ 'A' if UserAttribute.Name else 'B' if UserAttribute.Tier }}",
    ['user: { Tier: gold }', gold],
    ["t:1:35 'B' if UserAttribute.Tier is chosen for no user"],
  ],
])('%s', async (_what, template, users, expected) => {
  expect(await untaken(template, users)).toEqual(expected);
});

describe('what default does is its own to say', () => {
  const template =
    "{{ UserAttribute.Name|default('friend') }}{{ UserAttribute.Name|default('', true) }}";
  const empty = "user: { Name: '' }";
  const replaced = "t:1:4 the default of UserAttribute.Name|default('friend') is used for no user";
  const kept = "t:1:4 no user has what UserAttribute.Name|default('friend') is the default of";
  const same = "t:1:46 no user has what UserAttribute.Name|default('', true) is the default of";

  test.each([
    ['undefined', [replaced, same]],
    ['none', [replaced, same]],
    ['falsy', [kept, same]],
  ])('where an account replaces %s', async (value, expected) => {
    const profile = `profile: { default: ${value} }\n`;
    expect(await untaken(template, [empty], undefined, { profile })).toEqual(expected);
  });

  test.each([
    ["UserAttribute.Name|d('x', boolean=true)", true],
    ["UserAttribute.Name|d('x', UserAttribute.Name == '')", true],
    ["UserAttribute.Name|d('x', 0)", false],
    ["UserAttribute.Name|d(default_value='x')", false],
    ['UserAttribute.Name|d', false],
    ["UserAttribute.Name|d(*['x', true])", true],
    ["UserAttribute.Name|d(**{'boolean': true})", true],
  ])('%s', async (expression, isReplaced) => {
    const open = await untaken(`{{ ${expression} }}`, [empty]);
    expect(open).toHaveLength(1);
    expect(open[0]?.includes('no user has what')).toBe(isReplaced);
  });
});

test('a render that reaches a limit takes what it has taken', async () => {
  const template =
    '{% if true %}a{% endif %}{% for a in range(99999) %}{% for b in range(9999) %}{% set c = [0] * 9999 %}{% endfor %}{% endfor %}{% if UserAttribute.Name %}b{% endif %}';
  expect((await untaken(template, [gold])).length).toBe(3);
});

test('fields that read product sets, tables and answers of the account', async () => {
  const map = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No ID } }
  person.forename: { product: 'Seen[0].title', missing: omit }
  person.surname: { aux: { table: stores, key: { user: Store }, field: Street }, missing: omit }
  meta.weather: { content: { api: Weather, field: sky, params: { city: { user: City } } }, missing: omit }
`;
  const fixtures = {
    'product-sets': 'Seen: [{ title: Mug }]\n',
    'content-api': 'Weather:\n  - { params: { city: 1 }, answer: { sky: grey } }\n',
    'stores.csv': 'id,Street\ns1,Harbour\n',
  };
  const users = ['user: { Id: 1, Store: s1, City: 1 }'];
  const open = await untaken('{# smartpass: map.yaml #}', users, map, fixtures);
  expect(open.map((line) => line.replace(/^map.yaml:\d+:\d+ /, ''))).toEqual([
    'no user lacks person.externalId and is dropped: No ID',
    'no user lacks person.forename',
    'no user lacks person.surname',
    'no user lacks meta.weather',
  ]);
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
