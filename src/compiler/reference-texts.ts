import type { Transform } from './field-map.ts';

/** What Python's `str.strip()` takes away: the characters for which `str.isspace()` is true. */
const SPACE =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'g');

/** A run of white space, as Python's `str.split()` splits at. */
export const SPACES: RegExp = new RegExp(`[${SPACE}]+`);

/** `text.strip()`. */
export function strip(text: string): string {
  return isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1))
    ? text
    : text.replace(ENDS, '');
}

/** Whether a code is of a visible ASCII character, as those at the ends of most texts are. */
function isVisible(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

/** Whether a text counts as missing: nothing in it, or white space only. */
export function isBlank(text: string): boolean {
  return !isVisible(text.charCodeAt(0)) && strip(text) === '';
}

/** A text after some transforms, as Python's methods make it. */
export function applyTransforms(text: string, steps: readonly Transform[]): string {
  return steps.length === 0 ? text : steps.reduce(transformed, text);
}

function transformed(text: string, step: Transform): string {
  if (step === 'trim') return strip(text);
  if (step === 'lower') return text.toLowerCase();
  if (step === 'upper') return text.toUpperCase();
  if (step === 'title') return ASCII.test(text) ? titledAscii(text) : titled(text);
  return text.length <= step.truncate ? text : Array.from(text).slice(0, step.truncate).join('');
}

const ASCII = /^[\0-\x7f]*$/;

function titledAscii(text: string): string {
  return text.toLowerCase().replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}

/** `text.title()`: the first cased letter of each run of letters in title case, the others in lower case. */
function titled(text: string): string {
  const characters = Array.from(text);
  const cased = /\p{Cased}/u;
  let insideWord = false;
  const changed = characters.map((character, at) => {
    const made = insideWord ? lowerWithin(characters, at) : titleOf(character);
    insideWord = cased.test(character);
    return made;
  });
  return changed.join('');
}

/** A capital sigma at the end of a word becomes its final form, so that the letters around it count. */
function lowerWithin(characters: readonly string[], at: number): string {
  const character = characters[at] ?? '';
  if (character !== '\u03a3') return character.toLowerCase();
  const before = characters.slice(0, at).join('');
  const after = characters.slice(at + 1).join('');
  const lowered = `${before}\u03a3${after}`.toLowerCase();
  return Array.from(lowered)[Array.from(before.toLowerCase()).length] ?? character;
}

/** Title case where it is neither the upper case nor its first letter with the rest in lower case (Unicode, SpecialCasing). */
function titleOf(character: string): string {
  if (/[\u01c4-\u01cc\u01f1-\u01f3]/.test(character)) {
    const upper = character.toUpperCase();
    const offsets: Readonly<Record<string, string>> = {
      '\u01c4': '\u01c5',
      '\u01c7': '\u01c8',
      '\u01ca': '\u01cb',
      '\u01f1': '\u01f2',
    };
    return offsets[upper] ?? character;
  }
  if (/[\u10d0-\u10ff]/.test(character)) return character;
  const upper = character.toUpperCase();
  const [first = '', ...rest] = Array.from(upper);
  if (rest.length === 0) return upper;
  if (character === '\u0149') return upper;
  return greekTitle(character) ?? first + rest.join('').toLowerCase();
}

/** Greek letters with an iota below: the title case keeps it below. */
function greekTitle(character: string): string | undefined {
  if (
    !/[\u1f80-\u1faf\u1fb2-\u1fb4\u1fb7\u1fbc\u1fc2-\u1fc4\u1fc7\u1fcc\u1ff2-\u1ff4\u1ff7\u1ffc]/.test(
      character,
    )
  )
    return undefined;
  const decomposed = character.normalize('NFD').replace('\u0345', '');
  const made = `${decomposed.toUpperCase()}\u0345`;
  return /[\u1fb7\u1fc7\u1ff7]/.test(character) ? made : made.normalize('NFC');
}
