import { expect, test } from 'vitest';
import type { DateTime } from '../../../src/account/dates/calendar.ts';
import { strftime } from '../../../src/account/dates/strftime.ts';
import { strptime } from '../../../src/account/dates/strptime.ts';
import { PyError } from '../../../src/jinja/errors.ts';
import { jsonLines } from '../../json-lines.ts';

type Case = {
  readonly call: 'strftime' | 'strptime';
  readonly value: DateTime;
  readonly text: string;
  readonly format: string;
  readonly output?: unknown;
  readonly error?: { readonly type: string; readonly message: string };
};

const cases = jsonLines('fixtures/moengage/dates.jsonl') as readonly Case[];

function answer(item: Case): Pick<Case, 'output' | 'error'> {
  try {
    const output =
      item.call === 'strftime'
        ? strftime(item.value, item.format)
        : strptime(item.text, item.format);
    return { output };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return { error: { type: error.type, message: error.message } };
  }
}

test.each(['strftime', 'strptime'] as const)('%s answers what Python recorded', (call) => {
  const chosen = cases.filter((item) => item.call === call);
  expect(chosen.length).toBeGreaterThan(1000);
  const misses = chosen.flatMap((item) => {
    const { output, error } = item;
    const got = answer(item);
    const expected = error === undefined ? { output } : { error };
    return JSON.stringify(sorted(got)) === JSON.stringify(sorted(expected))
      ? []
      : [{ case: item, got }];
  });
  expect(misses.slice(0, 8)).toEqual([]);
});

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
