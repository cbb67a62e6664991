import { invoke } from '../values/call.ts';
import type { Callable, Kwargs, Value } from '../values/types.ts';
import type { RenderContext } from './types.ts';

/**
 * Runs a filter `default` and reports whether it put its argument in the place of its value. That is for the filter to say: it
 * runs once more with an argument that nothing else can be.
 */
export function tracedDefault(
  context: RenderContext,
  site: number,
  filter: Callable,
  args: readonly Value[],
  kwargs: Kwargs = new Map(),
): Value {
  const result = invoke(filter, context, args, kwargs);
  const probe: Value = [];
  const [value, argument, ...rest] = args;
  const name = filter.params[1]?.replace('?', '') ?? '';
  const probed =
    value === undefined || argument === undefined
      ? invoke(filter, context, args, new Map([...kwargs, [name, probe]]))
      : invoke(filter, context, [value, probe, ...rest], kwargs);
  const isTold = args.length > 2 || kwargs.has('boolean');
  context.run.trace?.defaulted(site, probed === probe, { value, isTold }, context);
  return result;
}
