import { fromJs } from '../values/from-js.ts';
import type { Dict } from '../values/containers.ts';
import type { Value } from '../values/types.ts';

/** Variables by name: a link of a chain that is searched from its front. */
export type Names = {
  get(name: string): Value | undefined;
  keys(): Iterable<string>;
};

/** What a caller may hand to a render as its context: names to values, or to plain JavaScript data. */
export type ContextData = Dict | ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

/** The context's data as names. Plain data is turned into values when it is first asked for. */
export function namesOf(data: ContextData, isDict: (data: ContextData) => data is Dict): Names {
  if (isDict(data)) return { get: (name) => data.getString(name), keys: () => stringKeys(data) };
  const converted = new Map<string, Value>();
  const has =
    data instanceof Map
      ? (name: string) => data.has(name)
      : (name: string) => Object.hasOwn(data, name);
  const read = (name: string): unknown =>
    data instanceof Map ? data.get(name) : (data as Readonly<Record<string, unknown>>)[name];
  return {
    get(name) {
      const known = converted.get(name);
      if (known !== undefined || !has(name)) return known;
      const value = read(name);
      const result = typeof value === 'string' ? value : fromJs(value);
      converted.set(name, result);
      return result;
    },
    keys: () => (data instanceof Map ? (data.keys() as Iterable<string>) : Object.keys(data)),
  };
}

function* stringKeys(data: Dict): Iterable<string> {
  for (const key of data.keys()) if (typeof key === 'string') yield key;
}

/** Names looked up in `front`, then in `back`. */
export function chain(front: Names, back: Names): Names {
  return {
    get(name) {
      const value = front.get(name);
      return value === undefined ? back.get(name) : value;
    },
    keys: () => new Set([...front.keys(), ...back.keys()]),
  };
}
