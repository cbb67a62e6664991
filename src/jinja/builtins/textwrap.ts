import { once } from '../../diagnostics/index.ts';
import { raise } from '../errors.ts';
import { strip } from '../values/split.ts';
import { lengthOf, sliceText } from '../values/strings.ts';
import type { Meter } from '../values/meter.ts';
import { DIGIT, splitKeeping, WORD } from './patterns.ts';

/** How `wrap` breaks lines. */
type WrapOptions = {
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
/** The same for looking back, where the check is behind the letter. */
const LETTER_BEHIND = `[${WORD}](?<![${DIGIT}])`;

/** Python's `TextWrapper.wordsep_re`: white space, dashes between words, and words, broken behind inner hyphens. */
const pieces = once(
  () =>
    new RegExp(
      `[${BLANK}]+` +
        `|(?<=${PUNCTUATION})-{2,}(?=[${WORD}])` +
        `|[^${BLANK}]+?(?:` +
        `-(?:(?<=${LETTER_BEHIND}${LETTER_BEHIND}-)|(?<=${LETTER_BEHIND}-${LETTER_BEHIND}-))(?=${LETTER}-?${LETTER})` +
        `|(?=[${BLANK}]|$)` +
        `|(?<=${PUNCTUATION})(?=-{2,}[${WORD}])` +
        ')',
      'gu',
    ),
);

const BLANKS = new RegExp(`[${BLANK}]+`, 'gu');

/** A word or white space, with its number of characters: a long word is broken often, and not counted each time. */
type Chunk = {
  readonly text: string;
  readonly length: number;
  /** Whether characters may take two UTF-16 units. */
  readonly astral: boolean;
};

function chunkOf(text: string): Chunk {
  const length = lengthOf(text);
  return { text, length, astral: length !== text.length };
}

/** The first characters of a chunk, and the others. */
function divided({ text, length, astral }: Chunk, count: number): [head: string, tail: Chunk] {
  const head = astral ? sliceText(text, 0, count) : text.slice(0, count);
  const tail = { text: text.slice(head.length), length: length - count, astral };
  return [head, tail];
}

/**
 * Python's `textwrap.wrap(text, width, expand_tabs=False, replace_whitespace=False, …)`: the lines of one paragraph. Lengths
 * count code points.
 */
export function wrap(text: string, options: WrapOptions, meter: Meter): string[] {
  const separators = options.splitOnHyphens ? pieces() : BLANKS;
  const chunks = splitKeeping(text, separators, meter)
    .filter((piece) => piece !== '')
    .map(chunkOf);
  const lines: string[] = [];
  chunks.reverse();
  while (chunks.length > 0) {
    if (lines.length > 0 && isBlank(chunks.at(-1)?.text)) chunks.pop();
    meter.step();
    const line = takeLine(chunks, options);
    if (isBlank(line.at(-1))) line.pop();
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

function isBlank(chunk: string | undefined): boolean {
  return chunk !== undefined && strip(chunk, undefined, 'left') === '';
}

/** Moves the chunks that fit on one line from the end of `chunks`. */
function takeLine(chunks: Chunk[], options: WrapOptions): string[] {
  const line: string[] = [];
  let used = 0;
  for (let chunk = chunks.at(-1); chunk !== undefined; chunk = chunks.at(-1)) {
    if (used + chunk.length > options.width) break;
    line.push(chunk.text);
    chunks.pop();
    used += chunk.length;
  }
  const next = chunks.at(-1);
  if (next !== undefined && next.length > options.width) {
    breakWord(chunks, next, line, options.width - used, options);
  }
  return line;
}

/** Puts what fits of a word that is longer than a line. */
function breakWord(
  chunks: Chunk[],
  word: Chunk,
  line: string[],
  space: number,
  options: WrapOptions,
): void {
  if (!options.breakLongWords) {
    if (line.length > 0) return;
    chunks.pop();
    line.push(word.text);
    return;
  }
  if (options.isFloat) {
    throw raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  const end = options.breakOnHyphens ? hyphenWithin(word, space) : space;
  const [head, tail] = divided(word, end);
  line.push(head);
  chunks[chunks.length - 1] = tail;
}

/** The place behind the last hyphen that still fits and has something else before it, or else `space`. */
function hyphenWithin(word: Chunk, space: number): number {
  const [head] = divided(word, space);
  const hyphen = head.lastIndexOf('-');
  if (hyphen <= 0) return space;
  const before = head.slice(0, hyphen);
  return /[^-]/.test(before) ? lengthOf(before) + 1 : space;
}
