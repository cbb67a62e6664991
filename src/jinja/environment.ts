import { Cache } from '../diagnostics/index.ts';
import { filtersFor } from './builtins/filters.ts';
import { globalsFor } from './builtins/globals.ts';
import { testsFor } from './builtins/tests.ts';
import { isError, PyError, raise } from './errors.ts';
import { MISSING } from './runtime/context.ts';
import { handed, type Done } from './handed.ts';
import type { ContextData, Names } from './runtime/names.ts';
import { emptySelection, runtimeReleaseOf } from './runtime/release.ts';
import type { LoadHow, RenderContext } from './runtime/types.ts';
import type { Root } from './syntax/nodes.ts';
import type { SyntaxOptions, TagSyntax } from './syntax/options.ts';
import type { SharedCode } from './shared-code.ts';
import { Template, type CompileEnvironment, type RenderOptions } from './template.ts';
import { PyFunction } from './values/call.ts';
import { fromJs, toJs } from './values/from-js.ts';
import { iterate, toArray } from './values/ops.ts';
import { FormatCache } from './values/format-cache.ts';
import { str } from './values/print.ts';
import { truthy } from './values/protocol.ts';
import { itemOf } from './values/subscript.ts';
import { DEFAULT_LIMITS, limitsOver, Meter, type Limits } from './values/meter.ts';
import {
  Markup,
  type Callable,
  type CallState,
  type JinjaVersion,
  type UndefinedOptions,
  type Value,
} from './values/types.ts';
import { makeUndefined, Undefined, type UndefinedKind } from './values/undefined.ts';

/** Where templates come from: a loader as nunjucks has them, with a synchronous `getSource`, which gives null or nothing for a name that it does not know. */
export type Loader = {
  getSource(name: string): LoadedSource | null | undefined;
};

/** The text of a template; one with `noCache` is asked for each time. */
type LoadedSource = { readonly src: string; readonly path: string; readonly noCache: boolean };

/** A tag that templates get beyond Jinja's own. `render` returns the text that is in its place. */
export type Tag = TagSyntax & {
  render(context: RenderContext, args: readonly Value[], site: number): string;
};

/** What it costs to look for a template that is not there. */
const NAME_STEPS = 16;

/** Settings of an environment; each has Jinja's own default. */
export type EnvironmentOptions = {
  /** Which release's behaviour: "3.1" is 3.1.2. */
  readonly version?: JinjaVersion | undefined;
  readonly autoescape?: boolean | undefined;
  readonly trimBlocks?: boolean | undefined;
  readonly lstripBlocks?: boolean | undefined;
  readonly keepTrailingNewline?: boolean | undefined;
  readonly undefined?: UndefinedKind | undefined;
  /** Where include, import and extends read from: nunjucks loaders with a synchronous `getSource`. */
  readonly loaders?: readonly Loader[] | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly filters?: ReadonlyMap<string, Callable> | undefined;
  readonly tests?: ReadonlyMap<string, Callable> | undefined;
  readonly globals?: ReadonlyMap<string, Value> | undefined;
  readonly tags?: ReadonlyMap<string, Tag> | undefined;
  /** Where generated code is kept; environments that render the same templates may share one. Absent: it is not kept. */
  readonly codes?: SharedCode | undefined;
  /** The clock of the time limit, in milliseconds. */
  readonly now?: (() => number) | undefined;
};

/** How many loaded templates are kept, as Jinja's `cache_size`. */
const LOADED = 400;

/**
 * Jinja's environment with the interface of nunjucks' own: loaders, `addFilter`, `addGlobal` and `getTemplate` are as there, everything
 * else is Jinja's. `smartpass` and `smartpass/jinja` put it below nunjucks' class.
 */
export class Environment implements CompileEnvironment {
  readonly version: JinjaVersion;
  readonly limits: Limits;
  readonly syntax: SyntaxOptions;
  readonly filters: Map<string, Callable>;
  readonly tests: Map<string, Callable>;
  readonly now: () => number;
  readonly formats: FormatCache = new FormatCache();
  readonly globalNames: Names;
  readonly codes: SharedCode | undefined;
  private readonly globalTable: Map<string, Value>;
  private readonly tags: ReadonlyMap<string, Tag>;
  private readonly undefinedKind: UndefinedKind;
  private readonly autoescape: boolean;
  private readonly sources: readonly Loader[];
  private readonly templates: Cache<Template> = new Cache(LOADED);

  constructor(options: EnvironmentOptions = {}) {
    this.version = options.version ?? '3.1';
    this.limits = limitsOver(DEFAULT_LIMITS, options.limits);
    this.filters = new Map([...filtersFor(this.version), ...(options.filters ?? [])]);
    this.tests = new Map([...testsFor(this.version), ...(options.tests ?? [])]);
    this.globalTable = new Map([...globalsFor(this.version), ...(options.globals ?? [])]);
    this.globalNames = this.globalTable;
    this.tags = options.tags ?? new Map();
    this.undefinedKind = options.undefined ?? 'Undefined';
    this.autoescape = options.autoescape ?? false;
    this.sources = options.loaders ?? [];
    this.codes = options.codes;
    this.now = options.now ?? Date.now;
    this.syntax = {
      version: this.version,
      trimBlocks: options.trimBlocks ?? false,
      lstripBlocks: options.lstripBlocks ?? false,
      keepTrailingNewline: options.keepTrailingNewline ?? false,
      tags: this.tags,
    };
  }

  /** Whether a template starts with autoescape on. */
  autoescapeFor(_name: string | null): boolean {
    return this.autoescape;
  }

  /**
   * Compiles a template given as text. With `trace` its renders report to the trace they are given: everything, or printed
   * nulls only, which is as fast as no trace. `root` is the tree of that text by `syntax`, where it is there already.
   */
  compile(
    source: string,
    options: {
      readonly name?: string;
      readonly trace?: boolean | 'nulls';
      readonly root?: Root;
    } = {},
  ): Template {
    const { name = null, trace = false, root } = options;
    return new Template(source, this, name, trace, root);
  }

  /** Compiles and renders a template given as text. */
  renderSource(source: string, data: ContextData = {}, options: RenderOptions = {}): string {
    return this.compile(source).renderText(data, options);
  }

  /** nunjucks' own way in: as `renderSource`; the text and errors go to the callback where there is one. */
  renderString(source: string, data: object): string;
  renderString(source: string, data: object, done?: Done<string>): void;
  renderString(source: string, data: object, done?: Done<string>): string | void {
    return handed(() => this.renderSource(source, data as ContextData), done);
  }

  /** Renders a template of the loaders; the text and errors go to the callback where there is one. */
  render(name: string, data?: object): string;
  render(name: string, data?: object, done?: Done<string>): void;
  render(name: string, data: object = {}, done?: Done<string>): string | void {
    return handed(() => this.getTemplate(name).renderText(data as ContextData), done);
  }

  getTemplate(name: string): Template {
    const known = this.templates.get(name);
    if (known !== undefined) return known;
    for (const loader of this.sources) {
      const source = loader.getSource(name);
      if (source === null || source === undefined) continue;
      const template = new Template(source.src, this, name);
      if (!source.noCache) this.templates.set(name, template);
      return template;
    }
    if (this.sources.length === 0)
      throw raise('TypeError', 'no loader for this environment specified');
    throw raise('TemplateNotFound', name);
  }

  /** The template that include, import or extends names; `meter` counts the names that are tried. */
  load(value: Value, how: LoadHow, meter: Meter = new Meter()): Template {
    if (value instanceof Markup) return this.getTemplate(value.text);
    if (
      how === 'select' ||
      (how === 'get or select' && !(typeof value === 'string' || value instanceof Undefined))
    ) {
      return this.select(value, meter);
    }
    if (typeof value === 'string') return this.getTemplate(value);
    throw runtimeReleaseOf(this.version).unloadable(value, how);
  }

  private select(names: Value, meter: Meter): Template {
    if (names instanceof Undefined) throw names.fail();
    if (!truthy(names)) throw emptySelection();
    const iterator = iterate(names);
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
      meter.step(NAME_STEPS);
      try {
        return this.load(next.value, 'get');
      } catch (error) {
        if (!isError(error, 'TemplateNotFound', 'UndefinedError')) throw error;
      }
    }
    // Python goes through the names once more for its message, and asks for the last one.
    const tried = toArray(names).map((name) =>
      name instanceof Undefined ? name.message : str(name),
    );
    itemOf(names, -1);
    meter.text(tried.reduce((sum, name) => sum + name.length, 0));
    throw raise('TemplatesNotFound', `none of the templates given were found: ${tried.join(', ')}`);
  }

  /** Jinja's `environment.undefined(...)`. `state` is that of the render in which an attribute or item is missing. */
  undefined(options: UndefinedOptions, _state?: CallState): Value {
    const { obj, ...rest } = options;
    // A member of what a scope of 2.8 has left behind is missing as a name is.
    const known = obj === MISSING ? rest : options;
    return makeUndefined(this.undefinedKind, known, this.version);
  }

  /** Runs a tag of an extension. */
  runTag(context: RenderContext, name: string, args: readonly Value[], site: number): string {
    const tag = this.tags.get(name);
    if (tag === undefined) throw new PyError('TemplateRuntimeError', `no tag ${name}`);
    return tag.render(context, args, site);
  }

  /**
   * Adds a filter: a `Callable`, or a plain JavaScript function of the value and the arguments, which get and return plain
   * JavaScript data.
   */
  addFilter(name: string, filter: Callable | ((...args: never[]) => unknown)): this {
    this.filters.set(name, typeof filter === 'function' ? wrap(name, filter) : filter);
    return this;
  }

  /** Adds a global: a value of templates, plain JavaScript data, or a function of plain data. */
  addGlobal(name: string, value: unknown): this {
    const isFunction = typeof value === 'function';
    this.globalTable.set(
      name,
      isFunction ? new PyFunction(wrap(name, value as () => unknown)) : fromJs(value),
    );
    return this;
  }
}

function wrap(name: string, run: (...args: never[]) => unknown): Callable {
  return {
    name,
    params: ['*args'],
    style: 'python',
    run: (_state, args: readonly Value[]) => fromJs(run(...(args.map(toJs) as never[]))),
  };
}
