import { spanOf } from '../diagnostics/index.ts';
import { PyError } from './errors.ts';
import type { Site } from './codegen/emitter.ts';
import { Generator } from './codegen/generator.ts';
import { PYTHON_CODE } from './codegen/python/python-code.ts';
import { handed, type Done } from './handed.ts';
import { FoldState } from './runtime/fold-state.ts';
import { chain, namesOf, type ContextData } from './runtime/names.ts';
import { Context } from './runtime/context.ts';
import { RUNTIME } from './runtime/runtime.ts';
import { asLimit, Run } from './runtime/run.ts';
import type {
  BlockFunction,
  RenderContext,
  RenderEnvironment,
  RenderTemplate,
  Trace,
} from './runtime/types.ts';
import type { SharedCode, WrittenCode } from './shared-code.ts';
import { normalise } from './syntax/normalise.ts';
import { parse, refuseTooDeep } from './syntax/parse.ts';
import { visit, type Node, type Root } from './syntax/nodes.ts';
import { type SyntaxOptions } from './syntax/options.ts';
import { Dict } from './values/dict.ts';
import { limitsOver, type Limits } from './values/meter.ts';
import type { Python2 } from './values/python-rules.ts';
import { inPython2Order } from './values/python2-order.ts';
import { python2Of } from './values/python.ts';
import { python2Wording } from './values/python2-errors.ts';

/** Options of one render. */
export type RenderOptions = {
  readonly trace?: Trace | undefined;
  /** Bounds of this render, where they differ from the environment's. */
  readonly limits?: Partial<Limits> | undefined;
};

/** What a template asks of the environment it is compiled in. */
export type CompileEnvironment = RenderEnvironment & {
  readonly syntax: SyntaxOptions;
  readonly limits: Limits;
  readonly codes?: SharedCode | undefined;
  autoescapeFor(name: string | null): boolean;
};

/** Generated code as a function that makes the module of a template in an environment. */
type LoadModule = (environment: CompileEnvironment, runtime: object, template: Template) => Module;

type Module = {
  readonly root: BlockFunction;
  readonly blocks: ReadonlyMap<string, BlockFunction>;
  readonly isRead: boolean;
};

/**
 * A compiled template. Compiling raises TemplateSyntaxError or TemplateAssertionError (`PyError` with line and span);
 * rendering raises what Python would, with the template's line.
 */
export class Template implements RenderTemplate {
  readonly environment: CompileEnvironment;
  readonly name: string | null;
  /** The source with normalised line breaks: spans and offsets refer to it. */
  readonly source: string;
  readonly autoescape: boolean;
  /** The places that a traced render reports on; only those of extension tags unless compiled with `trace`. */
  readonly sites: readonly Site[];
  /** Line, start and end of each place that its code names by number. */
  readonly places: readonly number[];
  /** The generated JavaScript. */
  readonly code: string;
  readonly blockFunctions: ReadonlyMap<string, BlockFunction>;
  private readonly root: BlockFunction;
  private python2: Python2 | undefined;
  private readonly isRead: boolean;

  constructor(
    source: string,
    environment: CompileEnvironment,
    name: string | null = null,
    trace: boolean | 'nulls' = false,
    tree?: Root,
  ) {
    this.environment = environment;
    this.name = name;
    const { syntax } = environment;
    // A tree was read from a text that has been normalised.
    this.source = tree === undefined ? normalise(source, syntax) : source;
    this.autoescape = environment.autoescapeFor(name);
    const { code, sites, places } = this.located(() => {
      const root = tree ?? refuseTooDeep(parse(source, { ...syntax, name }), this.source);
      this.python2 = python2Of(environment.version, () => bytesIn(root));
      const write = (): WrittenCode => this.written(root, trace);
      const { version, filters, tests, limits, codes } = environment;
      const settings = {
        version,
        name,
        autoescape: this.autoescape,
        trace,
        limits,
        filters,
        tests,
      };
      return codes?.write(root, settings, write) ?? write();
    });
    this.code = code;
    this.sites = sites;
    this.places = places;
    const module = this.located(() => {
      // oxlint-disable-next-line typescript/no-implied-eval -- the code is the generator's: names and texts are in it quoted
      const make = (): LoadModule => new Function('env', 'R', 'template', code) as LoadModule;
      const load = environment.codes?.load(code, make) ?? make();
      return load(environment, RUNTIME, this);
    });
    this.root = module.root;
    this.isRead = module.isRead;
    this.blockFunctions = module.blocks;
  }

  private written(root: Root, trace: boolean | 'nulls'): WrittenCode {
    const { environment, name, autoescape } = this;
    const state = new FoldState(environment, autoescape);
    state.meter.python2 = this.python2;
    const wanted = { trace: trace === true, watch: trace === 'nulls', python: PYTHON_CODE };
    const generated = new Generator({ state, name, autoescape, ...wanted }).generate(root);
    return { ...generated, ran: state.ran };
  }

  /** Renders for a context: names to values, or plain JavaScript data (`null` is None, a missing key is undefined). */
  renderText(data: ContextData, options: RenderOptions = {}): string {
    const { environment } = this;
    const limits =
      options.limits === undefined
        ? environment.limits
        : limitsOver(environment.limits, options.limits);
    const run = new Run(limits, environment.now, options.trace);
    run.python2 = this.python2;
    const isOrdered = this.python2 !== undefined && data instanceof Dict;
    const given = isOrdered ? (inPython2Order(data) as Dict) : data;
    const names = chain(namesOf(given, isDict), environment.globalNames);
    const context = new Context(this, run, names, { isRead: this.isRead });
    context.addBlocks(this.blockFunctions);
    try {
      const text = this.renderInto(context);
      run.joined();
      return text;
    } catch (error) {
      // The code of the template itself can be too deep to run.
      throw asLimit(this.worded(error));
    }
  }

  /** An error of a render in the words of the Python that it runs on. */
  private worded(error: unknown): unknown {
    if (this.python2 === undefined || !(error instanceof PyError)) return error;
    const written = error.offsets === undefined ? '' : this.source.slice(...error.offsets);
    error.message = python2Wording(error.message, written);
    return error;
  }

  /** nunjucks' own way in: as `renderText`; errors go to the callback where there is one. */
  render(data?: object): string;
  render(data?: object, done?: Done<string>): void;
  render(data: object = {}, done?: Done<string>): string | void {
    return handed(() => this.renderText(data as ContextData), done);
  }

  /** Runs the template's root with a context that is made already. */
  renderInto(context: RenderContext): string {
    return this.root(context);
  }

  private located<T>(compile: () => T): T {
    try {
      return compile();
    } catch (thrown) {
      const error = asLimit(thrown);
      if (error instanceof PyError) {
        error.template ??= this.name;
        if (error.span === undefined && error.offsets !== undefined)
          error.span = spanOf(this.source, ...error.offsets);
      }
      throw error;
    }
  }
}

function isDict(data: ContextData): data is Dict {
  return data instanceof Dict;
}

/** The texts that a template writes out as items of lists, tuples and dicts. */
function bytesIn(root: Root): ReadonlySet<string> {
  const texts = new Set<string>();
  const add = (items: readonly Node[]): void => {
    for (const item of items)
      if (item.typename === 'Const' && typeof item.value === 'string' && isAscii(item.value))
        texts.add(item.value);
  };
  visit(root, {
    List: ({ items }) => add(items),
    Tuple: ({ items }) => add(items),
    Pair: ({ key, value }) => add([key, value]),
  });
  return texts;
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
