import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { converterOf, evaluate, expectedLink, linkerOf } from '../../src/compiler/index.ts';
import { anyMap, anySubject, knownOf } from './arbitraries.ts';

const two = (most: number): fc.Arbitrary<string> =>
  fc.nat(most).map((number) => String(number).padStart(2, '0'));
const offset = fc.oneof(
  fc.constantFrom('', 'Z', '+0200', '-00:00'),
  fc.tuple(fc.constantFrom('+', '-'), two(25), two(61)).map(([sign, h, m]) => `${sign}${h}:${m}`),
);
const time = fc.oneof(
  fc.constant(''),
  fc
    .tuple(fc.constantFrom('T', ' '), two(25), two(61), two(61), offset)
    .map(([mark, h, m, s, end]) => `${mark}${h}:${m}:${s}${end}`),
);
const date = fc
  .tuple(fc.constantFrom('0000', '0001', '1900', '2000', '2024', '2027'), two(13), two(32), time)
  .map(([y, m, d, rest]) => `${y}-${m}-${d}${rest}`);
const phone = fc
  .tuple(
    fc.constantFrom('', '+', '00', '+44 (0)'),
    fc.array(fc.constantFrom(...Array.from('01234567890123456789'), ' ', '-', '(', ')', '(0)'), {
      minLength: 4,
      maxLength: 18,
    }),
  )
  .map(([start, rest]) => start + rest.join(''));
const whole = fc
  .tuple(fc.constantFrom('', '-', '0', '-0'), fc.bigInt(0n, 10n ** 17n))
  .map(([sign, number]) => sign + number);

test.each<
  [string, fc.Arbitrary<string>, readonly Parameters<typeof converterOf>[0]['conversion'][]]
>([
  [
    'dates',
    date,
    [
      { to: 'date', order: 'ymd' },
      { to: 'date', order: 'ymd', plus: 3 },
      { to: 'date', order: 'dmy' },
      { to: 'datetime', order: 'ymd', offset: '+05:30', time: '08:00' },
      { to: 'datetime', order: 'ymd', offset: '-0200', time: '23:59:59', plus: 0 },
    ],
  ],
  [
    'telephone numbers',
    phone,
    [{ to: 'phone' }, { to: 'phone', country: 'GB' }, { to: 'phone', country: 'US' }],
  ],
  [
    'whole numbers',
    whole,
    [
      { to: 'number' },
      { to: 'integer', min: -5, max: 10 ** 9 },
      { to: 'integer', group: '.', round: 'up' },
      { to: 'uint16' },
    ],
  ],
])(
  '%s of the usual form become what they become with white space around them',
  (_, text, conversions) => {
    const converters = conversions.map((conversion) => converterOf({ conversion, transforms: [] }));
    let count = 0;
    fc.assert(
      fc.property(text, (written) => {
        for (const convert of converters) {
          const made = convert(written);
          expect(made).toBe(convert(`\u00a0${written}\t`));
          if (made !== '') count += 1;
        }
      }),
      { numRuns: 3000 },
    );
    expect(count).toBeGreaterThan(300);
  },
);

test('the title case of ASCII is that of any text', () => {
  const title = converterOf({ conversion: { to: 'text' }, transforms: ['title'] });
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 20 });
  fc.assert(
    fc.property(ascii, (text) => {
      const written = `.${text}`;
      expect(`${title(written)} É`).toBe(title(`${written} é`));
    }),
    { numRuns: 3000 },
  );
});

test('a link in one pass is the one that is made of the payload', () => {
  fc.assert(
    fc.property(anyMap, fc.array(anySubject, { minLength: 8, maxLength: 8 }), (map, subjects) => {
      const linkFor = linkerOf(map, 'a secret', nodeCrypto);
      for (const known of subjects.map(knownOf)) {
        const result = evaluate(map, known);
        const { link, dropped } = linkFor(known) ?? {};
        if ('payload' in result) {
          expect(dropped).toEqual([]);
          expect(link).toBe(expectedLink(map, result.payload, 'a secret'));
        } else if (result.cause === 'encoding') expect(link).toBeUndefined();
        else if (result.rest.every(([, value]) => value.isWellFormed())) {
          expect(dropped).toEqual(result.dropped);
          expect(link).toBe(expectedLink(map, result.rest, 'a secret'));
        } else expect(link).toBeUndefined();
      }
    }),
    { numRuns: 300 },
  );
});
