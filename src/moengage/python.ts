/** What this room uses of the Jinja room: Python's values and errors. One door, so that the rest imports from here. */
export {
  Markup,
  PyFloat,
  PyObject,
  int,
  reprOfString,
  type CallState,
  type Callable,
  type Kwargs,
  type Value,
} from '../jinja/values/types.ts';
export { PyError, isError, raise } from '../jinja/errors.ts';
