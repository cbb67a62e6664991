import { contains, greater, greaterEqual, less, lessEqual } from './ops.ts';
import { equal } from './protocol.ts';
import type { CallState, Value } from './types.ts';

type Compare = (left: Value, right: Value, state: CallState) => boolean;

/** The operators that compare, as a render calls them. */
export const COMPARISONS: Readonly<
  Record<'equal' | 'less' | 'lessEqual' | 'greater' | 'greaterEqual' | 'within', Compare>
> = {
  equal: (left, right, { meter }) => equal(left, right, meter),
  less: (left, right, { meter }) => less(left, right, meter),
  lessEqual: (left, right, { meter }) => lessEqual(left, right, meter),
  greater: (left, right, { meter }) => greater(left, right, meter),
  greaterEqual: (left, right, { meter }) => greaterEqual(left, right, meter),
  /** `value in container`. */
  within: (value, container, { meter }) => contains(container, value, meter),
};
