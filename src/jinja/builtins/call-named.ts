import { raise } from '../errors.ts';
import { invoke, invokeUncounted } from '../values/call.ts';
import { hashKey } from '../values/hash.ts';
import { attributeOf } from '../values/type-table.ts';
import { noAttribute } from '../values/print.ts';
import { failOnUndefined } from '../values/protocol.ts';
import { methodsOf } from '../values/type-table.ts';
import { textOf, type Callable, type CallState, type Kwargs, type Value } from '../values/types.ts';
import { releaseOf } from './release.ts';

/** Jinja's `environment.call_filter`: raises TemplateRuntimeError for a name that no filter has. */
export function callFilter(
  state: CallState,
  name: Value,
  value: Value,
  args: readonly Value[],
  kwargs?: Kwargs,
): Value {
  const filter = find(state, state.environment.filters, 'filter', name);
  return invoke(filter, state, [value, ...args], kwargs);
}

/** Jinja's `environment.call_test`: raises TemplateRuntimeError for a name that no test has. */
export function callTest(
  state: CallState,
  name: Value,
  value: Value,
  args: readonly Value[],
  kwargs?: Kwargs,
): Value {
  const test = find(state, state.environment.tests, 'test', name);
  return invoke(test, state, [value, ...args], kwargs);
}

/** `name in table`: raises TypeError for what Python cannot look up in a dict. */
export function isNameIn(table: ReadonlyMap<string, Callable>, name: Value): boolean {
  const text = textOf(name);
  if (text === undefined) hashKey(name);
  return text !== undefined && table.has(text);
}

function find(
  state: CallState,
  table: ReadonlyMap<string, Callable>,
  kind: 'filter' | 'test',
  name: Value,
): Callable {
  const text = textOf(name);
  if (text === undefined) hashKey(name);
  const found = text === undefined ? undefined : table.get(text);
  if (found !== undefined) return found;
  throw raise('TemplateRuntimeError', releaseOf(state).unknown(kind, name));
}

/**
 * `value.name(*args)` as Python code calls a method: raises AttributeError where the type has none, UndefinedError for an
 * Undefined, and TypeErrors of the method itself for wrong arguments.
 */
export function callMethod(
  state: CallState,
  value: Value,
  name: string,
  ...args: readonly Value[]
): Value {
  const method = methodsOf(value).get(name);
  if (method !== undefined) return invokeUncounted(method, state, [value, ...args]);
  failOnUndefined(value);
  const attribute = attributeOf(state, value, name);
  if (attribute !== undefined) return state.call(attribute, args);
  throw noAttribute(value, name);
}
