import { raise, type PyError } from '../errors.ts';
import { backwards, type PyIterator } from './iterator.ts';
import { objectTypeRepr, repr, str } from './print.ts';
import type { CallState, JinjaVersion, Kwargs, UndefinedOptions, Value } from './py-object.ts';
import { isText, PyObject } from './types.ts';

/**
 * What Jinja gives for a name or member that is not there (`jinja2.runtime.Undefined`): prints as nothing, is false and empty,
 * and raises UndefinedError in nearly every other use.
 */
export class Undefined extends PyObject {
  get typeName(): string {
    return 'Undefined';
  }

  /** The name or key that was looked up; undefined where only a hint is known. */
  readonly undefinedName: Value | undefined;
  /** What it was looked up on; undefined for a plain name. */
  readonly undefinedObj: Value | undefined;
  /** The whole message, where Jinja gives one. */
  readonly undefinedHint: string | undefined;
  /** Jinja's release, which decides on its operators. */
  readonly version: JinjaVersion;

  constructor(options: UndefinedOptions = {}, version: JinjaVersion = '3.1') {
    super();
    this.undefinedName = options.name;
    this.undefinedObj = options.obj;
    this.undefinedHint = options.hint;
    this.version = version;
  }

  override moduleName(): string {
    return 'jinja2.runtime';
  }

  /** The text that its UndefinedError will carry: `'user' is undefined`, `'dict object' has no attribute 'x'`. */
  get message(): string {
    if (this.undefinedHint) return this.undefinedHint;
    const name = this.undefinedName ?? null;
    if (this.undefinedObj === undefined) return `${repr(name)} is undefined`;
    const owner = objectTypeRepr(this.undefinedObj);
    if (isText(name)) return `${repr(owner)} has no attribute ${repr(name)}`;
    return `${owner} has no element ${repr(name)}`;
  }

  /** The UndefinedError to throw: `throw value.fail()`. */
  override fail(): PyError {
    const error = raise('UndefinedError', this.message);
    error.cause = this;
    return error;
  }

  override repr(): string {
    return 'Undefined';
  }

  override str(): string {
    return '';
  }

  override truthy(): boolean {
    return false;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    if (name === '_undefined_message') return this.message;
    if (name === '_undefined_hint') return this.undefinedHint ?? null;
    if (name === '_undefined_name') return this.undefinedName ?? null;
    throw this.fail();
  }

  override item(_key: Value): Value {
    throw this.fail();
  }

  override iterate(): Iterator<Value> {
    return [][Symbol.iterator]();
  }

  override reversed(): PyIterator {
    this.length();
    return backwards('reversed', []);
  }

  override length(): number {
    return 0;
  }

  override call(_state: CallState, _args: readonly Value[], _kwargs: Kwargs): Value {
    throw this.fail();
  }

  override contains(_value: Value): boolean {
    return false;
  }

  override equals(other: Value): boolean {
    return other instanceof Undefined && other.constructor === this.constructor;
  }

  /** Its key in a dict: all of one class are one key. */
  override hashKey(): unknown {
    return this.constructor;
  }
}

/** An Undefined whose attributes and items are itself, so that a long path may miss anywhere. */
export class ChainableUndefined extends Undefined {
  override get typeName(): string {
    return 'ChainableUndefined';
  }

  override html(): string {
    return this.str();
  }

  override attribute(name: string, state: CallState): Value | undefined {
    return name.startsWith('_undefined_') ? super.attribute(name, state) : this;
  }

  override item(_key: Value): Value {
    return this;
  }
}

/** An Undefined that prints what was not found: `{{ user }}`. */
export class DebugUndefined extends Undefined {
  override get typeName(): string {
    return 'DebugUndefined';
  }

  override str(): string {
    if (this.undefinedHint) return `{{ undefined value printed: ${this.undefinedHint} }}`;
    const name = this.undefinedName ?? null;
    if (this.undefinedObj === undefined) return `{{ ${str(name)} }}`;
    return `{{ no such element: ${objectTypeRepr(this.undefinedObj)}[${repr(name)}] }}`;
  }
}

/** An Undefined that raises also when it is printed, iterated, compared or asked for its truth. */
export class StrictUndefined extends Undefined {
  override get typeName(): string {
    return 'StrictUndefined';
  }

  override str(): string {
    throw this.fail();
  }

  override truthy(): boolean {
    throw this.fail();
  }

  override iterate(): Iterator<Value> {
    throw this.fail();
  }

  override length(): number {
    throw this.fail();
  }

  override contains(_value: Value): boolean {
    throw this.fail();
  }

  override equals(_other: Value): boolean {
    throw this.fail();
  }

  override hashKey(): unknown {
    throw this.fail();
  }
}

/** Jinja's four classes of Undefined. */
export type UndefinedKind =
  | 'Undefined'
  | 'ChainableUndefined'
  | 'DebugUndefined'
  | 'StrictUndefined';

const CLASSES: ReadonlyMap<UndefinedKind, typeof Undefined> = new Map([
  ['Undefined', Undefined],
  ['ChainableUndefined', ChainableUndefined],
  ['DebugUndefined', DebugUndefined],
  ['StrictUndefined', StrictUndefined],
]);

/** `environment.undefined(...)` for an environment with that class of Undefined and that release of Jinja. */
export function makeUndefined(
  kind: UndefinedKind,
  options: UndefinedOptions = {},
  version: JinjaVersion = '3.1',
): Undefined {
  const Class = CLASSES.get(kind) ?? Undefined;
  return new Class(options, version);
}
