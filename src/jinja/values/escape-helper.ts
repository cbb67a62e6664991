import { raise } from '../errors.ts';
import { escape } from './concat.ts';
import { Dict } from './dict.ts';
import { pyFloat } from './numbers.ts';
import { repr } from './print.ts';
import { isInt, realNumber, typeName } from './protocol.ts';
import { itemOf } from './subscript.ts';
import { Range } from './range.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyFloat, PyObject, type Value } from './types.ts';
import { Undefined } from './undefined.ts';

/** markupsafe's `_MarkupEscapeHelper`: prints escaped, and hands on items, `int()` and `float()`. */
export class EscapeHelper extends PyObject {
  readonly typeName = '_MarkupEscapeHelper';
  readonly value: Value;

  constructor(value: Value) {
    super();
    this.value = value;
  }

  override repr(): string {
    return escape(repr(this.value)).text;
  }

  override str(): string {
    return escape(this.value).text;
  }

  override item(key: Value): Value {
    return new EscapeHelper(itemOf(this.value, key));
  }
}

/** The arguments of `Markup % …`, each in its helper: a mapping in one for itself. */
export function escapeArguments(args: Value): Value {
  if (args instanceof Tuple) return new Tuple(args.items.map((item) => new EscapeHelper(item)));
  if (isMapping(args)) return new EscapeHelper(args);
  return new Tuple([new EscapeHelper(args)]);
}

/** `PyMapping_Check`: has `__getitem__`, whatever it takes. */
export function isMapping(value: Value): boolean {
  if (Array.isArray(value) || value instanceof Dict || value instanceof Range) return true;
  if (!(value instanceof PyObject) || value instanceof Markup) return false;
  return value.item !== undefined && value.typeName !== 'type';
}

/** Whether `int(x)` and `float(x)` try to read such a value. */
export function isNumberLike(value: Value): boolean {
  if (typeof value === 'string' || isInt(value)) return true;
  return value instanceof Markup || value instanceof PyFloat || value instanceof Undefined;
}

/** `float(x)` of a helper's value. */
export function floatOfEscaped(value: Value): number {
  if (typeof value === 'string') return pyFloat(value).value;
  if (value instanceof Markup) return pyFloat(value.text, value).value;
  const number = realNumber(value);
  if (number !== undefined) return number;
  if (value instanceof Undefined) throw value.fail();
  throw raise(
    'TypeError',
    `float() argument must be a string or a real number, not '${typeName(value)}'`,
  );
}
