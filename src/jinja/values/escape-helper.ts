import { escape } from './concat.ts';
import { repr } from './print.ts';
import { isInt } from './protocol.ts';
import { itemOf } from './subscript.ts';
import { Tuple } from './tuple.ts';
import { PyFloat, PyObject, type Value } from './types.ts';

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
  if (Array.isArray(value)) return true;
  return value instanceof PyObject && value.item !== undefined && value.typeName !== 'type';
}

/** Whether `int(x)` and `float(x)` try to read such a value. */
export function isNumberLike(value: Value): boolean {
  if (typeof value === 'string' || isInt(value) || value instanceof PyFloat) return true;
  return value instanceof PyObject && (value.numeral !== undefined || value.fail !== undefined);
}
