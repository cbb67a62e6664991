import { ast } from '../jinja/syntax/index.ts';
import { DEFAULT } from './branches.ts';

/**
 * How a template runs the filter `default` where the account decides what it replaces. `never`: it is always told what to replace, or not
 * there. `reported`: renders with a trace are told of each run. `hidden`: it may run without a report, by its name or before the
 * render.
 */
export type DefaultUse = 'never' | 'reported' | 'hidden';

/** How a template runs the filter `default`. */
export function defaultUse(root: ast.Root): DefaultUse {
  let use: DefaultUse = 'never';
  ast.visit(root, {
    FilterBlock: () => void (use = 'hidden'),
    Filter(filter) {
      if (filter.name === 'map' && mayRunDefault(filter)) use = 'hidden';
      if (!DEFAULT.has(filter.name)) return;
      if (isFixed(filter)) use = 'hidden';
      else if (use === 'never' && !isTold(filter)) use = 'reported';
    },
  });
  return use;
}

/** Whether `map` may call the filter `default`, by itself or through another `map`. */
function mayRunDefault({ args, kwargs, dyn_args, dyn_kwargs }: ast.Filter): boolean {
  if (dyn_args !== null || dyn_kwargs !== null) return true;
  const [name] = args;
  if (name === undefined) return !kwargs.some(({ key }) => key === 'attribute');
  if (name.typename !== 'Const' || typeof name.value !== 'string') return true;
  return DEFAULT.has(name.value) || name.value === 'map';
}

/** Whether the value of a filter is fixed: it may be worked out before the render. */
function isFixed({ node }: ast.Filter): boolean {
  let isVariable = false;
  if (node !== null)
    ast.visit(node, {
      Name({ name }) {
        if (name !== 'range') isVariable = true;
      },
    });
  return !isVariable;
}

/** Whether the filter `default` is told itself whether to replace what is false. */
function isTold({ args, kwargs, dyn_args, dyn_kwargs }: ast.Filter): boolean {
  if (dyn_args !== null || dyn_kwargs !== null) return false;
  return args.length > 1 || kwargs.some(({ key }) => key === 'boolean');
}
