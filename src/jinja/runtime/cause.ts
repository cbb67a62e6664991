import { PyError } from '../errors.ts';
import { mod, sub } from '../values/arithmetic.ts';
import { invoke } from '../values/call.ts';
import type { Meter } from '../values/meter.ts';
import { contains } from '../values/ops.ts';
import { sliceOf } from '../values/subscript.ts';
import type { Callable, CallState, Kwargs, Value } from '../values/types.ts';
import { Undefined } from '../values/undefined.ts';

/** An error that an operation has just raised, with the first of its operands that is an Undefined as the cause. */
export function blaming(error: unknown, operands: Iterable<unknown>): unknown {
  // What happened in a template of its own knows its cause, or has none.
  if (error instanceof PyError && error.template === undefined)
    error.cause ??= firstUndefined(operands);
  return error;
}

/** Operands are values; the rest of a call's arguments comes as an array, its keyword arguments as a Map. */
function firstUndefined(operands: Iterable<unknown>): Value | undefined {
  for (const operand of operands) {
    if (operand instanceof Undefined) return operand;
    const inner = Array.isArray(operand) ? operand : operand instanceof Map ? operand.values() : [];
    for (const one of inner) if (one instanceof Undefined) return one;
  }
  return undefined;
}

/** An operation of two operands whose errors name their cause. */
export function blamed<A, B, T>(run: (a: A, b: B) => T): (a: A, b: B) => T {
  return (a, b) => {
    try {
      return run(a, b);
    } catch (error) {
      throw blaming(error, [a, b]);
    }
  };
}

// A function for each operation: the engine learns of each by itself which operands it sees.

/** `left - right`, whose errors name their cause. */
export function blamedSub(left: Value, right: Value, state: CallState): Value {
  try {
    return sub(left, right, state);
  } catch (error) {
    throw blaming(error, [left, right]);
  }
}

/** `left % right`, whose errors name their cause. */
export function blamedMod(left: Value, right: Value, state: CallState): Value {
  try {
    return mod(left, right, state);
  } catch (error) {
    throw blaming(error, [left, right]);
  }
}

/** `value in container`, whose errors name their cause. */
export function blamedWithin(value: Value, container: Value, { meter }: CallState): boolean {
  try {
    return contains(container, value, meter);
  } catch (error) {
    throw blaming(error, [value, container]);
  }
}

/** `value[start:stop:step]`, whose errors name their cause. */
export function blamedSlice(
  value: Value,
  start: Value,
  stop: Value,
  step: Value,
  meter: Meter,
): Value {
  try {
    return sliceOf(value, start, stop, step, meter);
  } catch (error) {
    throw blaming(error, [value, start, stop, step]);
  }
}

/** `invoke`, whose errors name their cause. */
export function blamedInvoke(
  callable: Callable,
  state: CallState,
  args: readonly Value[],
  kwargs?: Kwargs,
): Value {
  try {
    return invoke(callable, state, args, kwargs);
  } catch (error) {
    throw blaming(error, [args, kwargs]);
  }
}
