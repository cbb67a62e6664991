import { SMALL, type Meter } from './meter.ts';
import { PyFloat, PyObject, type CallState, type Value } from './types.ts';

/** Bits of an int that count as much as one character. */
const BITS = 64;

/** How many characters or items it takes to read a value whole; 0 for what does not grow. */
function weightOf(value: Value): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (typeof value === 'bigint') return Math.floor(bitsOf(value) / BITS);
  return value instanceof PyObject ? value.weight() : 0;
}

/** How many bits an int has, where it is a large one; 0 for any other. */
export function bitsOf(value: bigint): number {
  return BigInt.asIntN(1024, value) === value ? 0 : value.toString(16).length * 4;
}

/**
 * Counts a value that was made or is about to be read whole, and gives it back. Raises LimitError `output` for a text over the
 * limit, and `steps`.
 */
export function charged(state: CallState, value: Value): Value {
  if (typeof value === 'string') {
    if (value.length > SMALL) count(state.meter, value);
  } else if (typeof value === 'object') {
    if (value !== null && !(value instanceof PyFloat)) count(state.meter, value);
  } else if (typeof value === 'bigint') count(state.meter, value);
  return value;
}

function count(meter: Meter, value: Value): void {
  const weight = weightOf(value);
  if (weight <= SMALL) return;
  if (weight > meter.limits.output && isText(value)) meter.text(weight);
  meter.read(weight);
}

function isText(value: Value): boolean {
  return typeof value === 'string' || (value instanceof PyObject && value.text !== undefined);
}
