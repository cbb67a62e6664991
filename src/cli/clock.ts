import { wrongUse } from './wrong-use.ts';

/** The clock of a render: a fixed time (ISO 8601, with its offset) where one is given. Throws a FindingsError for no time. */
export function clockOf(now: string | undefined): () => number {
  if (now === undefined) return Date.now;
  const isWhole = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(
    now,
  );
  const time = isWhole ? Date.parse(now) : Number.NaN;
  if (!Number.isNaN(time)) return () => time;
  throw wrongUse(
    `'${now}' is no time: --now takes a date, or a time with its offset`,
    'such as 2026-01-31T09:00:00Z',
  );
}
