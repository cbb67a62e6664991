import { Dict, floatRepr, PyFloat, str, type Value } from '../../src/jinja/index.ts';

/** A value as JSON that Python reads back as the same: a float stays one. */
export function jsonOf(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof PyFloat) return floatRepr(value.value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(', ')}]`;
  if (value instanceof Dict)
    return `{${[...value.entries()].map(([key, inner]) => `${JSON.stringify(str(key))}: ${jsonOf(inner)}`).join(', ')}}`;
  return JSON.stringify(value);
}
