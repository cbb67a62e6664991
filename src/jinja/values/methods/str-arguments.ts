import { raise } from '../../errors.ts';
import { toSize } from '../numbers.ts';
import { isInt, typeName } from '../protocol.ts';
import { Markup, type Value } from '../types.ts';

/** The text of a str or Markup, or undefined for any other type. */
export function textOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}

/** An argument that has to be text, for methods that say only `must be str, not int`. */
export function textArgument(value: Value): string {
  const text = textOf(value);
  if (text === undefined) throw raise('TypeError', `must be str, not ${typeName(value)}`);
  return text;
}

/** An argument that has to be text, for methods that name it: `replace() argument 1 must be str, not None`. */
export function namedTextArgument(value: Value, name: string): string {
  const text = textOf(value);
  if (text !== undefined) return text;
  const type = value === null ? 'None' : typeName(value);
  throw raise('TypeError', `${name} must be str, not ${type}`);
}

/** A number of times: absent or negative means all. */
export function timesArgument(value: Value | undefined): number {
  return value === undefined ? -1 : toSize(value);
}

/** A bound of `find` and its kin; None and nothing given mean the end of the text. */
export function boundArgument(value: Value | undefined, absent: number): number {
  if (value === undefined || value === null) return absent;
  if (isInt(value)) return Number(value);
  throw raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
}

/** A fill character: exactly one code point. */
export function fillArgument(value: Value): string {
  const text = textOf(value);
  if (text === undefined) {
    throw raise(
      'TypeError',
      `The fill character must be a unicode character, not ${typeName(value)}`,
    );
  }
  const char = text.codePointAt(0);
  if (char === undefined || String.fromCodePoint(char) !== text) {
    throw raise('TypeError', 'The fill character must be exactly one character long');
  }
  return text;
}

/** What `encode` and `decode` are told: the names of an encoding and of an error handler. */
export function codecArguments(
  name: 'encode' | 'decode',
  encoding: Value | undefined,
  errors: Value | undefined,
): readonly [encoding: string | undefined, errors: string | undefined] {
  return [
    encoding === undefined ? undefined : codecArgument(encoding, `${name}() argument 'encoding'`),
    errors === undefined ? undefined : codecArgument(errors, `${name}() argument 'errors'`),
  ];
}

function codecArgument(value: Value, name: string): string {
  const text = namedTextArgument(value, name);
  if (text.includes('\0')) throw raise('ValueError', 'embedded null character');
  return text;
}
