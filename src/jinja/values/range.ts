import { raise } from '../errors.ts';
import type { Meter } from './meter.ts';
import { unhashable } from './hash.ts';
import { PyIterator } from './iterator.ts';
import { indices, position } from './positions.ts';
import { repr } from './print.ts';
import { equal } from './protocol.ts';
import { PyFloat, PyObject, type Value } from './types.ts';

/** A Python range; its bounds are safe integers and `step` is not 0. */
export class Range extends PyObject {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** `len(range)`. */
  readonly count: number;

  get typeName(): string {
    return 'range';
  }

  constructor(start: number, stop: number, step: number = 1) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.count = Math.max(0, Math.ceil((stop - start) / step));
  }

  override repr(meter?: Meter): string {
    if (meter?.python2 !== undefined) return this.repr2(meter.python2.range);
    const bounds = `${this.start}, ${this.stop}`;
    return this.step === 1 ? `range(${bounds})` : `range(${bounds}, ${this.step})`;
  }

  /** On Python 2 a start of 0 is left out. */
  private repr2(name: string): string {
    const { start, stop, step } = this;
    if (step !== 1) return `${name}(${start}, ${stop}, ${step})`;
    return start === 0 ? `${name}(${stop})` : `${name}(${start}, ${stop})`;
  }

  override item(key: Value): Value {
    const index = position(key, this.count, 'range');
    if (index >= 0 && index < this.count) return this.start + index * this.step;
    throw raise('IndexError', 'range object index out of range');
  }

  override slice(start: Value, stop: Value, step: Value): Range {
    const [from, to, by] = indices(this.count, start, stop, step);
    const value = (index: number): number => this.start + index * this.step;
    return new Range(value(from), value(to), by * this.step);
  }

  override iterate(): Iterator<Value> {
    return walk(this.start, this.step, this.count);
  }

  override reversed(): PyIterator {
    const { count, start, step } = this;
    const last = start + (count - 1) * step;
    return new PyIterator('range_iterator', walk(last, -step, count));
  }

  override length(): number {
    return this.count;
  }

  override contains(value: Value): boolean {
    const number = value instanceof PyFloat ? value.value : Number(value);
    if (typeof value === 'string' || value === null || Array.isArray(value)) return false;
    if (value instanceof PyObject && !(value instanceof PyFloat)) {
      // Python compares with each item: a StrictUndefined raises at the first.
      return this.count > 0 && equal(this.start, value);
    }
    const position = (number - this.start) / this.step;
    return Number.isInteger(position) && position >= 0 && position < this.count;
  }

  override equals(other: Value): boolean {
    if (!(other instanceof Range) || other.count !== this.count) return this === other;
    if (this.count === 0) return true;
    return this.start === other.start && (this.count === 1 || this.step === other.step);
  }

  override hashKey(): unknown {
    const { count } = this;
    return `\0r${count};${count > 0 ? this.start : ''};${count > 1 ? this.step : ''}`;
  }
}

/** A Python slice, as `x[1:3]` makes one inside a tuple of subscripts. */
export class Slice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;

  get typeName(): string {
    return 'slice';
  }

  constructor(start: Value, stop: Value, step: Value) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  override repr(): string {
    return `slice(${repr(this.start)}, ${repr(this.stop)}, ${repr(this.step)})`;
  }

  override hashKey(): unknown {
    throw unhashable('slice');
  }
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

function walk(start: number, step: number, count: number): Iterator<Value> {
  let index = 0;
  return {
    next: () => (index < count ? { done: false, value: start + index++ * step } : DONE),
  };
}
