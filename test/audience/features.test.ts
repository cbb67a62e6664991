import { describe, expect, test } from 'vitest';
import { featuresOf, presenceOf, resultsOf, shapeOf, PRESENCE } from '../../src/audience/index.ts';
import { loadCampaign } from '../../src/campaign/index.ts';
import { Dict, PyFloat, type Value } from '../../src/jinja/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

/** The features of a template by attribute, written shortly. */
async function featuresIn(
  template: string,
  map?: string,
  blocks?: string,
): Promise<{ readonly all: Readonly<Record<string, readonly string[]>>; readonly whole: boolean }> {
  const files = new Map([
    [
      'c.yaml',
      `campaign: x\nchannel: email\ntemplate: t\nusers: u.yaml\n${blocks === undefined ? '' : 'content-blocks: blocks.yaml\n'}`,
    ],
    ['blocks.yaml', blocks ?? ''],
    ['t', template],
    ['u.yaml', 'user: {}\n'],
    ...(map === undefined ? [] : [['map.yaml', map] as const]),
  ]);
  const { attributes, isComplete } = featuresOf(await loadCampaign('c.yaml', memoryFiles(files)));
  const all = Object.fromEntries(
    attributes.map(({ attribute, features }) => [
      attribute.name,
      features.map(({ kind, ...rest }) =>
        Object.keys(rest).length === 0 ? kind : `${kind} ${JSON.stringify(Object.values(rest))}`,
      ),
    ]),
  );
  return { all, whole: isComplete };
}

const BASE = ['presence', 'half-pair'];
const PRINTED = 'contains ["MOE_NOT_SEND"]';

describe('what a template can tell apart', () => {
  test.each([
    ["{{ UserAttribute['A']|e }}", [PRINTED]],
    ["{% if UserAttribute['A'] %}x{% endif %}", []],
    ["{% if UserAttribute['A'] == 'gold' %}x{% endif %}", ['equals [["gold"],[]]']],
    [
      "{% if UserAttribute['A']|lower in ['a', 'b'] %}x{% endif %}",
      ['equals [["a","b"],["lower"]]'],
    ],
    ["{% set a = UserAttribute['A'] %}{% if a|int > 5 %}x{% endif %}", ['between [[5],true]']],
    ["{% if UserAttribute['A']|length > 3 %}x{% endif %}", ['length [[3,4]]']],
    ["{% if UserAttribute['A'].split('@')[1] == 'x' %}x{% endif %}", ['shape']],
    ["{% if UserAttribute['A'] == UserAttribute['A'] %}x{% endif %}", ['shape']],
    ["{% set d = UserAttribute['A']|dateTimeFormatter(toFormat='%Y') %}", ['date']],
    ["{% for x in UserAttribute['A'] %}x{% endfor %}", ['shape']],
    ["{% set x = 1 / UserAttribute['A'] %}", ['between [[0],false]']],
  ])('%s', async (template, expected) => {
    const { all, whole } = await featuresIn(template);
    expect(all).toEqual({ A: [...BASE, ...expected] });
    expect(whole).toBe(true);
  });

  test.each([
    ['a template', undefined],
    [
      'a template with a snippet',
      'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nfields: { person.forename: { value: Ada } }\n',
    ],
  ])('what the content blocks of %s read counts', async (_, map) => {
    const marker = map === undefined ? '' : '{# smartpass: map.yaml #}<a href="{{longURL}}">x</a>';
    const block = `B: "{% if UserAttribute['A'] == 'gold' %}x{% endif %}"\n`;
    const { all } = await featuresIn(`${marker}{{ ContentBlock.B }}`, map, block);
    expect(all).toEqual({ A: [...BASE, 'equals [["gold"],[]]'] });
  });

  test('names that are computed leave nothing but a render', async () => {
    expect((await featuresIn("{% set k = 'A' %}{{ UserAttribute[k ~ 'b'] }}")).whole).toBe(false);
    expect((await featuresIn('{% for k in UserAttribute %}{{ k }}{% endfor %}')).whole).toBe(false);
  });

  test('of a field map only the conversions of fields that drop users count', async () => {
    const map = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: ID, missing: { drop: No ID } }
  person.mobileNumber: { user: Phone, as: phone, missing: { drop: No phone } }
  members.tier.id: { user: Tier, map: { gold: T1 }, missing: omit }
`;
    const { all } = await featuresIn('{# smartpass: map.yaml #}<a href="{{longURL}}">x</a>', map);
    expect(all).toEqual({
      ID: BASE,
      Phone: [...BASE, 'converts [{"transforms":[],"conversion":{"to":"phone"}}]'],
      Tier: BASE,
    });
  });
});

describe('the results of features', () => {
  test('presence', () => {
    const values: readonly (Value | undefined)[] = [
      undefined,
      null,
      '',
      '\u00a0 ',
      'x',
      0,
      7,
      new PyFloat(0),
      new PyFloat(0.5),
      false,
      true,
      [],
      [1],
      new Dict(),
      Dict.of([['a', 1]]),
    ];
    expect(values.map(presenceOf)).toEqual(PRESENCE.map((_, at) => at));
  });

  test('the others', () => {
    const results = resultsOf({
      attribute: { kind: 'UserAttribute', name: 'A' },
      features: [
        { kind: 'equals', values: ['gold', 5, true], folds: ['trim', 'lower'] },
        { kind: 'between', bounds: [0, 10], parses: true },
        { kind: 'length', bounds: [2, 5] },
        { kind: 'has', set: 'quote' },
        { kind: 'half-pair' },
        { kind: 'date' },
        { kind: 'shape' },
      ],
    });
    expect(results(' GOLD')).toEqual([1, 0, 2, 0, 0, 0, ' a']);
    expect(results(5)).toEqual([2, 3, 0, 0, 0, 0, '9']);
    expect(results('10')).toEqual([0, 4, 1, 0, 0, 0, '9']);
    expect(results(true)).toEqual([3, 3, 0, 0, 0, 0, 'a']);
    expect(results('O"B\ud800')).toEqual([0, 0, 1, 1, 1, 0, 'a"a¤']);
    expect(results('2026-01-31')).toEqual([0, 0, 2, 0, 0, 1, '9-9-9']);
    expect(results(undefined)).toEqual([0, 0, 0, 0, 0, 0, '']);
  });

  test('a shape has letters, digits and the rest', () => {
    expect(shapeOf('Ada  Lovelace-7 O’Brien 12')).toBe('a a-9 a¤a 9');
    expect(shapeOf('x.'.repeat(100))).toHaveLength(40);
  });
});
