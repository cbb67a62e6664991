import { raise } from '../errors.ts';
import { invoke } from '../values/call.ts';
import { hashKey } from '../values/hash.ts';
import { repr } from '../values/print.ts';
import type { Callable, CallState, Kwargs, Value } from '../values/types.ts';
import { Undefined } from '../values/undefined.ts';
import { isText, plain } from './support.ts';

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
  if (isText(name)) return table.has(plain(name));
  hashKey(name);
  return false;
}

function find(
  state: CallState,
  table: ReadonlyMap<string, Callable>,
  kind: 'filter' | 'test',
  name: Value,
): Callable {
  if (!isText(name)) hashKey(name);
  const found = isText(name) ? table.get(plain(name)) : undefined;
  if (found !== undefined) return found;
  if (state.environment.version === '2.8') {
    throw raise('TemplateRuntimeError', `no ${kind} named ${repr(name)}`);
  }
  const message = `No ${kind} named ${repr(name)}.`;
  if (!(name instanceof Undefined)) throw raise('TemplateRuntimeError', message);
  const hint = `(${name.message}; did you forget to quote the callable name?)`;
  throw raise('TemplateRuntimeError', `${message} ${hint}`);
}
