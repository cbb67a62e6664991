import { isError } from '../errors.ts';
import { Dict } from './dict.ts';
import type { Meter } from './meter.ts';
import { itemOf } from './subscript.ts';
import { attributeOf, DICT_ATTRIBUTES } from './type-table.ts';
import { PyFloat, textOf, type CallState, type Value } from './types.ts';

/** Jinja's `obj.name` (`environment.getattr`): Python's attribute out of the allow-list, else the item, else an Undefined. */
export function getAttribute(state: CallState, obj: Value, name: string): Value {
  if (obj instanceof Dict && !DICT_ATTRIBUTES.has(name)) {
    const item = obj.getString(name);
    return item === undefined ? state.environment.undefined({ obj, name }, state) : item;
  }
  const attribute = attributeOf(state, obj, name);
  if (attribute !== undefined) return attribute;
  const item = tryItem(obj, name, state.meter);
  return item === undefined ? state.environment.undefined({ obj, name }, state) : item;
}

/** Jinja's `obj[key]` (`environment.getitem`): the item, else for text the attribute, else an Undefined. */
export function getItem(state: CallState, obj: Value, key: Value): Value {
  const item =
    typeof key === 'string' && obj instanceof Dict
      ? obj.getString(key)
      : tryItem(obj, key, state.meter);
  if (item !== undefined) return item;
  const name = textOf(key);
  if (name !== undefined) {
    const attribute = attributeOf(state, obj, name);
    if (attribute !== undefined) return attribute;
  }
  return state.environment.undefined({ obj, name: key }, state);
}

/** What it costs to raise an error and catch it again. */
const RAISING = 32;

/** `obj[key]`, or undefined where Python raises what Jinja catches: TypeError, LookupError, AttributeError. */
function tryItem(obj: Value, key: Value, meter: Meter): Value | undefined {
  if (typeof key === 'number' && Array.isArray(obj)) return obj[key < 0 ? key + obj.length : key];
  if (obj === null || typeof obj === 'number' || typeof obj === 'boolean') return undefined;
  if (obj instanceof PyFloat || (typeof obj === 'string' && typeof key === 'string')) {
    return undefined;
  }
  try {
    return obj instanceof Dict ? obj.get(key, meter) : itemOf(obj, key, meter);
  } catch (error) {
    if (!isError(error, 'TypeError', 'LookupError', 'AttributeError')) throw error;
    meter.step(RAISING);
    return undefined;
  }
}
