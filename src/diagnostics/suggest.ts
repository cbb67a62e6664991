/** Longer names are not misspelt ones: a text of a megabyte in place of a name costs nothing. */
const LONGEST = 120;

/** The most characters in which a misspelt name may differ, however long it is. */
const MOST_EDITS = 3;

/**
 * The candidate that `name` was probably meant to be, or undefined. Letter case, spaces and punctuation do not count, nor does
 * a remark in parentheses at the end (`Email` means `Email (Standard)`). Names of 3 characters may differ in one, of 5 in two,
 * of 12 in three; neighbours that are exchanged count once, and beyond one difference the first letter must be the same.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = fold(name);
  if (wanted === '') return undefined;
  let best: string | undefined;
  let bestDistance = MOST_EDITS + 1;
  for (const candidate of candidates) {
    if (candidate === name || candidate.length > LONGEST) continue;
    const found = difference(wanted, candidate, bestDistance);
    if (found >= bestDistance) continue;
    best = candidate;
    bestDistance = found;
  }
  return best;
}

/** The hint "did you mean 'x'?", or undefined where no candidate is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const best = closest(name, candidates);
  return best === undefined ? undefined : `did you mean '${best}'?`;
}

/** Whether two names differ in letter case, spaces, punctuation or a remark in parentheses at the end alone. */
export function isSameName(one: string, other: string): boolean {
  if (one.length > LONGEST || other.length > LONGEST) return false;
  const [a, b] = [fold(one), fold(other)];
  return (
    a !== '' && (a === b || fold(withoutRemark(one)) === b || a === fold(withoutRemark(other)))
  );
}

function withoutRemark(name: string): string {
  return name.replace(/\([^()]*\)\s*$/, '');
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/** How far a candidate is from a folded name; Infinity where it is too far, or not nearer than `below`. */
function difference(wanted: string, candidate: string, below: number): number {
  const folded = fold(candidate);
  const allowed = Math.min(below - 1, allowance(Math.max(wanted.length, folded.length)));
  const found = editDistance(wanted, folded, allowed);
  if (found <= 1 || (found <= allowed && wanted[0] === folded[0])) return found;
  const base = withoutRemark(candidate);
  return base !== candidate && fold(base) === wanted ? 1 : Infinity;
}

/** How many characters may differ in names of which the longer has so many. */
function allowance(length: number): number {
  if (length < 3) return 0;
  return length < 5 ? 1 : length < 12 ? 2 : MOST_EDITS;
}

/**
 * Characters to insert, delete or change, or neighbours to exchange, to make one text of the other (optimal string alignment);
 * Infinity where there are more than `limit`.
 */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return Infinity;
  if (limit === 0) return from === to ? 0 : Infinity;
  let twoBack: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(twoBack, column - 2) + 1 : Infinity,
      );
    }
    if (Math.min(...next) > limit) return Infinity;
    [twoBack, last] = [last, next];
  }
  const found = at(last, to.length);
  return found <= limit ? found : Infinity;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

/** A path without the spaces and quotes round it that are no part of a name, and with `/` between its folders. */
export function plainPath(path: string): string {
  return path
    .trim()
    .replace(/^(['"\u2018\u201c])(.*)['"\u2019\u201d]$/su, '$2')
    .replaceAll('\\', '/');
}

/** What to write for a path with the backslashes of Windows, or with quotes that became a part of it; undefined for a plain one. */
export function pathHint(path: string): string | undefined {
  const plain = plainPath(path);
  if (path.includes('\\')) return `write folders with /: ${plain}`;
  return plain === path.trim() ? undefined : `the quotes are a part of it: write ${plain}`;
}
