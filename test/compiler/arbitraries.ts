import * as fc from 'fast-check';
import type { FieldMap, Known, MappedField, Policy, Source } from '../../src/compiler/index.ts';
import { Dict, fromJs, PyFloat, type Value } from '../../src/jinja/index.ts';
import { escapeQuery } from '../../src/passkit/index.ts';
import { anyText } from '../any-text.ts';
import { CONVERSIONS } from '../../src/compiler/schema-conversions.ts';

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

const attributeText = fc.oneof(
  anyText({ maxLength: 12 }),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    '\u00a0\u3000',
    '"',
    '\\',
    "'",
    'O"Brien \\ \'n Söhne',
    '</a><script>',
    'a & b &amp; <c>',
    '{{ x }}',
    '{% raw %}',
    '#}',
    '+/=?%&sig=',
    'MOE_NOT_SEND',
    'None',
    '\u0000',
    '\b\t\n\f\r\u001f\u007f',
    '\u2028\u2029',
    '👍🏽',
    'שלום',
    '\ud800',
    'a\udc00',
  ),
);

const shaped = fc.oneof(
  fc.constantFrom(
    '2027-01-31',
    '31/12/2027',
    '2024-02-29T10:11:12.5-05:30',
    '2027-01-31 10:11',
    '2023-02-29',
    'true',
    'No',
    'F',
    'male',
    '#abc',
    'A1B2C3',
    'https://example.com/?a=b&c',
    '+44 7700 900123',
    '(0) 123-456.0',
    'gold',
    '-007.50',
    '1e5',
    '٣',
  ),
  fc.integer().map(String),
  fc
    .date({ noInvalidDate: true, min: new Date('0001-01-02'), max: new Date('9999-12-30') })
    .map((date) => date.toISOString()),
  fc.stringMatching(/^[0-9+\-:./T Z]{0,25}$/),
);

/** Any value an attribute may have: text of every kind, numbers, booleans, None, lists. */
export const anyValue: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: attributeText },
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

const dict = fc
  .array(fc.tuple(name, anyValue), { maxLength: 10 })
  .map((entries) => Dict.of(entries));
/** Keys of nested values: names of methods of text, lists and mappings among them, which a path must not find. */
const KEYS = [
  'title',
  'items',
  'price',
  'get',
  'keys',
  'update',
  'pop',
  'upper',
  'index',
  '__class__',
];
const key = fc.constantFrom(...KEYS);

/** What a path leads through: mappings and lists, and any other value where one of them is expected. */
const nested: fc.Arbitrary<Value> = fc.letrec<{ value: Value; table: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: anyValue },
    { weight: 4, arbitrary: tie('table') },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
  ),
  table: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 4 })
    .map((entries): Value => Dict.of(entries)),
})).value;
const table = fc
  .array(fc.tuple(key, nested), { maxLength: 4 })
  .map((entries): Value => Dict.of(entries));
const productSets = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.array(fc.oneof({ weight: 4, arbitrary: table }, nested), { maxLength: 3 }),
    },
    { weight: 1, arbitrary: nested },
  )
  .map((items) => Dict.of([['Set', items]]));

/** What a recipient is made of, as plain tables: `content` and `rows` are what a Content API and an auxiliary table give. */
export type Subject = {
  readonly user: Dict;
  readonly event?: Dict;
  readonly businessEvent?: Dict;
  readonly campaign?: Dict;
  readonly productSets?: Dict;
  readonly content?: Value;
  readonly rows?: Dict;
};

/** Random recipients. */
export const anySubject: fc.Arbitrary<Subject> = fc.record(
  {
    user: dict,
    event: dict,
    businessEvent: dict,
    campaign: dict,
    productSets,
    content: fc.oneof({ weight: 4, arbitrary: table }, nested),
    rows: fc
      .array(fc.tuple(fc.constantFrom('gold', 'true', '1', 'F'), table), { maxLength: 3 })
      .map((entries) => Dict.of(entries)),
  },
  { requiredKeys: ['user', 'productSets'] },
);

/** The recipient as the reference and the prover read it: an API answers only calls whose parameter is not blank. */
export function knownOf({ content, rows, ...recipient }: Subject): Known {
  return {
    ...recipient,
    contentApi: (_api, params) => (params.get('id')?.trim() === '' ? null : (content ?? null)),
    auxRow: (_table, key) => rows?.get(key),
  };
}

const literalText = fc.oneof(
  anyText({ maxLength: 10 }).filter((text) => !/\p{Surrogate}/u.test(text)),
  fc.constantFrom(
    'it\'s "q" \\ <b> & {{ x }} %}',
    'x  y',
    'é👍',
    '{# no #}',
    "{% MOE_NOT_SEND('x') %}",
    '\\x22\\n',
  ),
);

const attribute: fc.Arbitrary<Source> = fc
  .tuple(fc.constantFrom('user', 'user', 'user', 'event', 'business', 'campaign'), name)
  .map(([kind, attribute]) => ({ kind, attribute }));
const path = fc.oneof(
  { weight: 3, arbitrary: key.map((one) => [one]) },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof({ weight: 3, arbitrary: key }, fc.nat(2)), {
      minLength: 1,
      maxLength: 3,
    }),
  },
);
const leaf: fc.Arbitrary<Source> = fc.oneof(
  { weight: 6, arbitrary: attribute },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(2), path)
      .map(([at, steps]) => ({ kind: 'product' as const, set: 'Set', path: [at, ...steps] })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(path, fc.option(attribute, { nil: undefined })).map(([steps, id]) => ({
      kind: 'content' as const,
      api: 'Points',
      path: steps,
      params: id === undefined ? [] : [['id', id] as const],
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(key, attribute)
      .map(([field, from]) => ({ kind: 'aux' as const, table: 'stores', key: from, field })),
  },
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
  fc.constantFrom<Policy>({ kind: 'omit' }, { kind: 'omit' }, { kind: 'empty' }),
  literalText.map((text): Policy => ({ kind: 'default', text })),
  fc.constantFrom<Policy>({ kind: 'drop', reason: 'No A' }, { kind: 'drop', reason: 'No B' }),
);
type Plain = Exclude<MappedField['conversion']['to'], 'date' | 'datetime'>;

/** Every conversion that needs no option of its own; texts are what most fields are. */
const plain = ['text', ...CONVERSIONS].filter(
  (to): to is Plain => to !== 'date' && to !== 'datetime',
);
const order = fc.constantFrom('ymd' as const, 'dmy' as const, 'mdy' as const);
const plus = fc.option(fc.constantFrom(1, 366, -59), { nil: undefined });
const group = fc.constantFrom(',' as const, '.' as const, "'" as const, ' ' as const);
const round = fc.constantFrom('nearest' as const, 'up' as const, 'down' as const);

/** Random conversions, with every option of theirs. */
export const anyConversion: fc.Arbitrary<MappedField['conversion']> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...plain).map((to) => ({ to })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('GB', 'US', 'RU', 'HU', 'IT', 'IN')
      .map((country) => ({ to: 'phone' as const, country })),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      { to: fc.constant('number' as const), group, min: fc.constant(-10), max: fc.constant(2000) },
      { requiredKeys: ['to'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      { to: fc.constant('integer' as const), group, round, min: fc.constant(0) },
      { requiredKeys: ['to'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ order, plus }).map(({ order: one, plus: days }) => ({
      to: 'date' as const,
      order: one,
      ...(days !== undefined && { plus: days }),
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        order,
        plus,
        offset: fc.constantFrom('+00:00', '-05:30'),
        time: fc.constantFrom('00:00:00', '23:59:59'),
      })
      .map(({ plus: days, ...one }) => ({
        to: 'datetime' as const,
        ...one,
        ...(days !== undefined && { plus: days }),
      })),
  },
);
const transform = fc.constantFrom<MappedField['transforms'][number]>(
  'trim',
  'lower',
  'upper',
  'title',
  { truncate: 3 },
  { truncate: 1 },
);

const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
const field = fc.record(
  {
    source,
    transforms: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(transform, { maxLength: 3 }) },
    ),
    conversion: anyConversion,
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

const GROUPS = [
  ['location[1].lat', 'location[1].lon', 'location[1].lockScreenMessage', 'location[1].name'],
  ['beacon[2].uuid', 'beacon[2].major', 'beacon[2].minor', 'beacon[2].lockScreenMessage'],
];
const PLAIN = ['person.surname', 'person.externalId', 'meta."it"\\s', 'meta.é👍', 'utm_source'];

function namesOf(style: 'plain' | 'group' | 'both'): readonly string[] {
  if (style === 'plain') return PLAIN;
  return style === 'group' ? (GROUPS[0] ?? []) : GROUPS.flat();
}

const query = fc
  .array(
    fc.tuple(fc.constantFrom('utm_source', 'a b', 'ü'), fc.constantFrom('moengage', '', 'x&y=z#')),
    { maxLength: 2 },
  )
  .map((pairs) =>
    [...new Map(pairs)].map(([key, text]) => [escapeQuery(key), escapeQuery(text)] as const),
  );

/** Random field maps: every source, conversion, look-up, transform, policy, group and option of the link. */
export const anyMap: fc.Arbitrary<FieldMap> = fc
  .record({
    fields: fc.array(field, { minLength: 1, maxLength: 8 }),
    style: fc.constantFrom('plain', 'group', 'both'),
    base64: fc.constantFrom('url' as const, 'url' as const, 'standard' as const),
    query,
  })
  .map(({ fields, style, base64, query: pairs }) => ({
    file: 'random',
    project: { url: 'https://pub1.pskt.io/c/a4hrop' },
    fields: fields.map((one, at) => ({ ...one, name: namesOf(style)[at] ?? `meta.${at}` })),
    base64,
    query: pairs,
  }));
