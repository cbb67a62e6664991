import { raise } from '../errors.ts';
import { strip } from '../values/split.ts';
import { lengthOf, sliceText } from '../values/strings.ts';
import { DIGIT, splitKeeping, WORD } from './patterns.ts';

/** How `wrap` breaks lines. */
export type WrapOptions = {
  /** Characters of a line, at least 1; null for a float, with which words cannot be broken. */
  readonly width: number;
  /** Whether `width` is a float: Python then fails where it would break a word. */
  readonly isFloat: boolean;
  readonly breakLongWords: boolean;
  /** Whether a line may end behind a hyphen. Python splits words at hyphens only for True itself. */
  readonly breakOnHyphens: boolean;
  readonly splitOnHyphens: boolean;
};

const BLANK = '\\t\\n\\x0b\\x0c\\r ';
const PUNCTUATION = `[${WORD}!"'&.,?]`;
/** Python's `[^\d\W]`. */
const LETTER = `(?![${DIGIT}])[${WORD}]`;
/** The same for looking back, where the check stands behind the letter. */
const LETTER_BEHIND = `[${WORD}](?<![${DIGIT}])`;

/** Python's `TextWrapper.wordsep_re`: white space, dashes between words, and words, broken behind inner hyphens. */
const PIECES = new RegExp(
  `[${BLANK}]+` +
    `|(?<=${PUNCTUATION})-{2,}(?=[${WORD}])` +
    `|[^${BLANK}]+?(?:` +
    `-(?:(?<=${LETTER_BEHIND}${LETTER_BEHIND}-)|(?<=${LETTER_BEHIND}-${LETTER_BEHIND}-))(?=${LETTER}-?${LETTER})` +
    `|(?=[${BLANK}]|$)` +
    `|(?<=${PUNCTUATION})(?=-{2,}[${WORD}])` +
    ')',
  'gu',
);

const BLANKS = new RegExp(`[${BLANK}]+`, 'gu');

/**
 * Python's `textwrap.wrap(text, width, expand_tabs=False, replace_whitespace=False, …)`: the lines of one paragraph. Lengths
 * count code points.
 */
export function wrap(text: string, options: WrapOptions): string[] {
  const separators = options.splitOnHyphens ? PIECES : BLANKS;
  const chunks = splitKeeping(text, separators).filter((piece) => piece !== '');
  const lines: string[] = [];
  chunks.reverse();
  while (chunks.length > 0) {
    if (lines.length > 0 && isBlank(chunks.at(-1))) chunks.pop();
    const line = takeLine(chunks, options);
    if (isBlank(line.at(-1))) line.pop();
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

function isBlank(chunk: string | undefined): boolean {
  return chunk !== undefined && strip(chunk) === '';
}

/** Moves the chunks that fit on one line from the end of `chunks`. */
function takeLine(chunks: string[], options: WrapOptions): string[] {
  const line: string[] = [];
  let used = 0;
  for (let chunk = chunks.at(-1); chunk !== undefined; chunk = chunks.at(-1)) {
    const size = lengthOf(chunk);
    if (used + size > options.width) break;
    line.push(chunk);
    chunks.pop();
    used += size;
  }
  const next = chunks.at(-1);
  if (next !== undefined && lengthOf(next) > options.width) {
    breakWord(chunks, next, line, options.width - used, options);
  }
  return line;
}

/** Puts what fits of a word that is longer than a line. */
function breakWord(
  chunks: string[],
  word: string,
  line: string[],
  room: number,
  options: WrapOptions,
): void {
  if (!options.breakLongWords) {
    if (line.length === 0) line.push(chunks.pop() as string);
    return;
  }
  if (options.isFloat) {
    throw raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  const end = options.breakOnHyphens ? hyphenWithin(word, room) : room;
  line.push(sliceText(word, 0, end));
  chunks[chunks.length - 1] = sliceText(word, end);
}

/** The place behind the last hyphen that still fits and has something else before it, or else `room`. */
function hyphenWithin(word: string, room: number): number {
  const head = sliceText(word, 0, room);
  const hyphen = head.lastIndexOf('-');
  if (hyphen <= 0) return room;
  const before = head.slice(0, hyphen);
  return /[^-]/.test(before) ? lengthOf(before) + 1 : room;
}
