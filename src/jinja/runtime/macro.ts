import { raise } from '../errors.ts';
import { Dict } from '../values/dict.ts';
import { Tuple } from '../values/tuple.ts';
import { repr } from '../values/print.ts';

import { PyObject, type CallState, type Kwargs, type Value } from '../values/types.ts';
import { markIf } from './context.ts';
import type { RenderContext } from './types.ts';

/** The generated function of a macro: its parameters, then caller, kwargs and varargs where it uses them. */
type MacroFunction = (...args: (Value | undefined)[]) => string | Value;

/** Which special parameters the macro uses. */
type Uses = { readonly kwargs: boolean; readonly varargs: boolean; readonly caller: boolean };

/** A macro, or the block of a `{% call %}` (its name is null): Jinja's `Macro`. */
export class Macro extends PyObject {
  readonly typeName = 'Macro';
  private readonly context: RenderContext;
  private readonly render: MacroFunction;
  private readonly name: string | null;
  private readonly parameters: readonly string[];
  private readonly uses: Uses;
  /** The values of the defaults, where they are computed at the definition (2.8, M3); null where each call computes them. */
  private readonly defaults: readonly Value[] | null;

  constructor(
    context: RenderContext,
    render: MacroFunction,
    name: string | null,
    parameters: readonly string[],
    uses: Uses,
    defaults: readonly Value[] | null,
  ) {
    super();
    this.context = context;
    this.render = render;
    this.name = name;
    this.parameters = parameters;
    this.uses = uses;
    this.defaults = defaults;
  }

  override repr(): string {
    return `<Macro ${this.name === null ? 'anonymous' : repr(this.name)}>`;
  }

  override moduleName(): string {
    return 'jinja2.runtime';
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'name':
        return this.name;
      case 'arguments':
        return new Tuple([...this.parameters]);
      case 'catch_kwargs':
        return this.uses.kwargs;
      case 'catch_varargs':
        return this.uses.varargs;
      case 'caller':
        return this.uses.caller;
      case 'defaults':
        return this.defaults === null ? undefined : new Tuple([...this.defaults]);
      case 'explicit_caller':
        return this.defaults === null ? this.parameters.includes('caller') : undefined;
      default:
        return undefined;
    }
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    const { run } = this.context;
    if (kwargs.size > 0 && kwargs.has('self')) {
      throw raise('TypeError', "Macro.__call__() got multiple values for argument 'self'");
    }
    const bound = this.bind(args, kwargs);
    run.enter();
    const text = this.render(...bound);
    run.leave();
    // 2.8 settles at the definition whether the text is safe (M11).
    return this.defaults === null ? markIf(state.autoescape, text) : text;
  }

  private bind(args: readonly Value[], kwargs: Kwargs): (Value | undefined)[] {
    const { parameters, uses } = this;
    const bound: (Value | undefined)[] = args.slice(0, parameters.length);
    const rest = new Map(kwargs);
    let callerIsBound = bound.length === parameters.length && parameters.includes('caller');
    for (let at = bound.length; at < parameters.length; at += 1) {
      const name = parameters[at] as string;
      if (name === 'caller') callerIsBound = true;
      bound.push(rest.get(name) ?? (rest.has(name) ? null : this.defaultOf(at)));
      rest.delete(name);
    }
    if (uses.caller && !(callerIsBound && this.defaults === null)) bound.push(this.caller(rest));
    this.bindRest(bound, rest, args);
    return bound;
  }

  private bindRest(
    bound: (Value | undefined)[],
    rest: Map<string, Value>,
    args: readonly Value[],
  ): void {
    const { parameters, uses } = this;
    if (uses.kwargs) bound.push(Dict.of(rest));
    else if (rest.size > 0) this.refuseKeyword(rest);
    if (uses.varargs) bound.push(new Tuple(args.slice(parameters.length)));
    else if (args.length > parameters.length) {
      throw raise(
        'TypeError',
        `macro ${repr(this.name)} takes not more than ${parameters.length} argument(s)`,
      );
    }
  }

  private caller(rest: Map<string, Value>): Value {
    const caller = rest.get('caller') ?? null;
    rest.delete('caller');
    if (caller !== null) return caller;
    return this.context.environment.undefined({ hint: 'No caller defined', name: 'caller' });
  }

  private refuseKeyword(rest: ReadonlyMap<string, Value>): never {
    if (this.defaults === null && rest.has('caller')) {
      throw raise(
        'TypeError',
        `macro ${repr(this.name)} was invoked with two values for the special caller argument. This is most likely a bug.`,
      );
    }
    const [first] = rest.keys();
    throw raise(
      'TypeError',
      `macro ${repr(this.name)} takes no keyword argument ${repr(first ?? '')}`,
    );
  }

  /** 2.8's default for an argument that was not handed in; undefined where the macro itself fills it. */
  private defaultOf(at: number): Value | undefined {
    if (this.defaults === null) return undefined;
    const value = this.defaults[at - (this.parameters.length - this.defaults.length)];
    if (value !== undefined) return value;
    const name = this.parameters[at] as string;
    return this.context.undefinedHint(`parameter '${name}' was not provided`, name);
  }
}
