import { raise, type PyError } from '../errors.ts';
import { DEFAULT_LIMITS, Meter, type Limits } from './meter.ts';
import { typeName } from './protocol.ts';
import { PyObject, reprOfString, type Value } from './types.ts';

/** Python refuses to print or read an int of more decimal digits than this (`sys.set_int_max_str_digits`). */
export const MAX_INT_DIGITS: number = 4300;

const MANY_DIGITS = 10n ** BigInt(MAX_INT_DIGITS);

/** What holds where no render is known: a statement that prints has its text counted with the output. */
const ALONE: Limits = { ...DEFAULT_LIMITS, output: 5_000_000, time: Infinity };

/**
 * Puts the text of containers together piece by piece, so that one that holds the same container often meets the limits before
 * it fills the memory.
 */
export class Printer {
  text = '';
  readonly meter: Meter;
  /** The containers that are being printed: one that contains itself prints `[...]`. */
  private readonly open: Set<object> = new Set();

  constructor(meter: Meter = new Meter(ALONE)) {
    this.meter = meter;
  }

  /** Adds a piece. Raises LimitError where the text gets too long. */
  write(piece: string): Printer {
    this.meter.step(1 + (piece.length >> 4));
    this.text += piece;
    this.meter.text(this.text.length, 0);
    return this;
  }

  /** Adds `repr(x)`. */
  value(value: Value): Printer {
    if (Array.isArray(value)) return this.items(value, '[', value, ']');
    if (value instanceof Container) return value.print(this);
    return this.write(repr(value, this.meter));
  }

  /** Adds the reprs of the members of a container with commas between; `again` instead where it is being printed already. */
  items(
    container: object,
    start: string,
    items: Iterable<Value>,
    end: string,
    again: string = `${start}...${end}`,
  ): Printer {
    return this.members(container, start, items, (item) => this.value(item), end, again);
  }

  /** Adds the members of a container with commas between, each as `print` writes it. */
  members<T>(
    container: object,
    start: string,
    members: Iterable<T>,
    print: (member: T) => void,
    end: string,
    again: string,
  ): Printer {
    if (this.open.has(container)) return this.write(again);
    this.open.add(container);
    this.write(start);
    let isFirst = true;
    for (const member of members) {
      if (!isFirst) this.write(', ');
      isFirst = false;
      print(member);
    }
    this.open.delete(container);
    return this.write(end);
  }
}

/** An object that prints its members, and may contain itself: `[...]`. */
export abstract class Container extends PyObject {
  /** Adds `repr(x)` to what is printed. */
  abstract print(printer: Printer): Printer;

  override repr(meter?: Meter): string {
    return this.print(new Printer(meter)).text;
  }
}

/** `str(x)`; raises what the object's own `__str__` raises (StrictUndefined), and ValueError for ints of over 4300 digits. */
export function str(value: Value, meter?: Meter): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return bigText(value);
  if (value === null) return 'None';
  return Array.isArray(value) ? repr(value, meter) : value.str(meter);
}

/** `repr(x)`. */
export function repr(value: Value, meter?: Meter): string {
  if (typeof value === 'string') return meter?.python2?.textRepr(value) ?? reprOfString(value);
  if (value instanceof PyObject) return value.repr(meter);
  if (typeof value === 'bigint') return meter?.python2?.intRepr(value) ?? bigText(value);
  return Array.isArray(value) ? new Printer(meter).value(value).text : str(value);
}

function bigText(value: bigint): string {
  if (value >= MANY_DIGITS || value <= -MANY_DIGITS) {
    throw raise(
      'ValueError',
      `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return value.toString();
}

/** The name of a value's type with the module in front, unless that is `builtins`. */
export function qualifiedTypeName(value: Value): string {
  const module = value instanceof PyObject ? value.moduleName() : 'builtins';
  return module === 'builtins' ? typeName(value) : `${module}.${typeName(value)}`;
}

/** What Jinja calls an object in its messages (`jinja2.utils.object_type_repr`): `None`, `dict object`, `jinja2.utils.Cycler object`. */
export function objectTypeRepr(value: Value): string {
  return value === null ? 'None' : `${qualifiedTypeName(value)} object`;
}

/** The name of a value that is a class itself (`range`, `Namespace`), which Python words its errors with; else undefined. */
export function classNameOf(value: Value): string | undefined {
  if (typeName(value) !== 'type') return undefined;
  return /^<class '(?:.*\.)?(\w+)'>$/.exec(repr(value))?.[1];
}

/** The AttributeError for a value that has no attribute of that name; a class is called by its own name. */
export function noAttribute(value: Value, name: string): PyError {
  // A namespace looks among its own names, and raises the one it does not find.
  if (typeName(value) === 'Namespace') return raise('AttributeError', name);
  const className = classNameOf(value);
  const owner =
    className === undefined ? `'${typeName(value)}' object` : `type object '${className}'`;
  return raise('AttributeError', `${owner} has no attribute '${name}'`);
}
