import { isError, raise } from '../../errors.ts';
import { Dict } from '../dict.ts';
import { isInt } from '../protocol.ts';
import type { Meter } from '../meter.ts';
import { codePoints } from '../strings.ts';
import { itemOf } from '../subscript.ts';
import { textOf, type Value } from '../types.ts';
import { namedTextArgument } from './text-methods.ts';

/** The characters that a list of up to so many items has something for: most texts hold none of them. */
const CONTROLS = /[\0-\x1f]/;
const CONTROLS_END = 0x20;

/**
 * `text.translate(table)`: each character is looked up by its code point; None takes it out, an int or str replaces it, a
 * missing one stays. Raises TypeError and ValueError in Python's words, LimitError where the answer is too long.
 */
export function translate(text: string, table: Value, meter: Meter): string {
  const dict = table instanceof Dict ? table : undefined;
  const find = dict === undefined && !Array.isArray(table) ? finder(table, meter) : undefined;
  // A list has nothing for the characters behind its end.
  const end = Array.isArray(table) ? table.length : Infinity;
  if (end <= CONTROLS_END && !CONTROLS.test(text)) return text;
  let result = '';
  let kept = 0;
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) as number;
    if (code >= end) {
      at += 1;
      continue;
    }
    const next = at + (code > 0xff_ff ? 2 : 1);
    let found: Value | undefined;
    if (dict !== undefined) found = dict.get(code);
    else found = find === undefined ? (table as readonly Value[])[code] : find(code);
    if (found !== undefined) {
      const instead = replacement(found);
      result += kept === at ? instead : text.slice(kept, at) + instead;
      kept = next;
      meter.step();
      if (instead.length > 1) meter.text(result.length, instead.length);
    }
    at = next;
  }
  return kept === 0 ? text : result + text.slice(kept);
}

/** What looking up a character costs that may raise. */
const TRYING = 32;

/** A lookup in a table that is neither a dict nor a list: what raises LookupError leaves the character as it is. */
function finder(table: Value, meter: Meter): (code: number) => Value | undefined {
  const text = textOf(table);
  const items = text === undefined ? table : codePoints(text);
  return (code) => {
    meter.step(TRYING);
    try {
      return itemOf(items, code);
    } catch (error) {
      if (isError(error, 'LookupError')) return undefined;
      throw error;
    }
  };
}

function replacement(found: Value): string {
  if (found === null) return '';
  if (typeof found === 'string') return found;
  const text = textOf(found);
  if (text !== undefined) return text;
  if (!isInt(found)) {
    throw raise('TypeError', 'character mapping must return integer, None or str');
  }
  const code = Number(found);
  if (code < 0 || code > 0x10_ff_ff) {
    throw raise('ValueError', 'character mapping must be in range(0x110000)');
  }
  return code < 0x1_00_00 ? String.fromCharCode(code) : String.fromCodePoint(code);
}

/** `str.maketrans(x, y, z)`: a table for `translate` out of a dict, or out of two texts of one length and one to take out. */
export function makeTable(x: Value, y?: Value, z?: Value): Dict {
  if (y === undefined) return fromDict(x);
  const to = namedTextArgument(y, 'maketrans() argument 2');
  const out = z === undefined ? '' : namedTextArgument(z, 'maketrans() argument 3');
  const from = textOf(x);
  if (from === undefined) {
    throw raise(
      'TypeError',
      'first maketrans argument must be a string if there is a second argument',
    );
  }
  const [keys, values] = [codePoints(from), codePoints(to)];
  if (keys.length !== values.length) {
    throw raise('ValueError', 'the first two maketrans arguments must have equal length');
  }
  const table = new Dict();
  for (const [index, key] of keys.entries())
    table.set(codeOf(key), codeOf(values[index] as string));
  for (const key of codePoints(out)) table.set(codeOf(key), null);
  return table;
}

function codeOf(char: string): number {
  return char.codePointAt(0) as number;
}

function fromDict(source: Value): Dict {
  if (!(source instanceof Dict)) {
    throw raise('TypeError', 'if you give only one argument to maketrans it must be a dict');
  }
  const table = new Dict();
  for (const [key, value] of source.entries()) table.set(tableKey(key), value);
  return table;
}

function tableKey(key: Value): Value {
  if (isInt(key)) return key;
  const text = textOf(key);
  if (text === undefined) {
    throw raise('TypeError', 'keys in translate table must be strings or integers');
  }
  const chars = codePoints(text);
  if (chars.length !== 1) {
    throw raise('ValueError', 'string keys in translate table must be of length 1');
  }
  return codeOf(text);
}
