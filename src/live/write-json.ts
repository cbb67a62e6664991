import { Dict, floatRepr, Markup, PyFloat, Tuple, type Value } from '../jinja/index.ts';

/** A value that JSON has no form for; `path` leads to it, `what` names its kind. */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError';
  readonly path: string;
  readonly what: string;

  constructor(path: string, what: string) {
    super(`${path} is ${what}`);
    this.path = path;
    this.what = what;
  }
}

/**
 * A value as JSON without loss: `10.0` keeps its point, an int all of its digits, a dict its order. Throws an UnsendableError for
 * what JSON cannot hold, naming it by `path`.
 */
export function jsonText(value: Value, path: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Markup) return JSON.stringify(value.text);
  if (value instanceof PyFloat) {
    if (Number.isFinite(value.value)) return floatRepr(value.value);
    throw new UnsendableError(path, 'not a finite number');
  }
  if (Array.isArray(value) || value instanceof Tuple) {
    const items = Array.isArray(value) ? value : value.items;
    return `[${items.map((item, at) => jsonText(item, `${path}[${at}]`)).join(',')}]`;
  }
  if (value instanceof Dict) return dictText(value, path);
  throw new UnsendableError(path, `a ${value.typeName}`);
}

function dictText(dict: Dict, path: string): string {
  const members = [...dict.entries()].map(([key, item]) => {
    if (typeof key !== 'string')
      throw new UnsendableError(path, 'a mapping with keys that are not texts');
    return `${JSON.stringify(key)}:${jsonText(item, `${path}['${key}']`)}`;
  });
  return `{${members.join(',')}}`;
}
