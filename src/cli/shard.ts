import { wrongUse } from './wrong-use.ts';

/** One of `count` equal parts of a stream; `index` is counted from 1. */
export type Shard = { readonly index: number; readonly count: number };

/** The shard that `3/16` names; undefined where none is asked for. Throws a FindingsError for anything else. */
export function shardOf(written: string | undefined): Shard | undefined {
  if (written === undefined) return undefined;
  const [, first = '', second = ''] = /^(\d{1,9})\/(\d{1,9})$/.exec(written) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (index >= 1 && index <= count) return { index, count };
  throw wrongUse(
    `--shard is '${written}', expected the number of a part and how many there are, such as 3/16`,
    'parts are counted from 1: the first of 16 is 1/16, the last 16/16',
  );
}

/** Whether the item with a number, counted from 1, belongs to a shard: of 16, shard 3 has items 3, 19, 35, … */
export function isInShard(number: number, shard: Shard | undefined): boolean {
  return shard === undefined || (number - shard.index) % shard.count === 0;
}
