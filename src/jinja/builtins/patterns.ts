import type { Meter } from '../values/meter.ts';

/*
 * Python's classes of characters for regular expressions with the `u` flag: `\w` and `\d` of Python know all scripts, and its
 * `\s` also takes the ASCII separators.
 */

/** The inside of Python's `[\w]`. */
export const WORD: string = '\\p{L}\\p{N}_';

/** The inside of Python's `[\d]`. */
export const DIGIT: string = '\\p{Nd}';

/** The inside of Python's `[\s]`. */
export const SPACE: string =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** Python's `re.split` with a pattern that is one group: the pieces and the separators in turn. They are counted. */
export function splitKeeping(text: string, separator: RegExp, meter: Meter): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(separator)) {
    meter.step();
    pieces.push(text.slice(end, index), match);
    end = index + match.length;
  }
  pieces.push(text.slice(end));
  return pieces;
}
