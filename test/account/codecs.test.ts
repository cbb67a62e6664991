import { describe, expect, test } from 'vitest';
import type { DateTime } from '../../src/account/dates/calendar.ts';
import { placeInZone, zoneOf } from '../../src/account/dates/zones.ts';
import {
  makeProfile,
  moengageFilters,
  nobleHashes,
  type ProfileValues,
} from '../../src/account/index.ts';
import { PyError } from '../../src/jinja/errors.ts';
import { type CallState } from '../../src/jinja/values/types.ts';
import { jsonLines } from '../json-lines.ts';

type Case = {
  readonly call: string;
  readonly text: string;
  readonly zone: string;
  readonly epoch: number;
  readonly value: readonly number[];
  readonly output?: unknown;
  readonly error?: { readonly type: string; readonly message: string };
};

const cases = jsonLines('fixtures/moengage/codecs.jsonl') as readonly Case[];

const FILTERS: ReadonlyMap<string, readonly [name: string, profile: Partial<ProfileValues>]> =
  new Map([
    ['base64encode', ['base64encode', {}]],
    ['base64lines', ['base64encode', { base64Lines: '76' }]],
    ['base64decode', ['base64decode', {}]],
    ['unquote', ['urldecode', { urldecode: 'percent' }]],
    ['unquote_plus', ['urldecode', { urldecode: 'plus' }]],
  ]);

function filtered(call: string, text: string): Pick<Case, 'output' | 'error'> {
  const [name, profile] = FILTERS.get(call) ?? ['', {}];
  const options = { crypto: nobleHashes, clock: () => 0, auxTables: new Map() };
  const filters = moengageFilters({ ...options, profile: makeProfile(profile) });
  try {
    return { output: filters.get(name)?.run({} as CallState, text) };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return { error: { type: error.type, message: error.message } };
  }
}

describe('what Python recorded', () => {
  test.each([...FILTERS.keys()])('%s', (call) => {
    const chosen = cases.filter((item) => item.call === call);
    expect(chosen.length).toBeGreaterThan(50);
    for (const { text, output, error } of chosen)
      expect([text, filtered(call, text)]).toEqual([
        text,
        error === undefined ? { output } : { error },
      ]);
  });

  test('what a zone shows at an instant', () => {
    for (const { zone, epoch, output } of cases.filter(({ call }) => call === 'at')) {
      const { offset, name } = zoneOf(zone).at(epoch);
      expect([zone, epoch, [offset, name]]).toEqual([zone, epoch, output]);
    }
  });

  test('where a wall clock stands in a zone', () => {
    for (const { zone, value, output } of cases.filter(({ call }) => call === 'place')) {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = value;
      const wall: DateTime = { year, month, day, hour, minute, second: 0, microsecond: 0 };
      expect([zone, value, placeInZone(wall, zoneOf(zone)).offset]).toEqual([zone, value, output]);
    }
  });
});
