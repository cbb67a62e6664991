import {
  attributeOf,
  callValue,
  length,
  raise,
  typeName,
  type CallState,
  type Callable,
  type Value,
} from '../../jinja/values/index.ts';

/**
 * `count`, `index` and `pop` as MoEngage's examples show them: Python's list methods on the filtered list. `count` without an
 * argument stays what Jinja has under that name, the length. Another type raises AttributeError as its method would.
 */
export function listFilters(): Callable[] {
  return [
    { name: 'count', params: ['value', 'item?'], style: 'python', run: count },
    { name: 'index', params: ['value', 'item', 'start?', 'stop?'], style: 'python', run: index },
    { name: 'pop', params: ['value', 'index?'], style: 'python', run: pop },
  ];
}

function count(state: CallState, value: Value, item?: Value): Value {
  return item === undefined ? length(value) : method('count', state, value, [item]);
}

function index(state: CallState, value: Value, item: Value, start?: Value, stop?: Value): Value {
  const bounds = [start, stop].filter((bound) => bound !== undefined);
  return method('index', state, value, [item, ...bounds]);
}

function pop(state: CallState, value: Value, at?: Value): Value {
  return method('pop', state, value, at === undefined ? [] : [at]);
}

/** Calls a method of the value, as `value.name(args)` does in Python. */
function method(name: string, state: CallState, value: Value, args: Value[]): Value {
  const found = attributeOf(state, value, name);
  if (found === undefined)
    throw raise('AttributeError', `'${typeName(value)}' object has no attribute '${name}'`);
  return callValue(state, found, args);
}
