import type { Callable } from '../values/types.ts';

/** Where a filter, test or global runs: the state, then one argument for each parameter. */
export type Run = Callable['run'];

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

/** The same function, which counts its work itself or does none that grows with its arguments. */
export function counting(callable: Callable): Callable {
  return { ...callable, cost: 'own' };
}

/** A function that is written in C: wrong calls are worded with the number of arguments. */
export function cFunction(name: string, params: readonly string[], run: Run): Callable {
  return { name, params, style: 'c', run };
}
