import { raise } from '../errors.ts';
import { Dict } from '../values/dict.ts';
import type { Meter } from '../values/meter.ts';
import { Printer, str } from '../values/print.ts';
import { typeName } from '../values/protocol.ts';
import { Tuple } from '../values/tuple.ts';
import { floatRepr, isText, Markup, plain, PyFloat, type Value } from '../values/types.ts';
import { chargeSorting, compareSort, compareText } from '../values/order.ts';

/** Text that is between quotes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;
const ESCAPED = /["\\]|[^ -~]/g;
const UNSAFE = /[<>&']/g;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);

/**
 * `json.dumps(value, sort_keys=True, indent=indent)`. `indent` is the text of one level, or undefined for one line. Raises
 * TypeError for what JSON does not know and ValueError for an object that contains itself.
 */
export function dumps(value: Value, indent?: string, meter?: Meter): string {
  const writer = new Writer(indent, new Printer(meter));
  writer.value(value, '\n');
  return writer.printer.text;
}

/** Jinja's `htmlsafe_json_dumps`: as `dumps`, with `<`, `>`, `&` and `'` escaped for HTML. */
export function htmlSafeDumps(value: Value, indent?: string, meter?: Meter): Markup {
  const text = dumps(value, indent, meter);
  return new Markup(/[<>&']/.test(text) ? text.replaceAll(UNSAFE, unicodeEscape) : text);
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return `"${text.replaceAll(ESCAPED, (char) => SHORT.get(char) ?? unicodeEscape(char))}"`;
}

function number(float: PyFloat): string {
  const { value } = float;
  if (Number.isFinite(value)) return floatRepr(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}

function constant(value: null | boolean): string {
  return value === null ? 'null' : String(value);
}

class Writer {
  readonly printer: Printer;
  private readonly indent: string | undefined;
  private readonly open: Set<object> = new Set();

  constructor(indent: string | undefined, printer: Printer) {
    this.indent = indent;
    this.printer = printer;
  }

  /** Adds a value behind a `prefix`; `newline` is the line break with the indent of what it is in. */
  value(value: Value, newline: string, prefix = ''): void {
    if (Array.isArray(value)) this.list(value, value, newline, prefix);
    else if (value instanceof Tuple) this.list(value, value.items, newline, prefix);
    else if (value instanceof Dict) this.dict(value, newline, prefix);
    else this.printer.write(prefix + scalar(value));
  }

  private list(container: object, items: readonly Value[], newline: string, prefix: string): void {
    const write = (item: Value, deeper: string, between: string): void =>
      this.value(item, deeper, between);
    this.members(container, `${prefix}[`, items, ']', newline, write);
  }

  private dict(dict: Dict, newline: string, prefix: string): void {
    const { meter } = this.printer;
    const entries = [...dict.entries()];
    chargeSorting(meter, entries.length);
    const areTexts = entries.every((entry) => typeof entry[0] === 'string');
    entries.sort(
      areTexts
        ? (a, b) => compareText(a[0] as string, b[0] as string, meter)
        : (a, b) => compareSort(a[0], b[0], meter),
    );
    const write = (entry: [Value, Value], deeper: string, between: string): void =>
      this.value(entry[1], deeper, `${between}${quote(memberName(entry[0]))}: `);
    this.members(dict, `${prefix}{`, entries, '}', newline, write);
  }

  private members<T>(
    container: object,
    start: string,
    members: readonly T[],
    end: string,
    newline: string,
    write: (member: T, newline: string, between: string) => void,
  ): void {
    const { indent, open, printer } = this;
    if (open.has(container)) throw raise('ValueError', 'Circular reference detected');
    open.add(container);
    const deeper = indent === undefined ? '' : newline + indent;
    printer.write(start);
    let between = deeper;
    for (const member of members) {
      write(member, deeper, between);
      between = indent === undefined ? ', ' : `,${deeper}`;
    }
    printer.write(members.length > 0 && indent !== undefined ? newline + end : end);
    open.delete(container);
  }
}

function scalar(value: Value): string {
  if (isText(value)) return quote(plain(value));
  if (value === null || typeof value === 'boolean') return constant(value);
  if (typeof value === 'number' || typeof value === 'bigint') return str(value);
  if (value instanceof PyFloat) return number(value);
  throw raise('TypeError', `Object of type ${typeName(value)} is not JSON serializable`);
}

function memberName(key: Value): string {
  if (isText(key)) return plain(key);
  if (key === null || typeof key === 'boolean') return constant(key);
  if (typeof key === 'number' || typeof key === 'bigint') return str(key);
  if (key instanceof PyFloat) return number(key);
  throw raise('TypeError', `keys must be str, int, float, bool or None, not ${typeName(key)}`);
}
