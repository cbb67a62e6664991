import { raise } from '../errors.ts';
import {
  invalidKeyword,
  missing,
  noKeywords,
  shortName,
  tooFewPositions,
  tooMany,
  tooManyKeywords,
  wrongCount,
  type Parameter,
} from './call-wording.ts';
import { signatureOf } from './define.ts';
import { typeName } from './protocol.ts';
import { valuesReleaseOf } from './release.ts';
import { charged } from './size.ts';
import type { Callable, CallState, Kwargs, Signature, Value } from './py-object.ts';
import { ADDRESS, PyObject } from './types.ts';

/** No keyword arguments. */
export const NO_KWARGS: Kwargs = new Map();

/**
 * The arguments for `run`, one for each parameter in order: `undefined` where an optional one is not given, an array for
 * `*name`, a Map for `**name`. Raises the TypeErrors that Python raises for a wrong call.
 */
export function bindArguments(
  callable: Callable,
  args: readonly Value[],
  kwargs: Kwargs = NO_KWARGS,
): unknown[] {
  const signature = callable.signature ?? signatureOf(callable.params);
  return callable.style === 'c'
    ? bindC(callable, signature, args, kwargs)
    : bindPython(callable, signature, args, kwargs);
}

function bindPython(
  { name, hidden }: Callable,
  { params, rest, keywords }: Signature,
  args: readonly Value[],
  kwargs: Kwargs,
): unknown[] {
  const bound: unknown[] = params.map((_, index) => args[index]);
  const others = new Map<string, Value>();
  for (const [key, value] of kwargs) {
    const index = params.findIndex((param) => param.name === key);
    if (index === -1 && key !== hidden) {
      if (!keywords) {
        throw raise('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
      }
      others.set(key, value);
    } else if (key === hidden || bound[index] !== undefined) {
      throw raise('TypeError', `${name}() got multiple values for argument '${key}'`);
    } else bound[index] = value;
  }
  if (!rest && args.length > params.length) {
    throw tooMany(name, params, args.length, hidden === undefined ? 0 : 1);
  }
  const absent = params.filter((param, index) => !param.optional && bound[index] === undefined);
  if (absent.length > 0) {
    throw missing(
      name,
      absent.map((param) => param.name),
    );
  }
  if (rest) bound.push(args.slice(params.length));
  if (keywords) bound.push(others);
  return bound;
}

function bindC(
  callable: Callable,
  { params, rest, keywords }: Signature,
  args: readonly Value[],
  kwargs: Kwargs,
): unknown[] {
  const { name } = callable;
  const takesKeywords = callable.parsing === 'keywords';
  const skipped = params[0]?.name === 'self' ? 1 : 0;
  const own = params.slice(skipped);
  const given = args.length - skipped;
  const bound: unknown[] = params.map((_, index) => args[index]);
  if (!keywords && kwargs.size > 0 && !takesKeywords) throw noKeywords(callable);
  if (takesKeywords) bindKeywords(name, own, given, kwargs, bound);
  const least = own.filter((param) => !param.optional).length;
  if (given < least || (!rest && given > own.length)) throw wrongCount(callable, own, given);
  if (rest) bound.push(args.slice(params.length));
  if (keywords) bound.push(new Map(kwargs));
  return bound;
}

function bindKeywords(
  name: string,
  own: readonly Parameter[],
  given: number,
  kwargs: Kwargs,
  bound: unknown[],
): void {
  const total = given + kwargs.size;
  if (total > own.length) {
    throw tooManyKeywords(name, own.length, total, given === 0 ? 'keyword ' : '');
  }
  // Without a name: by position alone.
  const least = own.filter((param) => param.name === '').length;
  if (given < least) throw tooFewPositions(name, least, given);
  for (const [key, value] of kwargs) {
    const index = own.findIndex((param) => param.name === key);
    if (index === -1) throw invalidKeyword(name, key);
    if (index < given) {
      const both = `given by name ('${key}') and position (${index + 1})`;
      throw raise('TypeError', `argument for ${shortName(name)}() ${both}`);
    }
    bound[index + 1] = value;
  }
}

/** Whether `count` positional arguments fit the parameters one to one, with `**name` as the one behind them. */
export function fits({ params, least, rest, keywords }: Signature, count: number): boolean {
  if (rest || count > params.length) return false;
  return count >= (keywords ? params.length : least);
}

/**
 * Calls a Callable as Python would; raises Python's TypeErrors for wrong arguments. What it reads and makes is counted here,
 * unless it counts that itself.
 */
export function invoke(
  callable: Callable,
  state: CallState,
  args: readonly Value[],
  kwargs?: Kwargs,
): Value {
  state.meter.step();
  if (callable.cost === 'own') return invokeUncounted(callable, state, args, kwargs);
  for (let at = 0; at < args.length; at += 1) charged(state, args[at] as Value);
  if (kwargs !== undefined && kwargs.size > 0) {
    state.meter.step(kwargs.size);
    for (const value of kwargs.values()) charged(state, value);
  }
  return charged(state, invokeUncounted(callable, state, args, kwargs));
}

/** `invoke` for a call within one that is counted already. */
export function invokeUncounted(
  callable: Callable,
  state: CallState,
  args: readonly Value[],
  kwargs?: Kwargs,
): Value {
  const bound =
    kwargs === undefined || kwargs.size === 0 ? bindPositions(callable, args) : undefined;
  const all = bound ?? bindArguments(callable, args, kwargs);
  if (all.length === 1) return callable.run(state, all[0]);
  if (all.length === 2) return callable.run(state, all[0], all[1]);
  if (all.length === 3) return callable.run(state, all[0], all[1], all[2]);
  return callable.run(state, ...all);
}

/** Positional arguments as `run` takes them; undefined where they are too few or too many. */
function bindPositions(
  { params, signature = signatureOf(params) }: Callable,
  args: readonly Value[],
): readonly unknown[] | undefined {
  const { least, rest, keywords } = signature;
  const most = signature.params.length;
  if (args.length < least || (args.length > most && !rest)) return undefined;
  if (!rest && !keywords) return args;
  const bound: unknown[] = args.slice(0, most);
  while (bound.length < most) bound.push(undefined);
  if (rest) bound.push(args.slice(most));
  if (keywords) bound.push(NO_KWARGS);
  return bound;
}

/** How a PyFunction looks from outside; absent: a Python function. */
export type FunctionLook = { readonly repr?: string; readonly typeName?: string };

/** A Callable as a value of templates: a global such as `range`. */
export class PyFunction extends PyObject {
  readonly typeName: string;
  readonly callable: Callable;
  private readonly look: string | undefined;

  constructor(callable: Callable, look: FunctionLook = {}) {
    super();
    this.callable = callable;
    this.typeName =
      look.typeName ?? (callable.style === 'c' ? 'builtin_function_or_method' : 'function');
    this.look = look.repr;
  }

  override repr(): string {
    if (this.look !== undefined) return this.look;
    if (this.callable.style === 'c') return `<built-in function ${this.callable.name}>`;
    return `<function ${this.callable.name} at ${ADDRESS}>`;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    return name === '__name__' ? shortName(this.callable.name) : undefined;
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    return invoke(this.callable, state, args, kwargs);
  }
}

/** A method with its object: `text.upper`. */
export class BoundMethod extends PyObject {
  readonly callable: Callable;
  readonly self: Value;

  get typeName(): string {
    return this.callable.style === 'c' ? 'builtin_function_or_method' : 'method';
  }

  constructor(callable: Callable, self: Value) {
    super();
    this.callable = callable;
    this.self = self;
  }

  override repr(): string {
    const { name, style } = this.callable;
    if (style === 'python') {
      const owner = this.self instanceof PyObject ? this.self.repr() : typeName(this.self);
      return `<bound method ${name} of ${owner}>`;
    }
    const owner = `${typeName(this.self)} object at ${ADDRESS}`;
    return `<built-in method ${shortName(name)} of ${owner}>`;
  }

  override attribute(name: string): Value | undefined {
    return name === '__name__' ? shortName(this.callable.name) : undefined;
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    return invoke(this.callable, state, [this.self, ...args], kwargs);
  }

  override equals(other: Value): boolean {
    return (
      other instanceof BoundMethod && other.self === this.self && other.callable === this.callable
    );
  }
}

/** `callee(*args, **kwargs)`; raises for what cannot be called as the release of Jinja does. */
export function callValue(
  state: CallState,
  callee: Value,
  args: readonly Value[],
  kwargs: Kwargs = NO_KWARGS,
): Value {
  if (callee instanceof PyObject && callee.call !== undefined) {
    return callee.call(state, args, kwargs);
  }
  throw valuesReleaseOf(state.environment.version).uncallable(typeName(callee));
}
