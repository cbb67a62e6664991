/** What this room uses of the Jinja room: Python's values and errors. One door, so that the rest imports from here. */
export {
  Markup,
  PyFloat,
  PyObject,
  int,
  reprOfString,
  type CallState,
  type Callable,
  type JinjaVersion,
  type Value,
} from '../jinja/values/types.ts';
export { Dict } from '../jinja/values/dict.ts';
export { LIST_METHODS } from '../jinja/values/methods/list.ts';
export { TUPLE_METHODS } from '../jinja/values/methods/tuple.ts';
export { Tuple } from '../jinja/values/tuple.ts';
export { length, repr, str, typeName } from '../jinja/values/ops.ts';
export { Undefined } from '../jinja/values/undefined.ts';
export { PyError, isError, raise } from '../jinja/errors.ts';
