import type { Callable, Value } from './types.ts';

/** Where a filter, test or global runs: the state, then one argument for each parameter. */
type Run = Callable['run'];

/**
 * A function that is written in Python: wrong calls are worded with its parameters' names. `hidden` is the parameter that Jinja
 * fills in (`environment`, `eval_ctx`, `context`) or `self`.
 */
export function pythonFunction(
  name: string,
  params: readonly string[],
  run: Run,
  hidden?: string,
): Callable {
  const context = hidden === 'context';
  return {
    name,
    params,
    style: 'python',
    run,
    ...(hidden === undefined ? {} : { hidden }),
    ...(context ? { context } : {}),
  };
}

/** What functions and methods have that count their work themselves. */
export const COUNTING: Pick<Callable, 'cost'> = { cost: 'own' };

/** The same function, which counts its work itself or does none that grows with its arguments. */
export function counting(callable: Callable): Callable {
  return { ...callable, ...COUNTING };
}

/** A function that is written in C: wrong calls are worded with the number of arguments. */
export function cFunction(name: string, params: readonly string[], run: Run): Callable {
  return { name, params, style: 'c', run };
}

/** Methods by name. */
export type MethodTable = ReadonlyMap<string, Callable>;

/** Attributes that are not methods, by name. */
export type PropertyTable = ReadonlyMap<string, (self: Value) => Value>;

/** A method: its name, its parameters after `self`, what it does, and how C parses its arguments if not in the usual way. */
export type MethodRow = readonly [
  name: string,
  params: readonly string[],
  run: Run,
  parsing?: Callable['parsing'],
];

/** The methods of a type that is written in C. */
export function methodTable(
  type: string,
  rows: readonly MethodRow[],
  more: Pick<Callable, 'cost'> = {},
): MethodTable {
  return new Map(
    rows.map(([name, params, run, parsing]) => [
      name,
      {
        ...cFunction(`${type}.${name}`, ['self', ...params], run),
        ...(parsing === undefined ? {} : { parsing }),
        ...more,
      },
    ]),
  );
}
