import type { ShapedRead } from '../analysis/index.ts';
import type { Pieces } from './pieces.ts';

/**
 * Whether a value of a read has a part in what two texts have differently. With another value of any other read the two differ in
 * nothing in which they do not differ without it: the pieces that it has a part in are the same in both.
 */
export function partsInChange(before: Pieces, after: Pieces): (read: ShapedRead) => boolean {
  const { first, ends } = differing(before, after);
  return (read) =>
    [before, after].some((pieces) =>
      [...pieces.touchedBy(read)].some((at) => at >= first && at < pieces.list.length - ends),
    );
}

/** How many pieces are the same at the beginning, and how many at the end. */
function differing(
  before: Pieces,
  after: Pieces,
): { readonly first: number; readonly ends: number } {
  const [was, is] = [before.list.length, after.list.length];
  const most = Math.min(was, is);
  let first = 0;
  while (first < most && before.textAt(first) === after.textAt(first)) first += 1;
  let ends = 0;
  while (ends < most - first && before.textAt(was - 1 - ends) === after.textAt(is - 1 - ends))
    ends += 1;
  return { first, ends };
}
