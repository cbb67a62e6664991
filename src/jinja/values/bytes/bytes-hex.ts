import { raise } from '../../errors.ts';
import { again, Bytes, bytesText } from './bytes.ts';
import { length } from '../ops.ts';
import { textOf, type CallState, type Value } from '../types.ts';
import { toCInt } from '../numbers.ts';
import { namedTextArgument } from '../methods/text-methods.ts';

/** `bytes.hex(sep, bytes_per_sep)`: groups count from the end, from the start where the number is negative. */
export function hex(state: CallState, self: Bytes, sep?: Value, perSep: Value = 1): string {
  const group = toCInt(perSep);
  const separator = sep === undefined ? '' : separatorOf(sep);
  const size = Math.abs(group);
  const groups = size === 0 || separator === '' ? 1 : Math.ceil(self.text.length / size);
  state.meter.text(self.text.length * 2 + groups - 1);
  const pairs = Array.from(self.text, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'));
  if (groups < 2) return pairs.join('');
  const first = group > 0 ? pairs.length - (groups - 1) * size : size;
  const parts = [pairs.slice(0, first).join('')];
  for (let at = first; at < pairs.length; at += size)
    parts.push(pairs.slice(at, at + size).join(''));
  return parts.join(separator);
}

function separatorOf(sep: Value): string {
  if (length(sep) !== 1) throw raise('ValueError', 'sep must be length 1.');
  const text = sep instanceof Bytes ? sep.text : textOf(sep);
  if (text === undefined) throw raise('TypeError', 'sep must be str or bytes.');
  if (!/^[\0-\x7f]$/.test(text)) throw raise('ValueError', 'sep must be ASCII.');
  return text;
}

/** `bytes.fromhex(string)`: white space may be between bytes. Raises ValueError with the place of what is not a digit. */
export function fromHex(string: Value): Bytes {
  const text = namedTextArgument(string, 'fromhex() argument');
  const foreign = /[^\0-\x7f]/.exec(text);
  if (foreign !== null) throw noDigit(foreign.index);
  let bytes = '';
  for (let at = 0; at < text.length;) {
    if (/[\t-\r ]/.test(text.charAt(at))) at += 1;
    else {
      for (const place of [at, at + 1]) {
        if (!/[\da-f]/i.test(text.charAt(place))) throw noDigit(place);
      }
      bytes += String.fromCharCode(Number.parseInt(text.slice(at, at + 2), 16));
      at += 2;
    }
  }
  return new Bytes(bytes);
}

function noDigit(position: number): Error {
  return raise(
    'ValueError',
    `non-hexadecimal number found in fromhex() arg at position ${position}`,
  );
}

/** `bytes.maketrans(frm, to)`: 256 bytes for `translate`. */
export function makeTable(from: Value, to: Value): Bytes {
  const [before, after] = [bytesText(from), bytesText(to)];
  if (before.length !== after.length) {
    throw raise('ValueError', 'maketrans arguments must have same length');
  }
  const table = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
  for (let at = 0; at < before.length; at += 1) table[before.charCodeAt(at)] = after.charAt(at);
  return new Bytes(table.join(''));
}

/** `bytes.translate(table, delete)`: bytes of `delete` go, the others are looked up; None changes none. */
export function translate(self: Bytes, table: Value, out?: Value): Bytes {
  const map = table === null ? undefined : bytesText(table);
  if (map !== undefined && map.length !== 256) {
    throw raise('ValueError', 'translation table must be 256 characters long');
  }
  const gone = new Set(out === undefined ? '' : bytesText(out));
  let text = '';
  for (const byte of self.text) {
    if (!gone.has(byte)) text += map === undefined ? byte : map.charAt(byte.charCodeAt(0));
  }
  return again(self, text);
}
