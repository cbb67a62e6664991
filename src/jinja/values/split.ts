import { isSpaceUnit } from './unicode.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** Which ends of a text `strip` works on. */
export type Sides = 'both' | 'left' | 'right';

/** `text.strip(chars)`, `lstrip` and `rstrip`; without `chars` Python's white space goes. */
export function strip(text: string, chars?: string, sides: Sides = 'both'): string {
  if (chars !== undefined && SURROGATE.test(chars + text)) {
    return stripCodePoints(text, chars, sides);
  }
  const goes =
    chars === undefined
      ? isSpaceUnit
      : (unit: number): boolean => chars.includes(String.fromCharCode(unit));
  let start = 0;
  let end = text.length;
  if (sides !== 'right') while (start < end && goes(text.charCodeAt(start))) start += 1;
  if (sides !== 'left') while (end > start && goes(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
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
    while (at < text.length && !isSpace(text.charCodeAt(at))) at += 1;
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
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

/** `text.rsplit(separator, most)`: as split, counted and searched from the end. */
export function rsplitAt(text: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let end = text.length;
  while (parts.length !== most && end >= separator.length) {
    const at = text.lastIndexOf(separator, end - separator.length);
    if (at === -1) break;
    parts.push(text.slice(at + separator.length, end));
    end = at;
  }
  parts.push(text.slice(0, end));
  return parts.reverse();
}
