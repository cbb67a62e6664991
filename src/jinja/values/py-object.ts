import type { Meter } from './meter.ts';

/**
 * How Python's values are held in JavaScript. Nothing else ever reaches a template:
 *
 * | Python           | here                                                                                 |
 * |------------------|--------------------------------------------------------------------------------------|
 * | None             | `null`                                                                               |
 * | True, False      | `true`, `false`                                                                      |
 * | int              | `number` (always a safe integer), `bigint` beyond: make one with `int()`             |
 * | float            | `PyFloat`, also for whole numbers: `4/2` is `2.0`                                    |
 * | str              | `string` (UTF-16; counted and indexed by code point)                                 |
 * | Markup           | `Markup`                                                                             |
 * | list             | a JavaScript array                                                                   |
 * | everything else  | a subclass of `PyObject`: `Tuple`, `Dict`, `Undefined`, `Range`, `PyFunction` …      |
 *
 * JavaScript's `undefined` is not a value: it means "not given" (an argument) or "not found" (a lookup).
 */
export type Value = null | boolean | number | bigint | string | Value[] | PyObject;

/** Keyword arguments of a call, in the order written. */
export type Kwargs = ReadonlyMap<string, Value>;

/** The address in every repr with one (`<generator object … at 0x…>`): always the same, so output is stable. */
export const ADDRESS: string = '0x7f0000000000';

/**
 * An object of one of Python's other types, which answers for its type: a subclass has the protocols that its Python type has.
 * One that is absent means that Python raises a TypeError there; operators and functions ask for it by name and know no types.
 */
export abstract class PyObject {
  /** `type(x).__name__` as Python's error messages print it. */
  abstract readonly typeName: string;

  /** The name of the type in the table of methods and attributes. */
  get type(): string {
    return this.typeName;
  }

  /** The characters of a type that is text or bytes (each byte a character of Latin-1). */
  declare readonly text?: string;

  /** Python iterates over it by `__getitem__`: `iter(x)` works, but `isinstance(x, Iterable)` is false. */
  declare readonly iteratesByItem?: boolean;

  /** How many characters or items it takes to read it whole; 0 for what does not grow. */
  weight(): number {
    return 0;
  }

  /** `type(x).__module__`: what Jinja puts before the type's name in `'jinja2.utils.Cycler object' has no attribute …`. */
  moduleName(): string {
    return 'builtins';
  }

  /** `x.__html__()`: the text to print under autoescape as it is; absent where Python's type has no such method. */
  html?(): string;

  /** `repr(x)`. A container counts what it prints. */
  repr(_meter?: Meter): string {
    const module = this.moduleName();
    const name = module === 'builtins' ? this.typeName : `${module}.${this.typeName}`;
    return `<${name} object at ${ADDRESS}>`;
  }

  /** `str(x)`. */
  str(meter?: Meter): string {
    return this.repr(meter);
  }

  /** `bool(x)`. */
  truthy(): boolean {
    return this.length === undefined || this.length() > 0;
  }

  /** The attribute of that name out of an allow-list, or undefined where Python raises AttributeError. */
  attribute(_name: string, _state: CallState): Value | undefined {
    return undefined;
  }

  /** `x[key]`; raises KeyError, IndexError or TypeError as Python does. */
  item?(key: Value, meter?: Meter): Value;

  /** `x[start:stop:step]`, null for a part that is left out. Where only `item` is there, that gets a Slice. */
  slice?(start: Value, stop: Value, step: Value, meter?: Meter): Value;

  /** `iter(x)`: the returned iterator is consumed once; an iterable such as Range gives a new one each time. */
  iterate?(): Iterator<Value>;

  /** `reversed(x)`. */
  reversed?(meter: Meter): PyObject & { readonly iterator: Iterator<Value> };

  /** `len(x)`. */
  length?(): number;

  /** `x(*args, **kwargs)`. */
  call?(state: CallState, args: readonly Value[], kwargs: Kwargs): Value;

  /** `value in x`, where the type has a faster or other rule than iterating. */
  contains?(value: Value, meter?: Meter): boolean;

  /** `x == other`; identity unless overridden. A container counts the items it looks at. */
  equals(other: Value, _meter?: Meter): boolean {
    return this === other;
  }

  /** `x < other` and so on; undefined where the two have no order. */
  ordered?(other: Value, order: Order, meter?: Meter): boolean | undefined;

  /** `x + other`; raises TypeError for what does not fit. */
  plus?(other: Value, state?: CallState): Value;

  /** `x * times`. */
  repeat?(times: number | bigint | boolean, state?: CallState): Value;

  /** `x % args`. */
  percent?(args: Value, meter?: Meter): Value;

  /** The text that `int(x)` and `float(x)` read. */
  numeral?(): string;

  /** What nearly every operator and function raises for an Undefined. */
  fail?(): Error;

  /** The lines of `pprint.pformat(x)`: up to `width` characters, the last one up to `last`. */
  prettyLines?(width: number, last: number): string[];

  /** `x is other`, for objects that are created at each look-up. */
  is?(other: Value): boolean;

  /** What represents it as a key of a JavaScript Map; raises TypeError where `hash(x)` does. Absent: each object is its own key. */
  hashKey?(meter?: Meter): unknown;
}

/** The four orders, as Python writes them. */
export type Order = '<' | '<=' | '>' | '>=';

/** An int of any size in its one form: a number while safe, a bigint beyond. */
export function int(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    ? Number(value)
    : value;
}

/**
 * What a called filter, test, method or global may ask about the render it runs in. The runtime provides it; functions that
 * do not need it ignore it.
 */
export interface CallState {
  /** The environment: its filters, tests, version and options. */
  readonly environment: EnvironmentView;
  /** What counts this render's work against its limits. */
  readonly meter: Meter;
  /** Whether autoescape is on at the place of the call (`eval_ctx.autoescape`). */
  readonly autoescape: boolean;
  /** The value of a template variable by name, or undefined where there is none (`context.resolve_or_missing`). */
  resolve(name: string): Value | undefined;
  /** Runs something one level deeper: raises RecursionError where that is deeper than the limit. */
  within?<T>(action: () => T): T;
  /** Calls any callable value, as a template's `f(...)` does. */
  call(callee: Value, args: readonly Value[], kwargs?: Kwargs): Value;
}

/** The part of an environment that filters and tests look at. */
export interface EnvironmentView {
  /** The release that templates run on. */
  readonly version: JinjaVersion;
  readonly filters: ReadonlyMap<string, Callable>;
  readonly tests: ReadonlyMap<string, Callable>;
  /** Where `random` and `lipsum` take chance from: numbers from 0 up to but not including 1. Absent: `Math.random`. */
  readonly random?: () => number;
  /** Where format strings are kept that were taken apart; absent: each is, whenever it is used. */
  readonly formats?: ParsedFormats;
  /** Called where Jinja calls `environment.undefined(...)`; `state` where an attribute or item of `obj` is missing. */
  undefined(options: UndefinedOptions, state?: CallState): Value;
}

/** Keeps format strings that were taken apart: of `%`, of `str.format`, and specifications by the type of value; undefined for one that is too long to keep. */
export interface ParsedFormats {
  recall<T extends object>(
    kind: 'percent' | 'fields' | 'str' | 'int' | 'float',
    text: string,
    parse: (text: string) => T,
  ): T | undefined;
}

/** The releases of Jinja that are known: 3.1 is 3.1.2. */
/** A release of Jinja, and with `-python2` the Python that it runs on, 2.7. */
export type JinjaVersion = '3.1' | '3.1.6' | '2.8' | '2.8-python2';

/** What an Undefined remembers: the message Jinja will raise is made of these. `obj` absent means a plain name. */
export type UndefinedOptions = {
  readonly name?: Value;
  readonly obj?: Value;
  readonly hint?: string;
};

/** The parameters of a Callable, taken apart: the plain ones (self among them), and how many of them have to be given. */
export type Signature = {
  readonly params: readonly { readonly name: string; readonly optional: boolean }[];
  readonly least: number;
  /** There is a `*name`. */
  readonly rest: boolean;
  /** There is a `**name`. */
  readonly keywords: boolean;
};

/**
 * A function that templates can call: a filter, a test, a global or a method, with Python's signature so that wrong calls
 * raise Python's TypeErrors. `params` reads `name` (required), `name?` (optional: the implementation's default parameter
 * fires, since it is handed `undefined`), `*name` (the rest, as an array) and `**name` (keyword arguments, as a Map).
 * `run` gets the state, then one argument for each parameter in order. For a filter the first parameter is the filtered
 * value, for a method it is `self`.
 */
export type Callable = {
  /** The name that Python's messages use: `do_truncate`, `str.replace`. */
  readonly name: string;
  readonly params: readonly string[];
  /** `params` taken apart, where that is done once for all calls. */
  readonly signature?: Signature;
  /**
   * The name of one more parameter in front of all others that Jinja fills in itself (`environment`, `eval_ctx`, `context`;
   * `self` of a class that is called). `run` does not get it, but Python counts it in messages about wrong calls.
   */
  readonly hidden?: string;
  /** How Python words wrong calls: a Python function names its parameters, a C function counts its arguments. */
  readonly style: 'python' | 'c';
  /** How a C function parses its arguments where not in the usual way, which decides the words of its errors: with keywords, or as a tuple. */
  readonly parsing?: 'keywords' | 'tuple';
  /** Its answer depends on the render (Jinja's `pass_context`, a clock, a random source): it is never folded. */
  readonly context?: boolean;
  /**
   * `own`: it counts its work itself, or does none that grows with its arguments. Else anyone who calls it counts the arguments
   * before the call and the answer after it, as read whole.
   */
  readonly cost?: 'own';
  // oxlint-disable-next-line typescript/no-explicit-any -- each implementation declares its own parameters
  readonly run: (state: CallState, ...args: any[]) => Value;
};
