import { fromJs } from '../values/from-js.ts';
import type { Dict } from '../values/dict.ts';
import type { Value } from '../values/types.ts';

/** Variables by name: a link of a chain that is searched from its front. */
export type Names = {
  get(name: string): Value | undefined;
  keys(): Iterable<string>;
};

/** What a caller may hand to a render as its context: names to values, or to plain JavaScript data. */
export type ContextData =
  | Dict
  | Variables
  | ReadonlyMap<string, unknown>
  | Readonly<Record<string, unknown>>;

/** Variables that a caller looks up itself. */
export abstract class Variables implements Names {
  abstract get(name: string): Value | undefined;

  abstract keys(): Iterable<string>;
}

/** The string keys of a dict. */
class DictNames implements Names {
  private readonly dict: Dict;

  constructor(dict: Dict) {
    this.dict = dict;
  }

  get(name: string): Value | undefined {
    return this.dict.getString(name);
  }

  *keys(): Iterable<string> {
    for (const key of this.dict.keys()) if (typeof key === 'string') yield key;
  }
}

/** Plain data, turned into values when it is first asked for; a value made of it is kept. */
class PlainNames implements Names {
  private readonly data: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;
  private converted: Map<string, Value> | undefined;

  constructor(data: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>) {
    this.data = data;
  }

  get(name: string): Value | undefined {
    const known = this.converted?.get(name);
    if (known !== undefined) return known;
    const { data } = this;
    const has = data instanceof Map ? data.has(name) : Object.hasOwn(data, name);
    if (!has) return undefined;
    const value: unknown =
      data instanceof Map ? data.get(name) : (data as Readonly<Record<string, unknown>>)[name];
    const result = typeof value === 'string' ? value : fromJs(value);
    // A property may be computed: it is asked for once.
    if (result !== value || !(data instanceof Map))
      (this.converted ??= new Map()).set(name, result);
    return result;
  }

  keys(): Iterable<string> {
    return this.data instanceof Map ? this.data.keys() : Object.keys(this.data);
  }
}

/** The context's data as names. */
export function namesOf(data: ContextData, isDict: (data: ContextData) => data is Dict): Names {
  if (data instanceof Variables) return data;
  return isDict(data) ? new DictNames(data) : new PlainNames(data);
}

class Chain implements Names {
  private readonly front: Names;
  private readonly back: Names;

  constructor(front: Names, back: Names) {
    this.front = front;
    this.back = back;
  }

  get(name: string): Value | undefined {
    const value = this.front.get(name);
    return value === undefined ? this.back.get(name) : value;
  }

  keys(): Iterable<string> {
    return new Set([...this.front.keys(), ...this.back.keys()]);
  }
}

/** Names looked up in `front`, then in `back`. */
export function chain(front: Names, back: Names): Names {
  return new Chain(front, back);
}
