/** What generated code calls: one frozen object, its members reached by name. */
import { isError, raise } from '../errors.ts';
import { add, div, floordiv, mul, neg, pos, pow } from '../values/arithmetic.ts';
import { callValue, NO_KWARGS } from '../values/call.ts';
import { concat, escape } from '../values/concat.ts';
import { Dict } from '../values/dict.ts';
import { PyIterator } from '../values/iterator.ts';
import { Tuple } from '../values/tuple.ts';
import { getAttribute, getItem } from '../values/lookup.ts';
import { attributeOf } from '../values/type-table.ts';
import { COMPARISONS, iterate, toArray } from '../values/ops.ts';
import { Complex } from '../values/complex.ts';
import { repr, str } from '../values/print.ts';
import { Range } from '../values/range.ts';
import { truthy, typeName } from '../values/protocol.ts';
import { charged } from '../values/size.ts';
import { Markup, PyFloat, type Callable, type Kwargs, type Value } from '../values/types.ts';
import { Undefined } from '../values/undefined.ts';
import { Namespace } from '../builtins/global-objects.ts';
import { globalsFor } from '../builtins/globals.ts';
import { TemplateReference } from './blocks.ts';
import { type Context, markIf, MISSING } from './context.ts';
import {
  blamed,
  blamedInvoke,
  blamedMod,
  blamedSlice,
  blamedSub,
  blamedWithin,
  blaming,
} from './cause.ts';
import { cursor } from './cursor.ts';
import { KeptItem } from './kept-item.ts';
import { lineless, located, placeOf } from './located.ts';
import { LoopContext28 } from './loop-28.ts';
import { LoopContext } from './loop.ts';
import { Macro } from './macro.ts';
import { MethodCall } from './method-call.ts';
import { tracedDefault } from './traced-default.ts';
import type { RenderEnvironment, RenderRun, RenderTemplate } from './types.ts';

/** `value.name` for a name that is no method of dicts. */
function member(context: Context, value: Value, name: string): Value {
  if (value instanceof Dict) {
    const item = value.getString(name);
    return item === undefined ? context.environment.undefined({ obj: value, name }, context) : item;
  }
  const attribute = value instanceof LoopContext ? value.attribute(name) : undefined;
  return attribute === undefined ? getAttribute(context, value, name) : attribute;
}

/** The items of a value for an assignment to `count` targets. */
function unpack(value: Value, count: number): readonly Value[] {
  if (value instanceof Tuple && value.items.length === count) return value.items;
  if (Array.isArray(value) && value.length === count) return value;
  return unpackSlowly(value, count);
}

const unpackSlowly = blamed((value: Value, count: number): readonly Value[] => {
  const items: Value[] = [];
  let iterator: Iterator<Value>;
  try {
    iterator = iterate(value);
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error;
    throw raise('TypeError', `cannot unpack non-iterable ${typeName(value)} object`);
  }
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    if (items.length === count)
      throw raise('ValueError', `too many values to unpack (expected ${count})`);
    items.push(next.value);
  }
  if (items.length === count) return items;
  throw raise('ValueError', `not enough values to unpack (expected ${count}, got ${items.length})`);
});

/** The namespace whose attribute a `set` is about to assign. */
function namespace(target: Value): Namespace {
  if (target instanceof Namespace) return target;
  throw raise('TemplateRuntimeError', 'cannot assign attribute on non-namespace object');
}

/**
 * The keyword arguments of a call: those written, then those of a `**` argument. `called` is the filter or test that errors
 * name; all other calls go through Jinja's context.
 */
function keywords(
  pairs: readonly (readonly [string, Value])[],
  star?: Value,
  called?: Callable,
): ReadonlyMap<string, Value> {
  const kwargs = new Map<string, Value>(pairs);
  if (star === undefined) return kwargs;
  // Python asks it for its keys.
  if (star instanceof Undefined) throw star.fail();
  if (!(star instanceof Dict)) {
    throw raise(
      'TypeError',
      `${pythonName(called)}() argument after ** must be a mapping, not ${typeName(star)}`,
    );
  }
  for (const [key, value] of star.entries()) {
    const name = key instanceof Markup ? key.text : key;
    if (typeof name !== 'string') throw raise('TypeError', 'keywords must be strings');
    if (kwargs.has(name)) {
      throw raise(
        'TypeError',
        `${pythonName(called)}() got multiple values for keyword argument '${name}'`,
      );
    }
    kwargs.set(name, value);
  }
  return kwargs;
}

/** What Python calls the function that a call of generated code reaches first. */
function pythonName(called: Callable | undefined): string {
  if (called === undefined) return 'jinja2.runtime.Context.call';
  const { name, style } = called;
  if (name.startsWith('test_')) return `jinja2.tests.${name}`;
  if (style === 'python') return `jinja2.filters.${name.replace(/^sync_/, '')}`;
  if (name === 'escape' || name === 'soft_str') return `markupsafe._speedups.${name}`;
  return name.length === 2 ? `_operator.${name}` : name;
}

/** The items of a `*` argument. */
function starArguments(value: Value, run: RenderRun): Value[] {
  if (Array.isArray(value)) {
    run.items(value.length);
    return value;
  }
  let items: Iterator<Value>;
  try {
    items = iterate(value);
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error;
    throw raise('TypeError', `Value after * must be an iterable, not ${typeName(value)}`);
  }
  return toArray(new PyIterator('iterator', items), run);
}

/** A filter or test by name; an unknown one raises when it is called. */
function callable(
  kind: 'filter' | 'test',
): (environment: RenderEnvironment, name: string, inPython?: string) => Callable {
  return (environment, name, inPython = '') => {
    const found = (kind === 'filter' ? environment.filters : environment.tests).get(name);
    if (found !== undefined) return found;
    const message = `No ${kind} named ${repr(name)} found.`;
    return {
      name,
      params: ['*args', '**kwargs'],
      style: 'python',
      run: (_state, _args: Value[], kwargs: Kwargs) => {
        // The function that Jinja puts in its place takes no keyword arguments.
        const [first] = kwargs.keys();
        if (first !== undefined)
          throw raise('TypeError', `${inPython}() got an unexpected keyword argument '${first}'`);
        throw raise('TemplateRuntimeError', message);
      },
    };
  };
}

/** What a call or filter block prints has to be text. Python finds out when the pieces are put together. */
function outputText(
  value: Value,
  run: RenderRun,
  index: number,
  site: number,
  template: RenderTemplate,
): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  const { offsets } = placeOf(site, template);
  run.unprintable ??= { type: typeName(value), index, template: template.name, offsets };
  return '';
}

/** The text of a printed value; a null (None or Undefined) is the trace's to print. */
function watched(site: number, value: Value, autoescape: boolean, context: Context): string {
  if (typeof value === 'string' && !autoescape) return value;
  const { trace } = context.run;
  if (trace !== undefined && (value === null || value instanceof Undefined))
    return trace.print(site, value, autoescape, context);
  return printed(value, autoescape, context.run);
}

/** 2.8: a variable that its function has not assigned yet. */
function unbound(kind: 'local' | 'free' | 'global', name: string): never {
  const variable = `l_${name}`;
  if (kind === 'global') throw raise('NameError', `name '${variable}' is not defined`);
  if (kind === 'local') {
    const message = `cannot access local variable '${variable}' where it is not associated with a value`;
    throw raise('UnboundLocalError', message);
  }
  throw raise(
    'NameError',
    `cannot access free variable '${variable}' where it is not associated with a value in enclosing scope`,
  );
}

/** The text of a printed value where only the render knows whether autoescape is on. */
function printed(value: Value, autoescape: boolean, run: RenderRun): string {
  return autoescape ? escape(value, run).text : str(value, run);
}

/** Everything generated code may reach. */
export const RUNTIME: object = Object.freeze({
  str,
  truthy,
  escape,
  add,
  sub: blamedSub,
  mul,
  div,
  floordiv,
  mod: blamedMod,
  pow,
  neg,
  pos,
  ...COMPARISONS,
  within: blamedWithin,
  charged,
  /** A value, once the other argument has said where it is used. */
  at: (value: Value): Value => value,
  printed,
  getAttribute,
  getItem,
  member,
  sliceOf: blamedSlice,
  invoke: blamedInvoke,
  concat,
  cursor,
  unpack,
  KeptItem,
  method: (name: string, count: number) => new MethodCall(name, count),
  Tuple,
  Dict,
  Markup,
  PyFloat,
  Macro,
  LoopContext,
  LoopContext28,
  TemplateReference,
  MISSING,
  attributeOf,
  Complex,
  callValue,
  NO_KWARGS,
  Range,
  markIf,
  namespace,
  keywords,
  starArguments: blamed(starArguments),
  outputText,
  watched,
  tracedDefault,
  unbound,
  blaming,
  located,
  lineless,
  noKey: (name: string) => {
    throw raise('KeyError', repr(name));
  },
  builtin: (env: RenderEnvironment, name: string) => globalsFor(env.version).get(name),
  filter: callable('filter'),
  test: callable('test'),
  suspended: (name: string) => new PyIterator('generator', [].values(), name),
  generator: (iterator: Iterator<Value>) => new PyIterator('generator', iterator),
  unknownName: (name: string) => {
    throw raise('NameError', `name '${name}' is not defined`);
  },
  extendedTwice: () => {
    throw raise('TemplateRuntimeError', 'extended multiple times');
  },
  tag: (context: Context, name: string, args: readonly Value[], site: number) =>
    context.environment.runTag(context, name, args, site),
});
