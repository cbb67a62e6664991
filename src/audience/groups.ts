import { PyFloat, type Value } from '../jinja/index.ts';
import { numberText } from './wording.ts';
import { sum, type Tally } from './tally.ts';

/** How many users of the sample there are of something, and how many of them are dropped. */
type GroupCount = { readonly users: number; readonly dropped: number };

/** The values of a column, those that lose most first, by the random sample; `others` are all that are not listed. */
export type Group = {
  readonly column: string;
  readonly values: readonly (GroupCount & { readonly value: string })[];
  readonly others: (GroupCount & { readonly values: number }) | undefined;
};

/** So many values of a column are listed. */
const MOST_VALUES = 12;

/** What the sample says of the column at a place of its `groups`. */
export function groupOf(column: string, at: number, sample: Tally['sample']): Group {
  const found = new Map<string, { users: number; dropped: number }>();
  for (const { groups, isDropped } of sample) {
    const value = groups[at] ?? '';
    const known = found.get(value) ?? { users: 0, dropped: 0 };
    found.set(value, known);
    known.users += 1;
    known.dropped += Number(isDropped);
  }
  const values = [...found]
    .map(([value, counts]) => ({ value, ...counts }))
    .sort((a, b) => b.dropped - a.dropped || b.users - a.users || (a.value < b.value ? -1 : 1));
  const rest = values.slice(MOST_VALUES);
  return { column, values: values.slice(0, MOST_VALUES), others: together(rest, rest.length) };
}

/** A group as it is shown, with at most so many values and all others in one row. */
export function groupRows(
  { values, others }: Group,
  most: number = MOST_VALUES,
): readonly (GroupCount & { readonly label: string })[] {
  const rest = values.slice(most);
  const hidden = together(
    [...rest, ...(others === undefined ? [] : [others])],
    rest.length + (others?.values ?? 0),
  );
  const rows = values.slice(0, most).map(({ value, users, dropped }) => ({
    label: value === '' ? '(none)' : value,
    users,
    dropped,
  }));
  if (hidden === undefined) return rows;
  const { values: count, users, dropped } = hidden;
  return [...rows, { label: `${numberText(count)} other values`, users, dropped }];
}

function together(
  counts: readonly GroupCount[],
  values: number,
): (GroupCount & { readonly values: number }) | undefined {
  if (values === 0) return undefined;
  return {
    values,
    users: sum(counts.map(({ users }) => users)),
    dropped: sum(counts.map(({ dropped }) => dropped)),
  };
}

/** Where the bands of each power of ten begin. */
const STEPS = [5, 2, 1] as const;

/** The band that a number is in, such as `20 to 50` with 20 and without 50; undefined for any other value. */
export function numberBand(value: Value): string | undefined {
  if (!(typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat))
    return undefined;
  const number = value instanceof PyFloat ? value.value : Number(value);
  if (Number.isNaN(number)) return 'not a number';
  if (number < 0) return 'below 0';
  if (number < 1) return number === 0 ? '0' : '0 to 1';
  if (!Number.isFinite(number)) return 'infinity';
  let power = 10 ** Math.floor(Math.log10(number));
  // Logarithms of powers of ten are not exact.
  if (number >= 10 * power) power *= 10;
  if (number < power) power /= 10;
  const step = STEPS.find((one) => number >= one * power) ?? 1;
  const next = step === 5 ? 10 : step === 2 ? 5 : 2;
  return `${numberText(step * power)} to ${numberText(next * power)}`;
}
