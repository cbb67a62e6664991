import * as fc from 'fast-check';
import { anyText } from '../any-text.ts';

/** A value that a webhook may hold anywhere: of any type, with texts of any kind, times in both forms. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyText(),
    fc.constantFrom(
      '',
      'null',
      '2026-02-30T99:00:00Z',
      '-000001-01-01T00:00:00Z',
      '2999-01-01T00:00:00Z',
      '"',
      '{{ 7 * 7 }}',
      'x'.repeat(3000),
      '__proto__',
    ),
    fc.double(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.record({ seconds: fc.oneof(fc.integer(), fc.string()), nanos: fc.nat() }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 4 }),
  ),
})).any;

const id = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom(
    'guest',
    'GUEST ',
    'null',
    ' 0',
    '1',
    'true',
    'False',
    'unknown',
    '-1',
    'a',
    'user-17',
    'Ünï',
    '\u{1F600}',
  ),
  fc.integer(),
  fc.boolean(),
  value,
);

const EVENTS = [
  'created',
  'PASS_EVENT_RECORD_UPDATED',
  'Pass installed',
  'deleted',
  8,
  '16',
  'PASS_EVENT_UNINSTALLED',
  'opened',
  null,
];

/** The body of a webhook that is what PassKit sends, or near it. */
export const webhook: fc.Arbitrary<unknown> = fc.record(
  {
    event: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...EVENTS) }, value),
    pass: fc.record(
      {
        id,
        classId: value,
        protocol: fc.constantFrom(100, 101, '200', 'MEMBERSHIP', 'PASS_PROTOCOL_FLIGHT', 7),
        personDetails: fc.record({ externalId: id, forename: value }, { requiredKeys: [] }),
        metadata: fc.dictionary(fc.string(), value, { maxKeys: 4 }),
        metaData: value,
        recordData: fc.record(
          { 'members.tier.id': value, 'universal.status': value, at: value },
          { requiredKeys: [] },
        ),
        externalId: value,
      },
      { requiredKeys: ['id', 'personDetails'] },
    ),
  },
  { requiredKeys: ['event', 'pass'] },
);
