import type { Meter } from './meter.ts';
import { PyObject, type Value } from './py-object.ts';
import { escapeCodePoint, lengthOf } from './strings.ts';
import { PRINTABLE } from './unicode-tables.ts';

export * from './py-object.ts';

/** A Python float. `value` may be NaN, an infinity or -0. */
export class PyFloat extends PyObject {
  readonly typeName = 'float';
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override repr(): string {
    return floatRepr(this.value);
  }

  override str(meter?: Meter): string {
    return meter?.python2?.floatText(this.value) ?? floatRepr(this.value);
  }

  override truthy(): boolean {
    return this.value !== 0;
  }

  override equals(other: Value): boolean {
    if (typeof other === 'number' || typeof other === 'bigint')
      return compareFloatInt(this.value, other);
    if (typeof other === 'boolean') return this.value === Number(other);
    return other instanceof PyFloat && other.value === this.value;
  }
}

/** What `repr(float)` prints: the shortest digits that read back, `.0` for whole numbers, an exponent below 1e-4 and from 1e16. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    const sign = exponent.startsWith('-') ? '-' : '+';
    return `${digits}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

function compareFloatInt(float: number, integer: number | bigint): boolean {
  if (typeof integer === 'number') return float === integer;
  return Number.isInteger(float) && BigInt(float) === integer;
}

/** Text that is safe to print under autoescape (`markupsafe.Markup`). Its type behaves as str in every other way. */
export class Markup extends PyObject {
  readonly typeName = 'Markup';
  override readonly text: string;

  override moduleName(): string {
    return 'markupsafe';
  }

  override html(): string {
    return this.text;
  }

  override weight(): number {
    return this.text.length;
  }

  constructor(text: string) {
    super();
    this.text = text;
  }

  override repr(): string {
    return `Markup(${reprOfString(this.text)})`;
  }

  override str(): string {
    return this.text;
  }

  override truthy(): boolean {
    return this.text !== '';
  }

  override iterate(): Iterator<Value> {
    return this.text[Symbol.iterator]();
  }

  override length(): number {
    return lengthOf(this.text);
  }

  override numeral(): string {
    return this.text;
  }

  override equals(other: Value): boolean {
    return other === this.text || (other instanceof Markup && other.text === this.text);
  }
}

/** Whether a value is a Python str: a string or its subclass Markup. */
export function isText(value: Value | undefined): value is string | Markup {
  return typeof value === 'string' || value instanceof Markup;
}

/** The characters of a str. */
export function plain(text: string | Markup): string {
  return typeof text === 'string' ? text : text.text;
}

/** The text of a str or Markup, or undefined for any other type. */
export function textOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}

/** Whether a value is bytes, its text having a character for each. */
export function isBytesLike(value: Value): value is PyObject & { readonly text: string } {
  return value instanceof PyObject && value.text !== undefined && !(value instanceof Markup);
}

/** Text that repr puts between single quotes as it is. */
const PLAIN = /^[ -&(-[\]-~]*$/;

/** `repr(str)`: single quotes unless the text holds one and no double quote; escapes what Python calls unprintable. */
export function reprOfString(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replaceAll(/[\\\n\r\t]|['"]|[^ -~]/gu, (char) => escapeChar(char, quote));
  return quote + body + quote;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A character of a repr; `isPrintable` says which of those beyond ASCII are shown as they are. */
export function escapeChar(
  char: string,
  quote: string,
  isPrintable: (code: number) => boolean = (code) => PRINTABLE.has(code),
): string {
  const known = ESCAPES.get(char);
  if (known !== undefined) return known;
  if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
  return isPrintable(char.codePointAt(0) ?? 0) ? char : escapeCodePoint(char);
}
