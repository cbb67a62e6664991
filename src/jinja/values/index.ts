/**
 * The values of Python: their types, operators, methods and texts.
 * In: values, in the forms that types.ts lists. Out: values, or Python's exceptions by name and message.
 * It must not know templates, nodes, filters or the environment; what it needs of a render comes as a CallState.
 */
export { isError, PyError, raise } from '../errors.ts';
export { add, div, floordiv, mod, mul, neg, pos, pow, sub } from './arithmetic.ts';
export {
  bindArguments,
  BoundMethod,
  callValue,
  invoke,
  NO_KWARGS,
  PyFunction,
  type FunctionLook,
} from './call.ts';
export { concat, escape, escapeText, softStr } from './concat.ts';
export { DictView } from './dict-view.ts';
export { Dict, type DictViewKind } from './dict.ts';
export { fromJs, parseJson, toJs } from './from-js.ts';
export { hashKey, isHashable } from './hash.ts';
export { PyIterator } from './iterator.ts';
export { getAttribute, getItem } from './lookup.ts';
export { attributeOf } from './type-table.ts';
export {
  checkFinite,
  pyFloat,
  pyInt,
  toFloat,
  toIndex,
  toInt,
  toSize,
  truncate,
} from './numbers.ts';
export { contains, iterate, length, toArray } from './ops.ts';
export { compareSort, compareText, greater, greaterEqual, less, lessEqual } from './order.ts';
export { objectTypeRepr, repr, str } from './print.ts';
export { equal, same, truthy, typeName } from './protocol.ts';
export { Range, Slice } from './range.ts';
export { pyRound, roundHalfEven } from './round.ts';
export { PySet } from './set.ts';
export { sliceOf } from './subscript.ts';
export { Tuple } from './tuple.ts';
export { DEFAULT_LIMITS, Meter, type Limits } from './meter.ts';
export {
  floatRepr,
  int,
  Markup,
  PyFloat,
  PyObject,
  reprOfString,
  type Callable,
  type CallState,
  type EnvironmentView,
  type JinjaVersion,
  type Kwargs,
  type UndefinedOptions,
  type Value,
} from './types.ts';
export {
  ChainableUndefined,
  DebugUndefined,
  makeUndefined,
  StrictUndefined,
  Undefined,
  type UndefinedKind,
} from './undefined.ts';
export { CHANGING_METHODS } from './changing-methods.ts';
export { python2Of } from './python.ts';
export { inPython2Order } from './python2-order.ts';
