import { raise } from '../errors.ts';
import { Dict } from '../values/dict.ts';
import { joinWithin, str, typeName } from '../values/protocol.ts';
import { compareSort, compareText } from '../values/ops.ts';
import { Tuple } from '../values/tuple.ts';
import { floatRepr, Markup, PyFloat, type Value } from '../values/types.ts';
import { isText, plain } from './support.ts';

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
export function dumps(value: Value, indent?: string): string {
  return encode(value, indent, '\n', []);
}

/** Jinja's `htmlsafe_json_dumps`: as `dumps`, with `<`, `>`, `&` and `'` escaped for HTML. */
export function htmlSafeDumps(value: Value, indent?: string): Markup {
  return new Markup(dumps(value, indent).replaceAll(UNSAFE, unicodeEscape));
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function quote(text: string): string {
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

function encode(
  value: Value,
  indent: string | undefined,
  newline: string,
  seen: readonly object[],
): string {
  if (isText(value)) return quote(plain(value));
  if (value === null || typeof value === 'boolean') return constant(value);
  if (typeof value === 'number' || typeof value === 'bigint') return str(value);
  if (value instanceof PyFloat) return number(value);
  const isList = Array.isArray(value) || value instanceof Tuple;
  if (!isList && !(value instanceof Dict)) {
    throw raise('TypeError', `Object of type ${typeName(value)} is not JSON serializable`);
  }
  if (seen.includes(value)) throw raise('ValueError', 'Circular reference detected');
  const inside = [...seen, value];
  const deeper = indent === undefined ? newline : newline + indent;
  const separator = indent === undefined ? ', ' : `,${deeper}`;
  const parts = isList
    ? joinWithin(
        Array.isArray(value) ? value : value.items,
        (item) => encode(item, indent, deeper, inside),
        separator,
      )
    : members(value, indent, deeper, inside, separator);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts === '' || indent === undefined) return open + parts + close;
  return open + deeper + parts + newline + close;
}

function members(
  dict: Dict,
  indent: string | undefined,
  newline: string,
  seen: readonly object[],
  separator: string,
): string {
  const entries = [...dict.entries()];
  const keys = entries.map(([key]) => key);
  const areTexts = keys.every((key): key is string => typeof key === 'string');
  entries.sort(areTexts ? ([a], [b]) => compareText(a as string, b as string) : byKey);
  return joinWithin(
    entries,
    ([key, value]) => `${quote(memberName(key))}: ${encode(value, indent, newline, seen)}`,
    separator,
  );
}

function byKey([a]: readonly [Value, Value], [b]: readonly [Value, Value]): number {
  return compareSort(a, b);
}

function memberName(key: Value): string {
  if (isText(key)) return plain(key);
  if (key === null || typeof key === 'boolean') return constant(key);
  if (typeof key === 'number' || typeof key === 'bigint') return str(key);
  if (key instanceof PyFloat) return number(key);
  throw raise('TypeError', `keys must be str, int, float, bool or None, not ${typeName(key)}`);
}
