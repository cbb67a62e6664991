import { raise } from '../../errors.ts';
import { repr } from '../print.ts';
import { isInt, realNumber } from '../protocol.ts';
import type { Range } from '../range.ts';
import type { Callable, CallState, Value } from '../types.ts';

/** The methods of range. */
export const RANGE_METHODS: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  [
    'count',
    {
      name: 'range.count',
      params: ['self', 'value'],
      style: 'c',
      cost: 'own',
      run: (_state, self: Range, value: Value) => Number(self.contains(value)),
    },
  ],
  [
    'index',
    { name: 'range.index', params: ['self', 'value'], style: 'c', cost: 'own', run: index },
  ],
]);

function index(_state: CallState, self: Range, value: Value): number {
  if (self.contains(value)) return ((realNumber(value) ?? 0) - self.start) / self.step;
  if (isInt(value)) throw raise('ValueError', `${repr(value)} is not in range`);
  throw raise('ValueError', 'sequence.index(x): x not in sequence');
}
