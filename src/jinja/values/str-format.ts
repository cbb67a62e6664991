import { raise } from '../errors.ts';
import { escape } from './concat.ts';
import { COUNTING, methodTable, pythonFunction, type MethodTable } from './define.ts';
import {
  fieldSteps,
  firstOfName,
  formatPieces,
  integerOf,
  type FormatPiece,
  type ReplacementField,
} from './format-fields.ts';
import { formatSpec } from './format-spec.ts';
import { noAttribute, qualifiedTypeName, repr, str } from './print.ts';
import { charged } from './size.ts';
import { ascii } from './strings.ts';
import { itemOf } from './subscript.ts';
import type { Callable, CallState, Kwargs, Value } from './py-object.ts';
import { Markup, PyObject } from './types.ts';
import { isdigit } from './unicode.ts';

/** Python's `getattr` for what a field may name, or undefined: no methods. */
type AttributeReader = (state: CallState, value: Value, name: string) => Value | undefined;

/** One call of a format method: what its fields find, and how they number themselves. */
type Formatting = {
  readonly state: CallState;
  readonly read: AttributeReader;
  /** Undefined for `format_map`, which has no positional fields. */
  readonly args: readonly Value[] | undefined;
  /** A keyword argument by name; raises KeyError. */
  readonly keyword: (name: string) => Value;
  numbering: 'none' | 'automatic' | 'manual';
  next: number;
};

/**
 * `text.format(*args, **kwargs)` and `text.format_map(mapping)`, which looks names up with `mapping[name]`. They raise ValueError,
 * IndexError, KeyError, AttributeError and TypeError in Python's words.
 */
export function formatMethods(read: AttributeReader): MethodTable {
  return methodTable(
    'str',
    [
      [
        'format',
        '*args **kwargs',
        (state, text: string, args: readonly Value[], kwargs: Kwargs) =>
          build(formatting(read, state, args, fromKwargs(kwargs)), text, 2),
      ],
      [
        'format_map',
        'mapping',
        (state, text: string, mapping: Value) => {
          const keyword = (name: string): Value => itemAt(mapping, name);
          return build(formatting(read, state, undefined, keyword), text, 2);
        },
      ],
    ],
    COUNTING,
  );
}

/**
 * `Markup(text).format(*args, **kwargs)`: every field is escaped unless it is safe. Follows `string.Formatter`, whose errors
 * differ in places from those of `str.format`.
 */
export function markupFormat(read: AttributeReader): Callable {
  const run = (
    state: CallState,
    { text }: Markup,
    args: readonly Value[],
    kwargs: Kwargs,
  ): Markup => {
    const call = formatting(read, state, args, fromKwargs(kwargs));
    return new Markup(buildMarkup(call, text, 2));
  };
  return pythonFunction('Markup.format', 'self *args **kwargs', run);
}

function formatting(
  read: AttributeReader,
  state: CallState,
  args: readonly Value[] | undefined,
  keyword: (name: string) => Value,
): Formatting {
  return { state, read, args, keyword, numbering: 'none', next: 0 };
}

/** The pieces of a format string; one with a mistake is read as it is formatted, so that errors come in Python's order. */
function piecesOf({ environment }: CallState, text: string): Iterable<FormatPiece> {
  try {
    return (
      environment.formats?.recall('fields', text, () => [...formatPieces(text)]) ??
      formatPieces(text)
    );
  } catch {
    return formatPieces(text);
  }
}

function fromKwargs(kwargs: Kwargs): (name: string) => Value {
  return (name) => {
    const value = kwargs.get(name);
    if (value === undefined) throw raise('KeyError', repr(name));
    return value;
  };
}

/** The text; CPython gives a Markup as it is that is all of the text and that a specification leaves as it is. */
function build(call: Formatting, text: string, depth: number): string | Markup {
  if (depth <= 0) throw raise('ValueError', 'Max string recursion exceeded');
  let result = '';
  let whole: Markup | undefined;
  let pieces = 0;
  const { meter } = call.state;
  meter.read(text.length);
  for (const { literal, field } of piecesOf(call.state, text)) {
    result += literal;
    pieces += 1;
    if (field === undefined) continue;
    const value = convert(call, valueOf(call, field), field.conversion, shownConversion);
    const spec = field.nested ? str(build(call, field.spec, depth - 1)) : field.spec;
    result += counted(
      call,
      value,
      formatSpec(value, spec, meter, call.state.environment.formats),
      result.length,
    );
    if (value instanceof Markup && spec !== '') whole = value;
  }
  return pieces === 1 && result !== '' && whole?.text === result ? whole : result;
}

function valueOf(call: Formatting, { first, index, rest }: ReplacementField): Value {
  const place = fieldIndex(call, first, index);
  const value = place === undefined ? call.keyword(first) : argument(call, place);
  return rest === '' ? value : follow(call, value, rest);
}

/** The position that a field names, or undefined where it is a name. */
function fieldIndex(
  call: Formatting,
  first: string,
  index: number | undefined,
): number | undefined {
  if (first !== '' && index === undefined) return undefined;
  if (call.numbering === 'none') call.numbering = first === '' ? 'automatic' : 'manual';
  if (call.numbering === 'manual' && first === '') throw numberingError('manual', 'automatic');
  if (call.numbering === 'automatic' && first !== '') throw numberingError('automatic', 'manual');
  if (index !== undefined) return index;
  call.next += 1;
  return call.next - 1;
}

function numberingError(from: 'automatic' | 'manual', to: 'automatic' | 'manual'): Error {
  const what = { automatic: 'automatic field numbering', manual: 'manual field specification' };
  return raise('ValueError', `cannot switch from ${what[from]} to ${what[to]}`);
}

function argument(call: Formatting, index: number): Value {
  if (call.args === undefined)
    throw raise('ValueError', 'Format string contains positional fields');
  const value = call.args[index];
  if (value !== undefined) return value;
  throw raise('IndexError', `Replacement index ${index} out of range for positional args tuple`);
}

function follow({ read, state }: Formatting, value: Value, rest: string): Value {
  let current = value;
  for (const { attribute, name, index } of fieldSteps(rest)) {
    if (attribute) {
      const found = read(state, current, name);
      if (found === undefined) throw noAttribute(current, name);
      current = found;
    } else current = itemAt(current, index ?? name);
  }
  return current;
}

/** `value[key]`; a Markup makes its key a Markup first, which its TypeError tells. */
function itemAt(value: Value, key: string | number): Value {
  return itemOf(value, value instanceof Markup && typeof key === 'string' ? new Markup(key) : key);
}

function convert(
  { state: { meter } }: Formatting,
  value: Value,
  conversion: string | undefined,
  shown: (conversion: string) => string,
): Value {
  switch (conversion) {
    case undefined:
      return value;
    case 's':
      return str(value, meter);
    case 'r':
      return repr(value, meter);
    case 'a':
      return ascii(repr(value, meter));
    default:
      throw raise('ValueError', `Unknown conversion specifier ${shown(conversion)}`);
  }
}

/** The text of a field, counted with what was read for it; `before` is how much of the answer there is. */
function counted({ state }: Formatting, value: Value, text: string, before: number): string {
  charged(state, value);
  state.meter.step();
  state.meter.text(before + text.length, text.length);
  return text;
}

function shownConversion(conversion: string): string {
  const code = conversion.codePointAt(0) ?? 0;
  return code > 32 && code < 127 ? conversion : `\\x${code.toString(16)}`;
}

function buildMarkup(call: Formatting, text: string, depth: number): string {
  if (depth < 0) throw raise('ValueError', 'Max string recursion exceeded');
  call.state.meter.read(text.length);
  let result = '';
  for (const { literal, field } of piecesOf(call.state, text)) {
    result += literal;
    if (field === undefined) continue;
    const value = convert(call, markupField(call, field), field.conversion, String);
    const spec = buildMarkup(call, field.spec, depth - 1);
    result += counted(call, value, formatEscaped(call.state, value, spec), result.length);
  }
  return result;
}

/** `string.Formatter.get_field`, which numbers fields by its own rules: `{0.x}` and `{}` may be mixed. */
function markupField(call: Formatting, { name }: ReplacementField): Value {
  let full = name;
  if (name === '') {
    if (call.numbering === 'manual') throw numberingError('manual', 'automatic');
    full = String(call.next);
    call.next += 1;
  } else if (isdigit(name)) {
    if (call.next > 0) throw numberingError('manual', 'automatic');
    call.numbering = 'manual';
  }
  const first = firstOfName(full);
  const index = integerOf(first);
  const value = index === undefined ? call.keyword(first) : call.args?.[index];
  if (value === undefined) throw raise('IndexError', 'tuple index out of range');
  return follow(call, value, full.slice(first.length));
}

function formatEscaped({ environment, meter }: CallState, value: Value, spec: string): string {
  if (value instanceof Markup) {
    if (spec === '') return value.text;
    throw raise('ValueError', 'Unsupported format specification for Markup.');
  }
  if (value instanceof PyObject && value.html !== undefined) {
    if (spec === '') return value.html();
    const type = `<class '${qualifiedTypeName(value)}'>`;
    throw raise(
      'ValueError',
      `Format specifier ${spec} given, but ${type} does not define __html_format__. A class that defines __html__ must define __html_format__ to work with format specifiers.`,
    );
  }
  return escape(formatSpec(value, spec, meter, environment.formats)).text;
}
