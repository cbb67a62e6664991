/** What the functions that write statements and expressions may ask of the generator, and of the release of Jinja. */
import type { PyError } from '../errors.ts';
import type { Naming } from '../analysis/symbols.ts';
import type {
  Block,
  Expr,
  FromImport,
  Import,
  Include,
  Node,
  NodeOf,
  Place,
  Root,
  Stmt,
} from '../syntax/nodes.ts';
import type { JinjaVersion, Value } from '../values/types.ts';
import type { FoldContext, FoldingState } from './constant-value.ts';
import type { Folding } from './folding.ts';
import type { Scope } from './scope.ts';
import type { Writer } from './writer.ts';

/** A place in the source that a traced render reports on: a printed value, or a branch that can be taken. */
export type Site = {
  readonly kind: 'print' | 'branch' | 'default';
  readonly label: string;
  readonly node: Node;
};

/** What the generator wants to know of the environment and the wanted code. */
export type GenerateOptions = {
  /** Takes the place of the render while constants are folded. */
  readonly state: FoldingState;
  readonly name: string | null;
  readonly autoescape: boolean;
  /** Python's side of it; absent: nothing is refused. */
  readonly python?: PythonCode | undefined;
  /** Report every printed value and taken branch to the render's trace. */
  readonly trace: boolean;
  /** Report printed nulls (None and Undefined) to the render's trace and nothing else: costs next to nothing. */
  readonly watch: boolean;
};

/** Code that Python would refuse: a message, and the place in the template. */
export type Refused = { readonly message: string; readonly place: Place };

/** What Python makes of the code that Jinja would write. */
export type PythonCode = {
  /**
   * The error with which Python refuses the code of a template, or undefined. `noticed` is what the generator saw: names come
   * before jumps, and `isNested` tells of expressions deep enough for Python's bounds.
   */
  refusal(
    root: Root,
    source: Pick<Emitter, 'constantValue' | 'folded' | 'options'>,
    noticed: { readonly name?: Refused; readonly jump?: Refused; readonly isNested: boolean },
  ): PyError | undefined;
  /** What Python calls the function that takes the place of an unknown filter or test in the function `top`. */
  dependencyName(root: Root, kind: 'filter' | 'test', name: string, top: string): string;
};

/** Thrown while a block of statements is written: what follows in it can never run. */
export class Unreachable extends Error {}

/** What writes the code of each kind of statement. */
export type StatementTable = {
  readonly [K in Stmt['typename']]: (generator: Emitter, node: NodeOf<K>, scope: Scope) => void;
};

/** What a release of Jinja compiles in a way of its own. */
export type Release = {
  readonly folding: Folding;
  /** Statements that this release writes in a way of its own. */
  readonly statements: Partial<StatementTable>;
  /**
   * Macros take the values of their defaults, and whether their text is safe, where they are defined; the call of a call block
   * is evaluated in the scope of the block, and a parameter named `caller` is one as any other.
   */
  readonly settlesMacros: boolean;
  /** What an include without context gives goes where the output of its place goes, not past the buffers around it. */
  readonly buffersIncludes: boolean;
  /** The class of the `loop` object. */
  readonly loop: string;
  /** A scope without surroundings. */
  scope(naming: Naming, version: JinjaVersion, autoescape: boolean): Scope;
  /** The tree of a template as it is compiled. */
  prepared(root: Root, outermost: FoldContext): Root;
  /** An expression of that tree as its code is written; `place` is what folding sees there. */
  written(node: Expr, place: FoldContext): Expr;
  /** How many pieces of output a print is for Python that has so many constants and values. */
  pieces(count: number, scope: Scope): number;
  /** Begins the function of a template or block. */
  begin(generator: Emitter, body: readonly Stmt[]): void;
  /** The variables that a tag hands to another template. */
  shared(node: Include | Import | FromImport | Block, scope: Scope, writer: Writer): string;
  /** Why an unknown filter or test is refused; undefined where only the render finds out. */
  refusal(kind: 'filter' | 'test', name: string, scope: Scope): string | undefined;
  /** The member of the runtime that gives an error its place. */
  locator(hasLines: boolean): 'located' | 'lineless';
};

export type Emitter = {
  readonly options: GenerateOptions;
  readonly release: Release;
  readonly blocks: ReadonlyMap<string, { readonly node: Block; readonly variable: string }>;
  /** Layers of names assigned by the statement being written (Jinja's `_assign_stack`). */
  readonly assignStack: Set<string>[];
  /** The reads of items that `repeatedRead` writes. */
  readonly repeated: ReadonlySet<Node>;
  /** Buffers that may get what is no text: Python notices where it joins their pieces. */
  readonly mixed: Set<string>;
  extendsSoFar: number;
  hasKnownExtends: boolean;
  /** The function that is being written. */
  readonly writer: Writer;
  /** Raises Jinja's TemplateAssertionError for a place in the source. */
  refuse(message: string, node: Node): never;
  /** Notes that Python would refuse the code that Jinja makes of a place: names come before jumps. */
  refuseCode(message: string, place: Place, isName?: boolean): void;
  /** What Python calls the function that takes the place of an unknown filter or test here. */
  unknownName(kind: 'filter' | 'test', name: string): string;
  /** A new made-up variable name. */
  temporary(): string;
  /** A value that the module makes once; returns its name. */
  hoist(code: string): string;
  /** A value that the module makes once, whatever asks for the same code. */
  hoistOnce(code: string): string;
  /** The code of an expression, folded first. */
  expression(node: Expr, scope: Scope): string;
  /** An expression as its code is written: constants folded. */
  folded(node: Expr, scope: Scope): Expr;
  /** The value of an expression that does not depend on the render, or undefined. */
  constantValue(node: Expr, scope: Scope): Value | undefined;
  /** What folding sees at a place. */
  foldContext(scope: Scope): FoldContext;
  /**
   * The code of an expression that may be the same for each render; `write` writes it where it is not. A value that is not held is
   * only looked at where it is: nothing can change it or tell it from another one.
   */
  steady(node: Expr, scope: Scope, write: () => string, isHeld?: boolean): string;
  /** The code of an expression as it is. */
  unfolded(node: Expr, scope: Scope): string;
  /** Writes statements; what follows an unreachable point is left out, as Jinja does. */
  statements(nodes: readonly Stmt[], scope: Scope): void;
  /** Notes a place to report on and returns its number. */
  site(kind: Site['kind'], label: string, node: Node): number;
  /** Writes the report that a branch is taken, where the render is traced. */
  hit(label: string, node: Node): void;
  /** Writes a function of its own: `write` fills its body. Returns the code of a whole function expression. */
  function(
    parameters: readonly string[],
    place: Place,
    write: () => void,
    look?: { readonly kind?: string; readonly name?: string },
  ): string;
};
