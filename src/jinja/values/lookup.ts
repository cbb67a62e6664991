import { isError } from '../errors.ts';
import { BoundMethod } from './call.ts';
import { Dict } from './dict.ts';
import { methodsOf, propertiesOf } from './methods/index.ts';
import { classOf } from './introspection/py-type.ts';
import { DICT_ATTRIBUTES, specialAttribute } from './introspection/special-methods.ts';
import { charged, LARGE } from './size.ts';
import { itemOf } from './subscript.ts';
import { Markup, PyFloat, PyObject, type CallState, type Value } from './types.ts';

export { sliceOf } from './subscript.ts';

/** Jinja's `obj.name` (`environment.getattr`): Python's attribute out of the allow-list, else the item, else an Undefined. */
export function getAttribute(state: CallState, obj: Value, name: string): Value {
  if (obj instanceof Dict && !DICT_ATTRIBUTES.has(name)) {
    const item = obj.getString(name);
    return item === undefined ? state.environment.undefined({ obj, name }, state) : item;
  }
  const attribute = attributeOf(state, obj, name);
  if (attribute !== undefined) return attribute;
  const item = tryItem(obj, name);
  return item === undefined ? state.environment.undefined({ obj, name }, state) : item;
}

/** Jinja's `obj[key]` (`environment.getitem`): the item, else for text the attribute, else an Undefined. */
export function getItem(state: CallState, obj: Value, key: Value): Value {
  if (typeof obj === 'string' && obj.length > LARGE) charged(state, obj);
  const item =
    typeof key === 'string' && obj instanceof Dict ? obj.getString(key) : tryItem(obj, key);
  if (item !== undefined) return item;
  if (typeof key === 'string' || key instanceof Markup) {
    const name = typeof key === 'string' ? key : key.text;
    const attribute = attributeOf(state, obj, name);
    if (attribute !== undefined) return attribute;
  }
  return state.environment.undefined({ obj, name: key }, state);
}

/** Python's `getattr(obj, name)` for what templates may reach, or undefined: methods, properties, an object's own attributes. */
export function attributeOf(state: CallState, obj: Value, name: string): Value | undefined {
  if (name === '__class__') return classOf(obj);
  if (obj === null) return isSpecial(name) ? specialAttribute(obj, name) : undefined;
  const method = methodsOf(obj)?.get(name);
  if (method !== undefined) return new BoundMethod(method, obj);
  const property = propertiesOf(obj)?.get(name);
  if (property !== undefined) return property(obj);
  if (isSpecial(name)) {
    const special = specialAttribute(obj, name);
    if (special !== undefined) return special;
  }
  return obj instanceof PyObject ? obj.attribute(name, state) : undefined;
}

/** Whether a name looks like one of Python's special methods. */
function isSpecial(name: string): boolean {
  return name.startsWith('__') && name.endsWith('__');
}

/** `obj[key]`, or undefined where Python raises what Jinja catches: TypeError, LookupError, AttributeError. */
function tryItem(obj: Value, key: Value): Value | undefined {
  if (typeof key === 'number' && Array.isArray(obj)) return obj[key < 0 ? key + obj.length : key];
  if (obj === null || typeof obj === 'number' || typeof obj === 'boolean') return undefined;
  if (obj instanceof PyFloat || (typeof obj === 'string' && typeof key === 'string')) {
    return undefined;
  }
  try {
    return itemOf(obj, key);
  } catch (error) {
    if (isError(error, 'TypeError', 'LookupError', 'AttributeError')) return undefined;
    throw error;
  }
}
