/**
 * The one door to nunjucks 3.2.4: its AST node classes, its code-generating Compiler, its Environment and Template, with our
 * types for the parts that @types/nunjucks leaves out. Nothing of it is patched: we subclass.
 */
import nunjucks from 'nunjucks';

/** nunjucks' Obj-style class: `extend` makes a subclass whose `typename` is the given name. */
export type NodeClass = {
  new (lineno: number, colno: number, ...fields: unknown[]): NodeObject;
  readonly prototype: object;
  extend(name: string): NodeClass;
};

/** What every nunjucks AST node offers. */
export type NodeObject = {
  readonly typename: string;
  readonly lineno: number;
  readonly colno: number;
};

/** nunjucks' code generator, as far as a subclass builds on it. */
export type CompilerBase = {
  codebuf: string[];
  lastId: number;
  templateName: string | undefined;
  _emit(code: string): void;
  _emitLine(code: string): void;
  _tmpid(): string;
  getCode(): string;
  fail(message: string, lineno?: number, colno?: number): void;
};

type Internals = {
  nodes: Record<string, NodeClass>;
  compiler: {
    Compiler: new (templateName: string | undefined, throwOnUndefined: boolean) => CompilerBase;
  };
};

const internals = nunjucks as unknown as Internals;

/** nunjucks' AST node classes by name. */
export const nodeClasses: Readonly<Record<string, NodeClass>> = internals.nodes;

/** nunjucks' Compiler class, to be subclassed. */
export const Compiler: Internals['compiler']['Compiler'] = internals.compiler.Compiler;

/** nunjucks' Environment and Template classes, to be subclassed. */
export const NunjucksEnvironment: typeof nunjucks.Environment = nunjucks.Environment;
export const NunjucksTemplate: typeof nunjucks.Template = nunjucks.Template;
export type { ILoader as Loader } from 'nunjucks';
