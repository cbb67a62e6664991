import {
  parsePhoneNumberWithError,
  getExampleNumber,
  type CountryCode,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { CALLING_RULES } from '../../src/compiler/calling-codes.ts';
import {
  compile,
  CONVERSION_NAMES,
  evaluate,
  readFieldMap,
  type FieldMap,
  type Known,
} from '../../src/compiler/index.ts';
import { Dict, type Value } from '../../src/jinja/index.ts';
import { readLink } from '../../src/passkit/index.ts';
import { conversionCases } from './conversion-cases.ts';
import { emulator, type World } from './emulate.ts';

const all = conversionCases();
const WORLDS: readonly World[] = (['3.1', '2.8', '3.1.6'] as const).map((version) => ({
  version,
  undefined: 'Undefined',
  missing: 'undefined',
}));

function mapOf(options: object): FieldMap {
  const text = JSON.stringify({
    smartpass: 1,
    identity: 'none',
    project: { url: 'https://pub1.pskt.io/c/a4hrop' },
    fields: { 'meta.x': { user: 'X', ...options } },
  });
  const { map, findings } = readFieldMap(text, 'x.json');
  if (map === undefined) throw new Error(JSON.stringify(findings));
  return map;
}

function knownOf(value: Value): Known {
  return { user: Dict.of([['X', value]]) };
}

function computed(map: FieldMap, value: Value): string | null {
  const result = evaluate(map, knownOf(value));
  return 'payload' in result ? (result.payload[0]?.[1] ?? null) : null;
}

function rendered(answer: ReturnType<typeof emulator>, value: Value): string | null {
  const { link = '' } = answer(knownOf(value));
  const text = readLink(link).payload?.[0]?.[1];
  return text === undefined ? null : String(text);
}

test('every conversion has cases', () => {
  expect([...all.keys()].toSorted()).toEqual(
    CONVERSION_NAMES.filter((name) => name !== 'repr').toSorted(),
  );
});

describe.each([...all])('%s', (_name, groups) => {
  test.each(groups.map((group) => [JSON.stringify(group.options), group] as const))(
    '%s',
    (_options, { options, cases }) => {
      const map = mapOf(options);
      const { snippet } = compile(map, { channel: 'push' });
      const answers = WORLDS.map((world) => emulator(snippet, world));
      for (const { value, answer } of cases) {
        expect([value, computed(map, value)]).toEqual([value, answer]);
        for (const one of answers) expect([value, rendered(one, value)]).toEqual([value, answer]);
      }
    },
  );
});

describe('telephone numbers beside libphonenumber', () => {
  const cases = (all.get('phone') ?? []).flatMap(({ options, cases: some }) =>
    some
      .filter(({ source, answer }) => answer !== null && source === 'libphonenumber')
      .map((one) => ({ ...one, country: options['country'] as CountryCode })),
  );
  test.each(cases)('$value in $country', ({ value, answer, country }) => {
    expect(parsePhoneNumberWithError(String(value), country).number).toBe(answer);
  });

  test('mobile numbers of every country as people there write them', () => {
    const missing = [...CALLING_RULES.keys()].filter((country) => {
      const example = getExampleNumber(country as CountryCode, examples);
      if (example === undefined) return false;
      const map = mapOf({ as: 'phone', country });
      const written = [example.formatNational(), example.formatInternational(), example.number];
      const made = written.map((text) => computed(map, text));
      expect([country, new Set(made.filter(Boolean))]).toEqual([
        country,
        new Set([example.number]),
      ]);
      return made.includes(null);
    });
    // A 15 in the middle of Argentina's; numbers of four digits.
    expect(missing).toEqual(['AR', 'TA', 'TK']);
  });
});
