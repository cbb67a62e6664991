/** What the objects of a render know of one another. */
import type { CallState, EnvironmentView, PyObject, Value } from '../values/types.ts';
import type { Meter } from '../values/meter.ts';
import type { Names } from './names.ts';

/** What a filter `default` was called with: its value, absent where there is none, and whether it is told what to replace. */
export type DefaultArguments = { readonly value: Value | undefined; readonly isTold: boolean };

/** What a traced render is told; each method may change what happens. Sites are indexes into `Template.sites`. */
export type Trace = {
  /** A value is about to be printed; returns its text. */
  print(site: number, value: Value, autoescape: boolean, context: RenderContext): string;
  /** A branch is taken. */
  hit(site: number, context: RenderContext): void;
  /** A filter `default` has run: whether its argument took the place of its value. */
  defaulted(
    site: number,
    isReplaced: boolean,
    args: DefaultArguments,
    context: RenderContext,
  ): void;
};

/** What was printed and is no text: its type, which piece of the output it is, and where it was printed. */
export type Unprintable = {
  readonly type: string;
  readonly index: number;
  readonly template: string | null;
  readonly offsets: readonly [start: number, end: number];
};

/** The meter of one render, and what its templates share. */
export type RenderRun = Meter & {
  readonly trace: Trace | undefined;
  /** Modules imported without context, one for each template. */
  modules: Map<object, PyObject> | undefined;
  /** The first thing printed that is no text, until the pieces are put together. */
  unprintable: Unprintable | undefined;
  /** Raises the TypeError for what was printed and is no text. */
  joined(): void;
  enter(): void;
  leave(): void;
  within<T>(action: () => T): T;
};

/** The context of a template as filters, tags and the objects of a render see it. */
export type RenderContext = CallState & {
  readonly environment: RenderEnvironment;
  readonly template: RenderTemplate;
  readonly run: RenderRun;
  readonly blocks: ReadonlyMap<string, readonly BlockFunction[]>;
  undefinedHint(hint: string, name: string): Value;
};

/** The generated function of a block or of a whole template: renders into text. */
export type BlockFunction = (context: RenderContext) => string;

/** A template as other templates see it. */
export type RenderTemplate = {
  readonly name: string | null;
  readonly environment: RenderEnvironment;
  readonly autoescape: boolean;
  /** Line, start and end of each place that its code names by number. */
  readonly places: readonly number[];
  readonly blockFunctions: ReadonlyMap<string, BlockFunction>;
  renderInto(context: RenderContext): string;
};

/** How a template is asked for: by `get_template`, `select_template` or `get_or_select_template`. */
export type LoadHow = 'get' | 'select' | 'get or select';

/** The environment as a render sees it. */
export type RenderEnvironment = EnvironmentView & {
  readonly globalNames: Names;
  readonly now: () => number;
  load(value: Value, how: LoadHow, meter?: Meter): RenderTemplate;
  runTag(context: RenderContext, name: string, args: readonly Value[], site: number): string;
};
