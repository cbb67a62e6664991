import * as fc from 'fast-check';
import type { MappedField } from '../../src/compiler/index.ts';
import { PyFloat, type Value } from '../../src/jinja/index.ts';

type Conversion = MappedField['conversion'];

const dates = (to: 'date' | 'datetime', more: object): Conversion =>
  ({
    to,
    order: 'ymd',
    ...(to === 'datetime' && { offset: '+00:00', time: '00:00:00' }),
    ...more,
  }) as Conversion;

/** Every conversion with each of its options; those of one line share a count of values. */
export const CONVERSIONS: readonly (readonly Conversion[])[] = [
  [{ to: 'text' }],
  [
    { to: 'phone' },
    ...['GB', 'US', 'RU', 'HU', 'IT', 'IN'].map((country) => ({ to: 'phone', country }) as const),
  ],
  [
    { to: 'number' },
    ...([',', '.', "'", ' '] as const).map((group) => ({ to: 'number', group }) as const),
    { to: 'number', min: -5 },
    { to: 'number', max: 1000 },
  ],
  [
    { to: 'integer' },
    ...(['nearest', 'up', 'down'] as const).map((round) => ({ to: 'integer', round }) as const),
    { to: 'integer', group: ',', round: 'nearest', min: 0, max: 100_000 },
  ],
  [{ to: 'latitude' }],
  [{ to: 'longitude' }],
  [{ to: 'uint16' }],
  [{ to: 'boolean' }],
  [{ to: 'gender' }],
  [{ to: 'colour' }],
  [{ to: 'uuid' }],
  [{ to: 'email' }],
  [{ to: 'url' }],
  [{ to: 'image' }],
  [{ to: 'image-id' }],
  [
    dates('date', {}),
    dates('date', { order: 'dmy' }),
    dates('date', { order: 'mdy' }),
    dates('date', { plus: 366 }),
    dates('date', { order: 'dmy', plus: -59 }),
  ],
  [
    dates('datetime', {}),
    dates('datetime', { order: 'dmy', offset: '-05:30' }),
    dates('datetime', { order: 'mdy', time: '23:59:59' }),
    dates('datetime', { plus: 366 }),
    dates('datetime', { plus: -1, time: '12:30' }),
  ],
];

/** Texts made of pieces, each of them one of some. */
function made(...pieces: readonly (readonly string[])[]): fc.Arbitrary<string> {
  return fc.tuple(...pieces.map((some) => fc.constantFrom(...some))).map((parts) => parts.join(''));
}

/** A text with one character put in, taken out or changed. */
function damaged(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const sign = fc.constantFrom(...' \t\u00a0-+./,:;@#()_eExTZ0159٣５\u200f\ufeff"\\'.split(''));
  return fc.tuple(texts, fc.nat(40), sign, fc.nat(2)).map(([text, at, character, how]) => {
    const place = at % (text.length + 1);
    return (
      text.slice(0, place) + (how === 0 ? '' : character) + text.slice(place + (how === 2 ? 0 : 1))
    );
  });
}

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));
const padded = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', '', '', ' ', '\n', '\u00a0'),
      texts,
      fc.constantFrom('', '', '', ' ', '\u3000'),
    )
    .map((parts) => parts.join(''));

const SEPARATORS = ['', '', ' ', '-', '.', '/', '\u00a0', '\u2011', ' / ', '\uff0d', ') ', ','];
const phones = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        '',
        '',
        '+',
        '00',
        '+44 ',
        '0044 ',
        '(+44) ',
        'tel:+1',
        'Tel: ',
        '\u200e+',
        '\ufeff',
        '\uff0b',
        '+44 (0)',
        '(0)',
        '++',
        '1',
        '8',
        '7',
        '91',
        '06',
        '36',
      ),
      fc.array(fc.tuple(digits(1, 5), fc.constantFrom(...SEPARATORS)), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom('', '', '', '', '.0', '.00', '.5', ' ext. 5', ' x5', 'E+10', '.000'),
    )
    .map(([prefix, groups, end]) => `${prefix}${groups.flat().join('')}${end}`),
  fc.constantFrom(
    '+44 (0)20 7946 0000',
    '٠١٢٣٤٥٦٧٨٩',
    '＋４４２０７９４６００００',
    '020/7946000',
    'ada@example.com',
    '1.5E+10',
    '2027-01-31',
    '31.12.2027',
    '1/2/2027',
    '01.23.45.67.89',
    '555.0100',
    '02079460000 / 02079460001',
    '123-45-67',
    '555-01-00',
    '२०७९४६००००',
  ),
);

const SIGNS = ['', '', '', '-', '+'];
const numbers = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...SIGNS),
      digits(0, 6),
      fc.constantFrom('', '', '.', ','),
      digits(0, 4),
      fc.constantFrom(
        '',
        '',
        '',
        'e5',
        'E-3',
        'e+16',
        'e400',
        'e-401',
        'e',
        'e1.5',
        'e00002',
        'e000002',
        'e-07',
      ),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom(...SIGNS),
      digits(1, 4),
      fc.constantFrom(',', '.', "'", ' ', '\u00a0', '_'),
      digits(2, 4),
      fc.constantFrom('', ',', '.', ' ', "'"),
      digits(0, 3),
    )
    .map((parts) => parts.join('')),
  made(SIGNS, [
    '0',
    '89',
    '90',
    '90.0',
    '90.0001',
    '179.99',
    '180',
    '180.5',
    '65535',
    '65536',
    '65535.0',
    '0.5',
    '1000',
    '1000.5',
    '-5',
    '4.5',
    '0.49',
    '1e2',
    '999999.5',
    '12.7',
    '.5',
    '5.',
    '.',
    '1250',
    '1,250',
    '1e-05',
    '1e999',
    'inf',
    'nan',
    'NaN',
    '1_000',
    '٣',
    '0x10',
    'ten',
    '',
  ]),
);

const days = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        '2027',
        '2024',
        '1900',
        '2000',
        '1999',
        '0000',
        '0001',
        '9999',
        '27',
        '20270',
      ),
      digits(4, 4),
    ),
    fc.oneof(fc.constantFrom('01', '1', '2', '02', '12', '13', '00', '001', ''), digits(1, 2)),
    fc.oneof(fc.constantFrom('31', '29', '28', '30', '1', '09', '32', '00'), digits(1, 2)),
    fc.constantFrom('-', '-', '/', '.', ':', ''),
    fc.nat(2),
  )
  .map(
    ([year, month, day, mark, order]) =>
      [
        [year, month, day],
        [day, month, year],
        [month, day, year],
      ][order]?.join(mark) ?? '',
  );
const clocks = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'T',
    ' garbage',
    'Z',
    'T10:20:30.garbage',
    'T10:20:30.',
    'T10:20:30+0:530',
    'T24:00',
    ' 1:20',
    'T10:20:3',
    'T10:20:300',
    'T10',
    'T10:20.5',
  ),
  fc
    .tuple(
      fc.constantFrom('T', 't', ' ', '  ', ' T', ''),
      fc.constantFrom('00', '10', '23', '24', '9'),
      fc.constantFrom(':00', ':59', ':60', ':5', ''),
      fc.constantFrom('', '', ':00', ':59', ':60', ':30.5', ':30.123456', ':7'),
      fc.constantFrom(
        '',
        '',
        'Z',
        'z',
        ' UTC',
        ' GMT',
        '+05:30',
        '-0530',
        '+05',
        '+5',
        '-23:59',
        '+24:00',
        ' +01:00',
        'ZZ',
        '+05:60',
        '+05:3',
        'CET',
      ),
    )
    .map((parts) => parts.join('')),
);
const moments = fc.oneof(
  fc.tuple(days, clocks).map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('', '', '-', '+'),
      digits(7, 15),
      fc.constantFrom('', '', '.0', '.5', '.', '.123456789', 'Z'),
    )
    .map((parts) => parts.join('')),
  fc
    .date({ noInvalidDate: true, min: new Date('0001-01-02'), max: new Date('9999-12-30') })
    .map((date) => date.toISOString()),
  fc
    .date({ noInvalidDate: true, min: new Date('1800-01-01'), max: new Date('2280-12-30') })
    .chain((date) =>
      fc.constantFrom(String(date.getTime()), String(Math.floor(date.getTime() / 1000))),
    ),
);

const emails = made(
  ['a', 'ada', "o'brien", 'ä', '', 'a.b+c', '<a', '@', 'a,b', 'mailto:ada', '"ada"', '(ada'],
  ['@', '@', '@', '@', '', '@@', ' @', '@('],
  ['example', 'ex', '', 'exämple', '.', 'sub.example', 'a,b', 'e;x'],
  ['.', '.', '.', '', '..'],
  ['com', 'c', 'co', '', 'co.uk', 'com ', 'b.c', 'рф', 'c-', 'c1'],
  ['', '', '', ',', ' b@c.de', '>', '.', ';', ')', "'", '\ufeff'],
);

const urls = made(
  ['https', 'http', 'HTTPS', 'ftp', '', 'javascript'],
  ['://', '://', '://', ':', ':/', '//'],
  ['example.com', 'localhost', '', 'user@example.com', ':80', '.', 'a.b', 'münchen.de', 'example.'],
  ['', '/', '/a b', '?x=1&y=2', '#x', '/a.png', '/\ufeff'],
);

const uuids = fc
  .uuid()
  .chain((uuid) =>
    fc.constantFrom(
      uuid,
      uuid.toUpperCase(),
      `{${uuid}}`,
      `urn:uuid:${uuid}`,
      uuid.replaceAll('-', ''),
      uuid.replace('-', ''),
      uuid.slice(1),
    ),
  );

const hexColours = made(
  ['#', '', '#', '##'],
  ['abc', 'ABC', 'a1b2c3', 'ffffff', 'decade', '000000', '123', 'bad', '12345', 'ggg'],
);

const rgbColours = fc
  .tuple(
    fc.constantFrom('rgb(', 'RGB(', 'rgba(', 'rgb', ''),
    fc.array(
      fc.oneof(fc.nat(300).map(String), fc.constantFrom('', ' 7', '007', '-1', '10%', '٣')),
      { minLength: 2, maxLength: 4 },
    ),
    fc.constantFrom(',', ', ', ' '),
    fc.constantFrom(')', ')', ''),
  )
  .map(([head, parts, mark, end]) => `${head}${parts.join(mark)}${end}`);

const WORDS =
  'red,Blue,transparent,orange,white ,true,No,ON,1,1.0,0,y,m,Male,FEMALE,f,2.0,other,unknown,male ,3';
const words = fc.constantFrom(...WORDS.split(','));

const ids = fc
  .tuple(fc.constantFrom(22, 22, 22, 21, 23), fc.constantFrom('', '', '', '/', '+', '=', 'ä'))
  .chain(([length, odd]) =>
    fc
      .array(fc.constantFrom(...Array.from('ABCDwxyz019-_')), {
        minLength: length - odd.length,
        maxLength: length - odd.length,
      })
      .map((all) => all.join('') + odd),
  );

/** Base64 of random bytes, whole or damaged at its end. */
const images = fc
  .tuple(
    fc.constantFrom(
      '',
      'data:image/png;base64,',
      'DATA:image/gif;base64,',
      'data:text/plain;base64,',
    ),
    fc.uint8Array({ minLength: 8, maxLength: 20 }),
    fc.constantFrom('', '', '', '=', '==', 'A', 'B', '-', '/', ' '),
    fc.nat(3),
    fc.constantFrom('base64', 'base64url'),
  )
  .map(([head, bytes, tail, cut, form]) => {
    const text = Buffer.from(bytes).toString(form);
    return `${head}${text.slice(0, text.length - cut)}${tail}`;
  });

const signs = fc.oneof(emails, urls, uuids, hexColours, rgbColours, words, ids, images);

const anything: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map((big): Value => big),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((float): Value => new PyFloat(float)),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
    .map((float): Value => new PyFloat(float)),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 2 }),
);

const KINDS: ReadonlyMap<Conversion['to'], fc.Arbitrary<string>> = new Map<
  Conversion['to'],
  fc.Arbitrary<string>
>([
  ['phone', phones],
  ...(['number', 'integer', 'latitude', 'longitude', 'uint16'] as const).map(
    (to) => [to, numbers] as const,
  ),
  ...(['date', 'datetime'] as const).map((to) => [to, moments] as const),
  ['email', emails],
  ['url', urls],
  ['uuid', uuids],
  ['colour', fc.oneof(hexColours, rgbColours, words)],
  ['boolean', words],
  ['gender', words],
  ['image-id', ids],
  ['image', fc.oneof(images, images, urls)],
]);

/** Random values for a conversion: mostly texts of its own forms, whole or damaged, and those of the others. */
export function valuesFor({ to }: Conversion): fc.Arbitrary<Value> {
  const own = KINDS.get(to) ?? signs;
  return fc.oneof(
    { weight: 5, arbitrary: padded(own) },
    { weight: 3, arbitrary: damaged(own) },
    { weight: 1, arbitrary: fc.oneof(phones, numbers, moments, signs) },
    { weight: 1, arbitrary: anything },
  );
}
