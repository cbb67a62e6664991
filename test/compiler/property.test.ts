import * as fc from 'fast-check';
import { parseFragment, serialize } from 'parse5';
import { expect, test } from 'vitest';
import {
  compile,
  type FieldMap,
  type Known,
  type MappedField,
  type Policy,
  type Source,
} from '../../src/compiler/index.ts';
import { Dict, fromJs, PyFloat, type Value } from '../../src/jinja/index.ts';
import { emulator, expectedOf, worlds } from './emulate.ts';

/** `SMARTPASS_RUNS=200000 npx vitest run test/compiler/property.test.ts` for a long run. */
const RUNS = Number(process.env['SMARTPASS_RUNS'] ?? 400);
const ALL_WORLDS = worlds();

const NAMES = [
  'First Name',
  'X',
  "it's",
  'Prénom',
  'items',
  '{{ x }}',
  'a "b"',
  '__class__',
  'Email (Standard)',
];
const name = fc.constantFrom(...NAMES);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '"',
    '\\',
    "'",
    '</a><script>',
    '{{ x }}',
    '{% raw %}',
    '#}',
    '\u0000',
    '\u2028',
    '👍🏽',
    'שלום',
    '\ud800',
  ),
);
const shaped = fc.oneof(
  fc.constantFrom(
    '2027-01-31',
    '31/12/2027',
    '2024-02-29T10:11:12.5-05:30',
    '2027-01-31 10:11',
    'true',
    'No',
    'F',
    '#abc',
    'https://example.com/?a=b&c',
    '+44 7700 900123',
    'gold',
    '-007.50',
    '1e5',
  ),
  fc.integer().map(String),
  fc
    .date({ noInvalidDate: true, min: new Date('0001-01-02'), max: new Date('9999-12-30') })
    .map((date) => date.toISOString()),
  fc.stringMatching(/^[0-9+\-:./T Z]{0,25}$/),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: anyText },
  { weight: 4, arbitrary: shaped },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.bigInt().map((big) => fromJs(big)) },
  {
    weight: 1,
    arbitrary: fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((float) => new PyFloat(float)),
  },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 2, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 }),
  },
);
const dict = fc.array(fc.tuple(name, value), { maxLength: 8 }).map((entries) => Dict.of(entries));
const product = fc
  .constantFrom('title', 'items', 'price')
  .chain((key) => fc.tuple(fc.constant(key), value));
const productSets = fc
  .array(
    fc.array(product).map((entries) => Dict.of(entries)),
    { maxLength: 3 },
  )
  .map((items) => Dict.of([['Set', items]]));
const known: fc.Arbitrary<Known> = fc.record(
  { user: dict, event: dict, businessEvent: dict, campaign: dict, productSets },
  { requiredKeys: ['user'] },
);

const literalText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom('it\'s "q" \\ <b> & {{ x }} %}', 'x  y', 'é👍'),
);
const leaf: fc.Arbitrary<Source> = fc.oneof(
  fc
    .tuple(fc.constantFrom('user', 'event', 'business', 'campaign'), name)
    .map(([kind, attribute]) => ({ kind, attribute })),
  fc
    .tuple(fc.nat(2), fc.constantFrom('title', 'items'))
    .map(([at, key]) => ({ kind: 'product' as const, set: 'Set', path: [at, key] })),
);
const source: fc.Arbitrary<Source> = fc.oneof(
  { weight: 5, arbitrary: leaf },
  { weight: 1, arbitrary: literalText.map((text) => ({ kind: 'value' as const, text })) },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.oneof(
          leaf,
          literalText.filter((text) => text !== ''),
        ),
        { minLength: 2, maxLength: 4 },
      )
      .filter((parts) => parts.some((part) => typeof part !== 'string'))
      .map((parts) => ({ kind: 'text' as const, parts })),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(leaf, { minLength: 1, maxLength: 3 })
      .map((sources) => ({ kind: 'first' as const, sources })),
  },
);
const policy: fc.Arbitrary<Policy> = fc.oneof(
  fc.constantFrom<Policy>({ kind: 'omit' }, { kind: 'empty' }),
  literalText.map((text): Policy => ({ kind: 'default', text })),
  fc.constantFrom<Policy>({ kind: 'drop', reason: 'No A' }, { kind: 'drop', reason: 'No B' }),
);
const conversion: fc.Arbitrary<MappedField['conversion']> = fc.oneof(
  fc
    .constantFrom(
      'text',
      'text',
      'phone',
      'integer',
      'number',
      'boolean',
      'gender',
      'colour',
      'url',
    )
    .map((to) => ({ to })),
  fc.constantFrom('ymd', 'dmy', 'mdy').map((order) => ({ to: 'date' as const, order })),
  fc
    .tuple(fc.constantFrom('ymd', 'dmy'), fc.constantFrom('+00:00', '-05:30'))
    .map(([order, offset]) => ({ to: 'datetime' as const, order, offset })),
);
const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
const field = fc.record(
  {
    source,
    transforms: fc.array(fc.constantFrom('trim' as const, { truncate: 3 }), { maxLength: 2 }),
    conversion,
    lookup: fc.array(
      fc.tuple(
        fc.constantFrom('gold', 'true', '1', '"', 'F'),
        literalText.filter((text) => text.trim() !== ''),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    missing: policy,
    span: fc.constant(span),
  },
  { requiredKeys: ['source', 'transforms', 'conversion', 'missing', 'span'] },
);
const groupNames = [
  'location[1].lat',
  'location[1].lon',
  'location[1].lockScreenMessage',
  'location[1].name',
];
const map: fc.Arbitrary<FieldMap> = fc
  .record({
    fields: fc.array(field, { minLength: 1, maxLength: 6 }),
    grouped: fc.boolean(),
    base64: fc.constantFrom('url' as const, 'standard' as const),
    query: fc.constantFrom([], [['utm_source', 'moengage']] as [string, string][]),
  })
  .map(({ fields, grouped, base64, query }) => ({
    file: 'random',
    project: { url: 'https://pub1.pskt.io/c/a4hrop' },
    fields: fields.map((one, at) => ({
      ...one,
      name: (grouped ? groupNames[at] : undefined) ?? `meta.${at}`,
    })),
    base64,
    query,
  }));

test(
  `random maps, users and worlds (${RUNS}): the link is the one computed without Jinja`,
  () => {
    fc.assert(
      fc.property(map, known, fc.nat(), fc.boolean(), (made, user, pick, inEmail) => {
        const world = ALL_WORLDS[pick % ALL_WORLDS.length];
        if (world === undefined) return;
        const { snippet } = compile(made, { channel: inEmail ? 'email' : 'push' });
        expect(serialize(parseFragment(`<p>${snippet}</p>`))).toBe(`<p>${snippet}</p>`);
        const given = emulator(inEmail ? `${snippet}{{ longURL }}` : snippet, world)(user);
        expect(given).toEqual(expectedOf(made, user));
      }),
      { numRuns: RUNS },
    );
  },
  Math.max(60_000, RUNS * 60),
);
