import { raise } from '../../errors.ts';
import type { Tuple } from '../tuple.ts';
import type { Callable, CallState, Value } from '../types.ts';
import { countOf, indexOf } from './sequence.ts';

/** The methods of tuple. */
export const TUPLE_METHODS: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  [
    'count',
    {
      name: 'tuple.count',
      params: ['self', 'value'],
      style: 'c',
      run: (_state, self: Tuple, value: Value) => countOf(self.items, value),
    },
  ],
  [
    'index',
    {
      name: 'tuple.index',
      params: ['self', 'value', 'start?', 'stop?'],
      style: 'c',
      run: index,
    },
  ],
]);

function index(_state: CallState, self: Tuple, value: Value, start?: Value, stop?: Value): number {
  const found = indexOf(self.items, value, start, stop);
  if (found === undefined) throw raise('ValueError', 'tuple.index(x): x not in tuple');
  return found;
}
