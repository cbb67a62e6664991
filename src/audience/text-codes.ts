import { CHARACTER_SETS, type CharacterSet, type Feature } from './features.ts';

/** The code of a text from its UTF-8 bytes `from` .. `to`; -1 where only the value tells. */
export type TextCode = (bytes: Uint8Array, from: number, to: number) => number;

/** Bits of a byte beyond those of the sets of characters: it may begin a text that is looked for, or is no ASCII. */
const BEGINS = 1 << 16;
const BEYOND = 1 << 17;

/** A length with more characters is left to the value. */
const LONGEST = 10_000;

/**
 * Codes of texts without making a string of each: of those that begin and end with a visible character of ASCII, as nearly all do. `number` gives the code of a
 * value. Undefined where a feature needs the value.
 */
export function textCodes(
  features: readonly Feature[],
  number: (text: string) => number,
): TextCode | undefined {
  const sought: string[] = [];
  const sets: CharacterSet[] = [];
  let bounds: readonly number[] = [];
  for (const feature of features) {
    if (feature.kind === 'has') sets.push(feature.set);
    else if (feature.kind === 'contains') sought.push(feature.text);
    else if (feature.kind === 'length') bounds = feature.bounds;
    else if (feature.kind !== 'presence' && feature.kind !== 'half-pair') return undefined;
  }
  if (bounds.some((bound) => bound > LONGEST) || sought.some((text) => /^$|x/.test(text)))
    return undefined;
  const plain = [1, ...bounds].map((length) => number('x'.repeat(Math.max(1, length))));
  const shortest = Math.min(...sought.map(({ length }) => length));
  const marks = marksOfBytes(sets, sought);
  const isRead = sets.length > 0 || bounds.length > 0;
  const stop = bounds.length > 0 ? BEGINS | BEYOND : BEGINS;
  return (bytes, from, to) => {
    if (to <= from || !isVisible(bytes[from] ?? 0) || !isVisible(bytes[to - 1] ?? 0)) return -1;
    const length = to - from;
    let found = 0;
    if (isRead || length >= shortest)
      for (let at = from; at < to; at += 1) found |= marks[bytes[at] ?? 0] ?? 0;
    if ((found & stop) !== 0 && (length >= shortest || (found & stop & BEYOND) !== 0)) return -1;
    let step = 0;
    while (step < bounds.length && length >= (bounds[step] ?? 0)) step += 1;
    return (plain[step] ?? 0) + (found & (BEGINS - 1));
  };
}

/** For each byte the sets of characters that it is in, as bits. */
function marksOfBytes(sets: readonly CharacterSet[], sought: readonly string[]): Int32Array {
  const marksOf = setMarks(sets);
  const begins = new Set(sought.map((text) => Buffer.from(text)[0]));
  return Int32Array.from({ length: 256 }, (_, byte) => {
    const isAscii = byte < 128;
    const marks = marksOf(String.fromCharCode(isAscii ? byte : 0x100));
    return marks | (begins.has(byte) ? BEGINS : 0) | (isAscii ? 0 : BEYOND);
  });
}

/** Which of some sets a character is in, as the bits of a number. */
export function setMarks(sets: readonly CharacterSet[]): (character: string) => number {
  const patterns = sets.map((set) => new RegExp(CHARACTER_SETS[set]));
  return (character) =>
    patterns.reduce((bits, pattern, at) => bits | (pattern.test(character) ? 1 << at : 0), 0);
}

/** Whether a byte or a UTF-16 code unit is a character of ASCII that is neither space nor control. */
export function isVisible(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}
