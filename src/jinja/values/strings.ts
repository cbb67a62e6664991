import { Meter } from './meter.ts';
import { indexIn, lastIndexIn } from './search.ts';

export {
  rsplitAt,
  rsplitWhitespace,
  splitAt,
  splitWhitespace,
  strip,
  type Sides,
} from './split.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** Up to so far from an end of a longer text its characters are counted without a look at the rest. */
const NEAR = 64;

/** The characters of a text, one for each code point. */
export function codePoints(text: string): string[] {
  return SURROGATE.test(text) ? Array.from(text) : text.split('');
}

/** `len(text)`. */
export function lengthOf(text: string): number {
  return SURROGATE.test(text) ? lengthBefore(text, text.length) : text.length;
}

/** How many code points are before a UTF-16 offset. */
function lengthBefore(text: string, end: number): number {
  let length = 0;
  for (let at = 0; at < end; at += isPair(text, at) ? 2 : 1) length += 1;
  return length;
}

function isPair(text: string, at: number): boolean {
  if ((text.charCodeAt(at) & 0xfc_00) !== 0xd8_00) return false;
  return (text.charCodeAt(at + 1) & 0xfc_00) === 0xdc_00;
}

/** The UTF-16 offset of a code point, counted from the end where the index is negative; undefined outside of the text. */
function offsetOf(text: string, index: number): number | undefined {
  const offset = index < 0 ? index + text.length : index;
  if ((text.length <= NEAR || Math.abs(index) > NEAR) && !SURROGATE.test(text)) {
    return offset < 0 || offset > text.length ? undefined : offset;
  }
  let at = index < 0 ? text.length : 0;
  for (let left = index; left > 0; left -= 1) {
    if (at >= text.length) return undefined;
    at += isPair(text, at) ? 2 : 1;
  }
  for (let left = index; left < 0; left += 1) {
    if (at === 0) return undefined;
    at -= at > 1 && isPair(text, at - 2) ? 2 : 1;
  }
  return at;
}

/** The offset of a code point as Python clamps it: never outside of the text. */
function clampedOffset(text: string, index: number): number {
  return offsetOf(text, index) ?? (index < 0 ? 0 : text.length);
}

/** `text[index]` with negative indices from the end; undefined where Python raises IndexError. */
export function charAt(text: string, index: number, meter?: Meter): string | undefined {
  if (Math.abs(index) > NEAR) meter?.scan(text.length);
  const at = offsetOf(text, index);
  if (at === undefined || at === text.length) return undefined;
  return isPair(text, at) ? text.slice(at, at + 2) : text.charAt(at);
}

/** A bound of a slice as Python clamps it: negative from the end, never outside 0 … length. */
function clamp(index: number, length: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

/** `text[start:stop:step]` by code point; undefined for a bound that is not given. The step is not 0. */
export function sliceText(
  text: string,
  start?: number,
  stop?: number,
  step: number = 1,
  meter?: Meter,
): string {
  if (step !== 1) meter?.read(text.length);
  else if (Math.abs(start ?? 0) + Math.abs(stop ?? 0) > NEAR) meter?.scan(text.length);
  if (step === 1) {
    const from = start === undefined ? 0 : clampedOffset(text, start);
    return text.slice(from, stop === undefined ? text.length : clampedOffset(text, stop));
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

/** The part of a text between two bounds of `find` and its kin, with its offset. */
type Window = { readonly text: string; readonly from: number } | undefined;

/** Undefined where the start is behind the end: not even the empty text is found there. */
function windowOf(text: string, start: number, end: number): Window {
  const from = start < 0 ? clampedOffset(text, start) : offsetOf(text, start);
  const to = end === Infinity ? text.length : clampedOffset(text, end);
  return from === undefined || from > to ? undefined : { text: text.slice(from, to), from };
}

/** `text.find(part, start, end)` in code points: -1 where it is not found. */
export function find(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): number {
  return found(text, windowOf(text, start, end), (within) => indexIn(within, part));
}

/** `text.rfind(part, start, end)` in code points. */
export function rfind(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): number {
  return found(text, windowOf(text, start, end), (within) => lastIndexIn(within, part));
}

function found(text: string, window: Window, search: (text: string) => number): number {
  if (window === undefined) return -1;
  const within = search(window.text);
  if (within === -1) return -1;
  const at = window.from + within;
  return SURROGATE.test(text) ? lengthBefore(text, at) : at;
}

/** `text.count(part, start, end)`: parts that do not overlap; the empty text is around every character. */
export function count(
  text: string,
  part: string,
  start: number = 0,
  end: number = Infinity,
): number {
  const window = windowOf(text, start, end);
  if (window === undefined) return 0;
  return part === '' ? lengthOf(window.text) + 1 : countPlaces(window.text, part, Infinity);
}

function countPlaces(text: string, part: string, most: number): number {
  let places = 0;
  let at = indexIn(text, part);
  while (at !== -1 && places < most) {
    places += 1;
    at = indexIn(text, part, at + part.length);
  }
  return places;
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

/** The length from which the pieces of a text are put together in portions: all at once would take many times its own memory. */
const LONG = 10_000;
const PORTION = 1024;

/** `text.replace(before, after, times)`; a negative number of times means all. Raises LimitError where the answer is too long. */
export function replace(
  text: string,
  before: string,
  after: string,
  times: number = -1,
  meter: Meter = new Meter(),
): string {
  if (times === 0 || before === after) return text;
  const most = times < 0 ? Infinity : times;
  if (before === '') return interleave(text, after, most, meter);
  const first = indexIn(text, before);
  if (after.length > before.length) {
    const places = first === -1 ? 0 : countPlaces(text, before, most);
    meter.text(text.length + places * (after.length - before.length));
  }
  if (first === -1) return text;
  return text.length < LONG
    ? replaceEach(text, before, after, most, first, meter)
    : replaceInPortions(text, before, after, most, meter);
}

/** The same for a text in which `before` is first at the offset `first`. */
function replaceEach(
  text: string,
  before: string,
  after: string,
  most: number,
  first: number,
  meter: Meter,
): string {
  let result = '';
  let start = 0;
  let places = 0;
  let at = first;
  for (; at !== -1 && places < most; at = indexIn(text, before, start)) {
    result += text.slice(start, at) + after;
    start = at + before.length;
    places += 1;
  }
  meter.step(places);
  return result + text.slice(start);
}

function replaceInPortions(
  text: string,
  before: string,
  after: string,
  most: number,
  meter: Meter,
): string {
  let result = '';
  let pieces: string[] = [];
  let start = 0;
  let at = indexIn(text, before);
  for (let left = most; at !== -1 && left > 0; left -= 1) {
    pieces.push(text.slice(start, at), after);
    start = at + before.length;
    at = indexIn(text, before, start);
    if (pieces.length < PORTION) continue;
    meter.step(PORTION / 2);
    result += pieces.join('');
    pieces = [];
  }
  if (start === 0) return text;
  meter.step(pieces.length);
  return result + pieces.join('') + text.slice(start);
}

function interleave(text: string, between: string, most: number, meter: Meter): string {
  const chars = codePoints(text);
  const touched = Math.min(chars.length, Math.max(0, most - 1));
  meter.text(text.length + (touched + 1) * between.length);
  const changed = chars.slice(0, touched).map((char) => char + between);
  return between + changed.join('') + chars.slice(touched).join('');
}

/** A text of that width, filled at both ends as `str.center` does, at the right (`ljust`) or at the left (`rjust`). */
export function pad(
  text: string,
  width: number,
  fill: string,
  where: 'center' | 'left' | 'right',
  meter: Meter = new Meter(),
): string {
  const missing = width - lengthOf(text);
  if (missing <= 0) return text;
  meter.text(text.length + missing * fill.length);
  // Where the text cannot be in the middle, CPython puts the odd space left if the width is odd.
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
