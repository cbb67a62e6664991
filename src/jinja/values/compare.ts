import { contains, greater, greaterEqual, less, lessEqual } from './ops.ts';
import { equal } from './protocol.ts';
import { charged, costOf, costOfText } from './size.ts';
import type { CallState, Value } from './types.ts';

type Compare = (left: Value, right: Value, state: CallState) => boolean;

/** The operators that compare, counted against the limits where what they look at is large. */
export const COMPARISONS: Readonly<
  Record<'equal' | 'less' | 'lessEqual' | 'greater' | 'greaterEqual' | 'within', Compare>
> = {
  equal: (left, right, state) => {
    if (typeof left === 'string' && typeof right === 'string') {
      if (left.length === right.length) state.step(costOfText(left.length));
      return left === right;
    }
    if (typeof left === 'number' && typeof right === 'number') return left === right;
    const comparison = { items: 0 };
    const isEqual = equal(left, right, comparison);
    if (comparison.items > 0) state.step(comparison.items);
    return isEqual;
  },
  less: counted(less),
  lessEqual: counted(lessEqual),
  greater: counted(greater),
  greaterEqual: counted(greaterEqual),
  /** `value in container`. */
  within: (value, container, state) => {
    charged(state, container);
    if (Array.isArray(container)) {
      const cost = costOf(value);
      if (cost > 0) state.step(cost * container.length);
    }
    return contains(container, value);
  },
};

function counted(compare: (left: Value, right: Value) => boolean): Compare {
  return (left, right, state) => {
    if (typeof left !== 'number') charged(state, left);
    return compare(left, right);
  };
}
