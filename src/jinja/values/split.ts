import { indexIn, lastIndexIn } from './search.ts';
import { isSpaceUnit } from './unicode.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** Which ends of a text `strip` works on. */
export type Sides = 'both' | 'left' | 'right';

/** `text.strip(chars)`, `lstrip` and `rstrip`; without `chars` Python's white space goes. */
export function strip(text: string, chars?: string, sides: Sides = 'both'): string {
  if (chars === undefined) return stripUnits(text, isSpaceUnit, sides);
  // Half of a pair in the text is none of the characters of a set without surrogates.
  if (SURROGATE.test(chars)) return stripCodePoints(text, chars, sides);
  return chars.length <= FEW
    ? stripFew(text, chars, sides)
    : stripUnits(text, unitsIn(chars), sides);
}

/** Up to so many characters are compared one by one: that is quicker than a set of them. */
const FEW = 16;

/** `stripUnits` for a few characters, without a function to call for each unit. */
function stripFew(text: string, chars: string, sides: Sides): string {
  let start = 0;
  let end = text.length;
  if (sides !== 'right') while (start < end && chars.includes(text.charAt(start))) start += 1;
  if (sides !== 'left') while (end > start && chars.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A text without the units at its ends that have to go. */
export function stripUnits(
  text: string,
  goes: (unit: number) => boolean,
  sides: Sides = 'both',
): string {
  let start = 0;
  let end = text.length;
  if (sides !== 'right') while (start < end && goes(text.charCodeAt(start))) start += 1;
  if (sides !== 'left') while (end > start && goes(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Whether a unit is one of a text's, which is looked through once. */
function unitsIn(chars: string): (unit: number) => boolean {
  const units = new Set(chars);
  return (unit) => units.has(String.fromCharCode(unit));
}

function stripCodePoints(text: string, chars: string, sides: Sides): string {
  const goes = new Set(chars);
  const kept = Array.from(text);
  let start = 0;
  let end = kept.length;
  if (sides !== 'right') while (start < end && goes.has(kept[start] as string)) start += 1;
  if (sides !== 'left') while (end > start && goes.has(kept[end - 1] as string)) end -= 1;
  return kept.slice(start, end).join('');
}

/** `text.split(None, most)`: words between runs of white space. A negative `most` means all. */
export function splitWhitespace(
  text: string,
  most: number,
  isSpace: (unit: number) => boolean = isSpaceUnit,
): string[] {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
    if (at === text.length) return words;
    if (words.length === most) {
      words.push(text.slice(at));
      return words;
    }
    const start = at;
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      // Most are seen to be none without a call.
      if ((unit <= 0x20 || unit >= 0x7f) && isSpace(unit)) break;
    }
    words.push(text.slice(start, at));
  }
}

/** `text.rsplit(None, most)`: as split, counted from the end. */
export function rsplitWhitespace(
  text: string,
  most: number,
  isSpace: (unit: number) => boolean = isSpaceUnit,
): string[] {
  if (most < 0) return splitWhitespace(text, most, isSpace);
  const words: string[] = [];
  let end = text.length;
  for (;;) {
    while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1;
    if (end === 0) break;
    if (words.length === most) {
      words.push(text.slice(0, end));
      break;
    }
    const stop = end;
    while (end > 0 && !isSpace(text.charCodeAt(end - 1))) end -= 1;
    words.push(text.slice(end, stop));
  }
  return words.reverse();
}

/** `text.split(separator, most)` for a separator that is not empty. */
export function splitAt(text: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let start = 0;
  let at = indexIn(text, separator);
  while (at !== -1 && parts.length !== most) {
    parts.push(text.slice(start, at));
    start = at + separator.length;
    at = indexIn(text, separator, start);
  }
  parts.push(text.slice(start));
  return parts;
}

/** `text.rsplit(separator, most)`: as split, counted and searched from the end. */
export function rsplitAt(text: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let end = text.length;
  while (parts.length !== most) {
    const at = lastIndexIn(text, separator, end);
    if (at === -1) break;
    parts.push(text.slice(at + separator.length, end));
    end = at;
  }
  parts.push(text.slice(0, end));
  return parts.reverse();
}
