import { describe, expect, test } from 'vitest';
import { Dict, PyFloat, type Value } from '../../src/jinja/index.ts';
import { sampled } from '../sampled.ts';
import { campaignOf, chance, countsOf, type User } from './equality.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: ID, missing: { drop: No ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
  person.mobileNumber: { user: Phone, as: phone, missing: { drop: No phone } }
  members.tier.id: { user: Tier, map: { gold: T1, silver: T2 }, missing: { drop: No tier } }
  meta.date: { user: Since, as: date, missing: omit }
`;

const A = (name: string): string => `UserAttribute['${name}']`;

/** Templates of all kinds: a field map, guards, conversions, JSON by hand, lists, texts taken apart, comparisons of attributes. */
const TEMPLATES: Readonly<Record<string, readonly [template: string, map?: string]>> = {
  map: [
    `{# smartpass: map.yaml #}<p>{{ ${A('First Name')}|default('x', true)|e }}</p><a href="{{longURL}}">x</a>`,
    MAP,
  ],
  printed: [`<p>{{ ${A('First Name')} }} {{ ${A('Phone')} }}</p>`],
  guards: [
    `{% if not ${A('ID')} %}{% MOE_NOT_SEND('No ID') %}{% elif ${A('Tier')} not in ['gold', 'silver'] %}{% MOE_NOT_SEND('Tier') %}{% endif %}x`,
  ],
  numbers: [
    `{% if ${A('Points')}|int > 100 %}{{ ${A('First Name')} }}{% else %}{{ ${A('Phone')} }}{% endif %}`,
  ],
  arithmetic: [
    `{% set p = ${A('Points')} %}{{ 1000 / p }}{% if p * 2 > 50 %}{{ ${A('Tier')} }}{% endif %}`,
  ],
  dates: [`{{ ${A('Since')}|dateTimeFormatter(toFormat='%Y') }}`],
  lists: [`{% for x in ${A('Tags')} %}{{ x.name }}{% endfor %}{{ ${A('Tags')}[1] }}`],
  lengths: [`{% if ${A('First Name')}|length > 4 %}{{ ${A('Tier')} }}{% endif %}`],
  parts: [`{% set mail = ${A('Email')}|default('', true) %}{{ mail.split('@')[1].split('.')[1] }}`],
  compared: [
    `{% if ${A('First Name')} == ${A('Tier')} %}{{ nothing.at.all }}{% endif %}{{ ${A('ID')} }}`,
  ],
  json: [
    `{% set data = '{"person.externalId":"' ~ ${A('ID')} ~ '","person.forename":"' ~ ${A('First Name')} ~ '"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|urlencode %}<a href="{{ url }}&sig={{ url|convertToSHA256('s') }}">x</a>`,
  ],
  folded: [
    `{% if ${A('Tier')}|trim|lower == 'gold' %}{{ ${A('Phone')} }}{% endif %}{{ ${A('First Name')} + '!' }}`,
  ],
};

type Column = (random: () => number) => Value | undefined;

function oneOf(...values: readonly (Value | undefined)[]): Column {
  return (random) => values[Math.floor(random() * values.length)];
}

const TAGS: readonly Value[] = [
  [],
  ['a'],
  ['a', 'b'],
  [Dict.of([['name', 'x']]), Dict.of([['name', null]])],
  [Dict.of([['name', 'x']]), Dict.of([['nick', 'y']])],
];

/** Data sets: as most exports are, with everything that people type, and with values of the wrong types. */
const DATA: Readonly<Record<string, Readonly<Record<string, Column>>>> = {
  usual: {
    ID: (random) => `u-${Math.floor(random() * 1e6)}`,
    'First Name': (random) => (random() < 0.05 ? undefined : `Name${Math.floor(random() * 500)}`),
    Phone: (random) =>
      random() < 0.2 ? undefined : `+1555${String(Math.floor(random() * 1e7)).padStart(7, '0')}`,
    Tier: oneOf('gold', 'silver', 'gold', 'bronze', undefined),
    Points: oneOf(0, 7, 50, 100, 101, 5000, undefined),
    Since: oneOf('2026-01-31', '31/01/2026', undefined),
    Tags: oneOf(undefined, ...TAGS),
    Email: (random) => `user${Math.floor(random() * 1e6)}@example.com`,
  },
  typed: {
    ID: oneOf('1', '12345678901234567890', '', ' ', '\u00a0', undefined, null),
    'First Name': oneOf(
      'Ada',
      "O'Brien",
      'O"Brien',
      'a\\b',
      'line\nbreak',
      'Émile',
      '<b>',
      '\u00a0',
      'MOE_NOT_SEND',
      '😀',
      undefined,
    ),
    Phone: oneOf('0155 1234', '+49 (0)30 123', 'n/a', '123', ' ', undefined),
    Tier: oneOf(' Gold ', 'GOLD', 'gold', 'platinum', ''),
    Points: oneOf('7', ' 101 ', '1e3', '10.5', 'many', '', undefined),
    Since: oneOf('2026-02-30', '2026-01-31T10:00:00Z', 'yesterday', '', null),
    Tags: oneOf(undefined, ...TAGS),
    Email: oneOf('a@b', 'a.b@c.de', 'nobody', '', undefined, null),
  },
  'wrong types': {
    ID: oneOf(7, 12_345_678_901_234_567_890n, new PyFloat(7), true, [1], Dict.of([['a', 1]])),
    'First Name': oneOf(7, ['Ada'], new PyFloat(0.5), false, 'Ada', 0),
    Phone: oneOf(15_555_550_100, new PyFloat(1e20), 'x', [], undefined),
    Tier: oneOf(['gold'], 1, 'gold', true, new PyFloat(0)),
    Points: oneOf([], new PyFloat(Number.POSITIVE_INFINITY), true, '7', -1, new PyFloat(25)),
    Since: oneOf(20_260_131, ['2026-01-31'], true),
    Tags: oneOf('ab', 7, Dict.of([['name', 'x']]), ...TAGS),
    Email: oneOf(7, ['a@b.c'], 'a@b.c'),
  },
};

function usersOf(columns: Readonly<Record<string, Column>>, count: number): readonly User[] {
  const random = chance(count);
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([name, column]) => {
        const value = column(random);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
}

/** How many users a data set has. */
const count = sampled(20, Number(process.env['SMARTPASS_AUDIENCE'] ?? 120));

describe.each(Object.entries(TEMPLATES))('%s', (_name, [template, map]) => {
  test.each(Object.entries(DATA))(
    '%s: classes and every user come to the same counts',
    async (_data, columns) => {
      const campaign = await campaignOf(template, map);
      const users = usersOf(columns, count);
      expect(await countsOf(campaign, users, false)).toEqual(await countsOf(campaign, users, true));
    },
  );
});

test.each(Object.entries(DATA))(
  '%s: links by the field map and by the snippet come to the same counts',
  async (_data, columns) => {
    const campaign = await campaignOf(...(TEMPLATES['map'] ?? ['']));
    const users = usersOf(columns, 2 * count);
    expect(await countsOf(campaign, users, true)).toEqual(
      await countsOf(campaign, users, true, false),
    );
  },
);

test('one quote in very many names makes a class of its own', async () => {
  const [template] = TEMPLATES['json'] ?? [''];
  const users = Array.from({ length: 3000 }, (_, at) => ({
    ID: `u-${at}`,
    'First Name': at === 2345 ? 'O"Brien' : `Name${at}`,
  }));
  const counts = await countsOf(await campaignOf(template), users, false);
  expect(Object.values(counts).toSorted((a, b) => a - b)).toEqual([1, 2999]);
});
