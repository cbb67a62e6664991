import type { Callable, Signature, Value } from './types.ts';

/** Where a filter, test, global or method runs: the state, then one argument for each parameter. */
type Body = Callable['run'];

/** How a Callable differs from the usual. */
type More = Pick<Callable, 'cost' | 'parsing' | 'context'>;

/** What functions and methods have that count their work themselves, or do none that grows with their arguments. */
export const COUNTING: More = { cost: 'own' };

/**
 * A function that is written in Python: wrong calls are worded with its parameters' names. `params` are separated by spaces;
 * `hidden` is the parameter that Jinja fills in (`environment`, `eval_ctx`, `context`) or `self`.
 */
export function pythonFunction(
  name: string,
  params: string,
  run: Body,
  hidden?: string,
  more: More = {},
): Callable {
  const context = hidden === 'context' ? { context: true } : {};
  const filledIn = hidden === undefined ? {} : { hidden };
  return { name, ...declared(params), style: 'python', run, ...filledIn, ...context, ...more };
}

/** A function that is written in C: wrong calls are worded with the number of arguments. */
export function cFunction(name: string, params: string, run: Body, more: More = {}): Callable {
  return { name, ...declared(params), style: 'c', run, ...more };
}

function declared(text: string): Pick<Callable, 'params' | 'signature'> {
  const params = text === '' ? [] : text.split(' ');
  return { params, signature: signatureOf(params) };
}

/** The parameters of a Callable, taken apart. */
export function signatureOf(all: readonly string[]): Signature {
  // Hundreds are taken apart at each start: in one walk.
  const params: { readonly name: string; readonly optional: boolean }[] = [];
  let least = 0;
  let rest = false;
  let keywords = false;
  for (const text of all) {
    if (text.startsWith('**')) keywords = true;
    else if (text.startsWith('*')) rest ||= text.length > 1;
    else {
      const optional = text.endsWith('?');
      params.push({ name: optional ? text.slice(0, -1) : text, optional });
      if (!optional) least += 1;
    }
  }
  return { params, least, rest, keywords };
}

/** Methods by name. */
export type MethodTable = ReadonlyMap<string, Callable>;

/** Attributes that are not methods, by name. */
export type PropertyTable = ReadonlyMap<string, (self: Value) => Value>;

/** A method: its name, its parameters after `self`, what it does, and how C parses its arguments if not in the usual way. */
export type MethodRow = readonly [
  name: string,
  params: string,
  run: Body,
  parsing?: NonNullable<Callable['parsing']>,
];

/** The methods of a type that is written in C. */
export function methodTable(
  type: string,
  rows: readonly MethodRow[],
  more: More = {},
): MethodTable {
  return new Map(
    rows.map(([name, params, run, parsing]) => {
      const all = parsing === undefined ? more : { ...more, parsing };
      return [name, cFunction(`${type}.${name}`, `self ${params}`.trimEnd(), run, all)];
    }),
  );
}
