import { isError, raise } from '../errors.ts';
import { BoundMethod, callValue, NO_KWARGS } from '../values/call.ts';
import { Tuple } from '../values/tuple.ts';
import { str } from '../values/print.ts';
import { truthy } from '../values/protocol.ts';
import { Markup, PyObject, type Kwargs, type Value } from '../values/types.ts';
import { makeUndefined } from '../values/undefined.ts';
import { BlockReference } from './blocks.ts';
import { blaming } from './cause.ts';
import { TemplateModule } from './module.ts';
import { chain, type Names } from './names.ts';
import { runtimeReleaseOf, type RuntimeRelease } from './release.ts';
import type { Run } from './run.ts';
import type { BlockFunction, RenderContext, RenderEnvironment, RenderTemplate } from './types.ts';

/** Autoescape, shared by contexts derived from one another; `{% autoescape %}` sets it to any value, asked for its truth at each use. */
type Escaping = { on: Value };

/** Pairs of name and variable; a variable without a value is left out. */
type Locals = readonly (readonly [name: string, value: Value | undefined])[];

/** 2.8's marker for a variable that its scope has left behind: prints `missing`, is defined and true. */
export class Missing extends PyObject {
  readonly typeName = 'MissingType';

  override repr(): string {
    return 'missing';
  }
}

const NO_BLOCKS: ReadonlyMap<string, readonly BlockFunction[]> = new Map();

/** The one marker. */
export const MISSING: Missing = new Missing();

/** The variables of one template in one render, its blocks and its escaping: Jinja's `Context`. */
export class Context implements RenderContext {
  readonly environment: RenderEnvironment;
  readonly template: RenderTemplate;
  readonly run: Run;
  readonly meter: Run;
  readonly parent: Names;
  readonly escaping: Escaping;
  /** Whether anything may ask for what the template assigns: it is told of that then. */
  readonly isRead: boolean;
  /** What the template has assigned; made with the first one, as most templates assign nothing. */
  private vars: Map<string, Value> | undefined;
  private exported: Set<string> | undefined;
  private stacks: Map<string, BlockFunction[]> | undefined;

  constructor(
    template: RenderTemplate,
    run: Run,
    parent: Names,
    { escaping, isRead = true }: { readonly escaping?: Escaping; readonly isRead?: boolean } = {},
  ) {
    this.environment = template.environment;
    this.template = template;
    this.run = run;
    this.meter = run;
    this.parent = parent;
    this.escaping = escaping ?? { on: template.autoescape };
    this.isRead = isRead;
  }

  get autoescape(): boolean {
    const { on } = this.escaping;
    return typeof on === 'boolean' ? on : truthy(on);
  }

  /** Each block's functions, the innermost template's first. */
  get blocks(): ReadonlyMap<string, readonly BlockFunction[]> {
    return this.stacks ?? NO_BLOCKS;
  }

  /** The value of a variable, or undefined where there is none. */
  resolve(name: string): Value | undefined {
    const value = this.vars?.get(name);
    return value === undefined ? this.parent.get(name) : value;
  }

  resolveOrUndefined(name: string): Value {
    const value = this.resolve(name);
    return value === undefined ? this.undefinedName(name) : value;
  }

  undefinedName(name: string): Value {
    return this.environment.undefined({ name });
  }

  /** An Undefined with a message of its own. */
  undefinedHint(hint: string, name: string): Value {
    return this.environment.undefined({ hint, name });
  }

  /** What an inline if without else gives: always the plain Undefined, whatever class the environment has (not in 2.8). */
  undefinedCondition(hint: string): Value {
    if (!this.release.plainCondition) return this.environment.undefined({ hint });
    return makeUndefined('Undefined', { hint }, this.environment.version);
  }

  private get release(): RuntimeRelease {
    return runtimeReleaseOf(this.environment.version);
  }

  within<T>(action: () => T): T {
    return this.run.within(action);
  }

  call(callee: Value, args: readonly Value[], kwargs: Kwargs = NO_KWARGS): Value {
    if (kwargs.size > 0) this.run.step(kwargs.size);
    try {
      return callValue(this, callee, args, kwargs);
    } catch (error) {
      if (!isError(error, 'StopIteration'))
        throw blaming(error, [args, kwargs, callee instanceof BoundMethod ? callee.self : callee]);
      return this.environment.undefined({
        hint: 'value was undefined because a callable raised a StopIteration exception',
      });
    }
  }

  /** Called for the assignments on the top level of a template, where `isRead`. */
  setVariable(name: string, value: Value, isExported: boolean): void {
    this.vars ??= new Map();
    this.vars.set(name, value);
    if (isExported) (this.exported ??= new Set()).add(name);
    else this.exported?.delete(name);
  }

  /** The variables that an import of this template gives. */
  exports(): ReadonlyMap<string, Value> {
    const { vars, exported } = this;
    return new Map([...(exported ?? [])].map((name) => [name, vars?.get(name) ?? null]));
  }

  // ---- blocks ---------------------------------------------------------------------------------------------------------

  /** Adds a template's blocks behind those that are there. */
  addBlocks(blocks: ReadonlyMap<string, BlockFunction>): void {
    if (blocks.size === 0) return;
    this.stacks ??= new Map();
    for (const [name, render] of blocks) {
      const stack = this.stacks.get(name);
      if (stack === undefined) this.stacks.set(name, [render]);
      else stack.push(render);
    }
  }

  renderBlock(name: string, context: Context): string {
    const render = this.blocks.get(name)?.[0];
    if (render === undefined) throw raise('KeyError', `'${name}'`);
    return nestedRender(this.run, () => render(context));
  }

  requireBlock(name: string): void {
    if ((this.blocks.get(name)?.length ?? 0) <= 1)
      throw raise('TemplateRuntimeError', `Required block '${name}' not found`);
  }

  superBlock(name: string, current: BlockFunction): Value {
    const stack = this.blocks.get(name) ?? [];
    const depth = stack.indexOf(current) + 1;
    if (depth === 0 || depth >= stack.length) {
      return this.environment.undefined({
        hint: `there is no parent block called '${name}'.`,
        name: 'super',
      });
    }
    return new BlockReference(name, this, stack, depth);
  }

  /** The same template's context with further variables: what a scoped block sees. */
  derived(locals: Locals): Context {
    const derived = new Context(this.template, this.run, this.shared(locals), {
      escaping: this.escaping,
    });
    // In 2.8 the exported variables stay in front of the locals.
    if (!this.release.sharesExports) derived.vars = this.vars && new Map(this.vars);
    if (this.stacks !== undefined)
      derived.stacks = new Map([...this.stacks].map(([name, stack]) => [name, [...stack]]));
    return derived;
  }

  // ---- other templates ------------------------------------------------------------------------------------------------

  /** `{% extends %}`: the parent template, its blocks added. */
  extend(value: Value): RenderTemplate {
    const parent = this.environment.load(value, 'get');
    this.addBlocks(parent.blockFunctions);
    return parent;
  }

  /** `{% include %}`: the text of the template. `locals` is null for "without context". */
  include(value: Value, locals: Locals | null, ignoreMissing: boolean): string {
    const template = this.loadIncluded(value, ignoreMissing);
    if (template === undefined) return '';
    return nestedRender(this.run, () => {
      if (locals === null) {
        const { body, unprintable } = this.module(template);
        this.run.unprintable ??= unprintable;
        return body;
      }
      return template.renderInto(this.contextFor(template, this.shared(locals)));
    });
  }

  private loadIncluded(value: Value, ignoreMissing: boolean): RenderTemplate | undefined {
    try {
      const how = Array.isArray(value) || value instanceof Tuple ? 'select' : 'get or select';
      return this.environment.load(value, how, this.meter);
    } catch (error) {
      if (ignoreMissing && isError(error, 'TemplateNotFound')) return undefined;
      throw error;
    }
  }

  /** `{% import %}`: the module of the template. `locals` is null for "without context". */
  importModule(value: Value, locals: Locals | null): TemplateModule {
    const template = this.environment.load(value, 'get');
    return nestedRender(this.run, () => {
      if (locals === null) return this.module(template);
      return moduleOf(template, this.contextFor(template, this.shared(locals)));
    });
  }

  /** A name out of a module, or an Undefined that says that there is none. `place` is where the import is. */
  imported(module: TemplateModule, name: string, place: string): Value {
    const value = module.attribute(name);
    if (value !== undefined) return value;
    const from = module.template.name === null ? 'None' : `'${module.template.name}'`;
    const hint = `the template ${from} (imported on ${place}) does not export the requested name '${name}'`;
    return this.environment.undefined({ hint, name });
  }

  /** The module of a template rendered by itself, once for each render. */
  private module(template: RenderTemplate): TemplateModule {
    const modules = (this.run.modules ??= new Map());
    const known = modules.get(template);
    if (known instanceof TemplateModule) return known;
    const module = moduleOf(template, this.contextFor(template, this.environment.globalNames));
    modules.set(template, module);
    return module;
  }

  private contextFor(template: RenderTemplate, names: Names): Context {
    const context = new Context(template, this.run, names);
    context.addBlocks(template.blockFunctions);
    return context;
  }

  /** What another template sees of this one; 2.8 leaves the exported variables out (T1). */
  private shared(locals: Locals): Names {
    if (this.release.sharesExports) return this.everything(locals);
    return withLocals(locals, this.parent);
  }

  private everything(locals: Locals): Names {
    const { vars, parent } = this;
    return withLocals(locals, vars === undefined ? parent : chain(new Map(vars), parent));
  }
}

function withLocals(locals: Locals, names: Names): Names {
  const given = new Map<string, Value>();
  for (const [name, value] of locals)
    if (value !== undefined && value !== MISSING) given.set(name, value);
  return given.size === 0 ? names : chain(given, names);
}

function moduleOf(template: RenderTemplate, context: Context): TemplateModule {
  const { run } = context;
  const before = run.unprintable;
  run.unprintable = undefined;
  const body = template.renderInto(context);
  // The pieces of a module are put together when it is printed.
  const { unprintable } = run;
  run.unprintable = before;
  return new TemplateModule(template, body, context.exports(), unprintable);
}

function nestedRender<T>(run: Run, render: () => T): T {
  run.enter();
  const result = render();
  run.leave();
  return result;
}

/** `Markup(value)` where autoescape is on: safe text is not escaped again. */
export function markIf(on: boolean, value: Value): Value {
  if (!on || value instanceof Markup) return value;
  if (typeof value === 'string') return new Markup(value);
  return new Markup(
    value instanceof PyObject && value.html !== undefined ? value.html() : str(value),
  );
}
