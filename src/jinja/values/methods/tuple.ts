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
      cost: 'own',
      run: ({ meter }, self: Tuple, value: Value) => countOf(self.items, value, meter),
    },
  ],
  [
    'index',
    {
      name: 'tuple.index',
      params: ['self', 'value', 'start?', 'stop?'],
      style: 'c',
      cost: 'own',
      run: index,
    },
  ],
]);

function index(
  { meter }: CallState,
  self: Tuple,
  value: Value,
  start?: Value,
  stop?: Value,
): number {
  const found = indexOf(self.items, value, start, stop, meter);
  if (found === undefined) throw raise('ValueError', 'tuple.index(x): x not in tuple');
  return found;
}
