import { PyError } from '../errors.ts';
import type { Value } from '../values/types.ts';
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

/** An operation of up to four operands, and the meter that counts it, whose errors name their cause. */
export function blamed<A, B, C, D, M, T>(
  run: (a: A, b: B, c: C, d: D, meter: M) => T,
): (a: A, b: B, c: C, d: D, meter: M) => T {
  return (a, b, c, d, meter) => {
    try {
      return run(a, b, c, d, meter);
    } catch (error) {
      throw blaming(error, [a, b, c, d]);
    }
  };
}
