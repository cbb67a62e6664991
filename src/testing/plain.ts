import { Dict, PyFloat, str, type Value } from '../jinja/index.ts';

/** A Python value as plain data that can be compared and printed: whole numbers beyond the safe ones stay bigints. */
export function plainOf(value: Value): unknown {
  if (value instanceof PyFloat) return value.value;
  if (Array.isArray(value)) return value.map(plainOf);
  if (value instanceof Dict)
    return Object.fromEntries([...value.entries()].map(([key, item]) => [str(key), plainOf(item)]));
  return value;
}

/** Whether two plain values are the same all the way down. */
export function isSame(a: unknown, b: unknown): boolean {
  return shown(a) === shown(b);
}

/** A plain value as JSON, its keys as they are. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? item.toString() : item,
  );
  return text ?? 'nothing';
}
