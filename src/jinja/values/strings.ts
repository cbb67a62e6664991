import { LimitError } from '../errors.ts';

export {
  rsplitAt,
  rsplitWhitespace,
  splitAt,
  splitWhitespace,
  strip,
  type Sides,
} from './split.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** The longest text that any function here makes where no limit is handed in: what every JavaScript engine can hold. */
export const MAX_TEXT = 0x0f_ff_ff_ff;

/** Raises LimitError `output` where a text of that length would be over the limit. */
export function checkLength(length: number, limit: number = MAX_TEXT): void {
  if (length > limit) {
    throw new LimitError('output', `a text of ${length} characters is longer than ${limit}`);
  }
}

/** The characters of a text, one for each code point. */
export function codePoints(text: string): string[] {
  return SURROGATE.test(text) ? Array.from(text) : text.split('');
}

/** Whether code points and UTF-16 units of the text do not count alike. */
export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text);
}

/** `len(text)`. */
export function lengthOf(text: string): number {
  return SURROGATE.test(text) ? lengthBefore(text, text.length) : text.length;
}

/** How many code points stand before a UTF-16 offset. */
function lengthBefore(text: string, end: number): number {
  let length = 0;
  for (let at = 0; at < end; at += isPair(text, at) ? 2 : 1) length += 1;
  return length;
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xff_ff;
}

/** `text[index]` with negative indices from the end; undefined where Python raises IndexError. */
export function charAt(text: string, index: number): string | undefined {
  if (!SURROGATE.test(text)) return text[index < 0 ? index + text.length : index];
  return Array.from(text).at(index);
}

/** A bound of a slice as Python clamps it: negative from the end, never outside 0 … length. */
function clamp(index: number, length: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

/** `text[start:stop:step]` by code point; undefined stands for a bound that is not given. The step is not 0. */
export function sliceText(text: string, start?: number, stop?: number, step: number = 1): string {
  if (step === 1 && !SURROGATE.test(text)) {
    return text.substring(
      clamp(start ?? 0, text.length),
      Math.max(clamp(start ?? 0, text.length), clamp(stop ?? text.length, text.length)),
    );
  }
  const chars = codePoints(text);
  const { length } = chars;
  if (step > 0) {
    const from = clamp(start ?? 0, length);
    const part = chars.slice(from, Math.max(from, clamp(stop ?? length, length)));
    return part.filter((_, index) => index % step === 0).join('');
  }
  const from = start === undefined ? length - 1 : Math.min(clampBack(start, length), length - 1);
  const to = stop === undefined ? -1 : clampBack(stop, length);
  let result = '';
  for (let index = from; index > to; index += step) result += chars[index] ?? '';
  return result;
}

function clampBack(index: number, length: number): number {
  return index < 0 ? Math.max(-1, index + length) : index;
}

/** The part of a text between two offsets of `find` and its kin: as a slice, with what stands before it. */
type Window = { readonly text: string; readonly before: number } | undefined;

/** Undefined where the start lies behind the end: not even the empty text is found there. */
function windowOf(text: string, start: number, end: number): Window {
  if (start === 0 && end >= text.length) return { text, before: 0 };
  const length = lengthOf(text);
  const from = start < 0 ? Math.max(0, start + length) : start;
  const to = clamp(end, length);
  if (from > to) return undefined;
  return { text: sliceText(text, from, to), before: from };
}

/** `text.find(part, start, end)` in code points: -1 where it is not found. */
export function find(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): number {
  return found(windowOf(text, start, end), (within) => within.indexOf(part));
}

/** `text.rfind(part, start, end)` in code points. */
export function rfind(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): number {
  return found(windowOf(text, start, end), (within) => within.lastIndexOf(part));
}

function found(window: Window, search: (text: string) => number): number {
  if (window === undefined) return -1;
  const at = search(window.text);
  if (at === -1) return -1;
  return window.before + (SURROGATE.test(window.text) ? lengthBefore(window.text, at) : at);
}

/** `text.count(part, start, end)`: parts that do not overlap; the empty text stands round every character. */
export function count(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): number {
  const window = windowOf(text, start, end);
  if (window === undefined) return 0;
  if (part === '') return lengthOf(window.text) + 1;
  let parts = 0;
  for (
    let at = window.text.indexOf(part);
    at !== -1;
    at = window.text.indexOf(part, at + part.length)
  ) {
    parts += 1;
  }
  return parts;
}

/** `text.startswith(part, start, end)`. */
export function startsWith(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): boolean {
  return windowOf(text, start, end)?.text.startsWith(part) ?? false;
}

/** `text.endswith(part, start, end)`. */
export function endsWith(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): boolean {
  return windowOf(text, start, end)?.text.endsWith(part) ?? false;
}

/** The length from which a text is long. */
const LONG = 10_000;

/** Replaces every `before`. */
function replaceEach(text: string, before: string, after: string): string {
  let at = text.indexOf(before);
  if (at < 0) return text;
  // The pieces of a long text would take many times its own memory.
  if (text.length > LONG) {
    const pattern = before.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    return text.replaceAll(new RegExp(pattern, 'g'), after.replaceAll('$', '$$$$'));
  }
  let result = '';
  let start = 0;
  for (; at >= 0; at = text.indexOf(before, start)) {
    result += text.slice(start, at) + after;
    start = at + before.length;
  }
  return result + text.slice(start);
}

/** `text.replace(before, after, times)`; a negative number of times means all. Raises LimitError where the answer is too long. */
export function replace(
  text: string,
  before: string,
  after: string,
  times: number = -1,
  limit: number = MAX_TEXT,
): string {
  if (times < 0 && before !== '' && after.length <= before.length) {
    return replaceEach(text, before, after);
  }
  if (times === 0 || before === after) return text;
  const most = times < 0 ? Infinity : times;
  const places = Math.min(most, count(text, before));
  checkLength(text.length + places * (after.length - before.length), limit);
  if (before === '') return interleave(text, after, most);
  if (most === Infinity) return replaceEach(text, before, after);
  let result = '';
  let start = 0;
  for (let done = 0; done < places; done += 1) {
    const at = text.indexOf(before, start);
    result += text.slice(start, at) + after;
    start = at + before.length;
  }
  return result + text.slice(start);
}

function interleave(text: string, between: string, most: number): string {
  const chars = codePoints(text);
  const touched = chars.slice(0, Math.max(0, most - 1)).map((char) => char + between);
  const rest = chars.slice(touched.length).join('');
  return between + touched.join('') + rest;
}

/** A text of that width, filled at both ends as `str.center` does, at the right (`ljust`) or at the left (`rjust`). */
export function pad(
  text: string,
  width: number,
  fill: string,
  where: 'center' | 'left' | 'right',
  limit: number = MAX_TEXT,
): string {
  const missing = width - lengthOf(text);
  if (missing <= 0) return text;
  checkLength(width * fill.length, limit);
  // Where the text cannot stand in the middle, CPython puts the odd blank left if the width is odd.
  const centred = Math.floor(missing / 2) + (missing & width & 1);
  const left = where === 'center' ? centred : where === 'left' ? missing : 0;
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

/** `ascii(x)` out of `repr(x)`: everything beyond ASCII as an escape. */
export function ascii(shown: string): string {
  return shown.replaceAll(/[^\0-\x7f]/gu, escapeCodePoint);
}

/** A character as Python escapes it: `\\xe9`, `\\u20ac`, `\\U0001f600`. */
export function escapeCodePoint(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x1_00) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x1_00_00 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
