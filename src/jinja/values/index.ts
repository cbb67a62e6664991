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
export {
  Dict,
  DictView,
  hashKey,
  PyIterator,
  PySet,
  Range,
  Slice,
  Tuple,
  type DictViewKind,
} from './containers.ts';
export { fromJs, parseJson, toJs } from './from-js.ts';
export { classOf, PyType } from './introspection/py-type.ts';
export { attributeOf, getAttribute, getItem, sliceOf } from './lookup.ts';
export {
  checkFinite,
  pyFloat,
  pyInt,
  pyRound,
  roundHalfEven,
  toFloat,
  toIndex,
  toInt,
  toSize,
  truncate,
} from './numbers.ts';
export {
  compareSort,
  compareText,
  contains,
  equal,
  greater,
  greaterEqual,
  isHashable,
  iterate,
  length,
  less,
  lessEqual,
  objectTypeRepr,
  repr,
  same,
  str,
  toArray,
  truthy,
  typeName,
} from './ops.ts';
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
