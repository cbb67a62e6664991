/** What the functions that write statements and expressions may ask of the generator. */
import type { Block, Expr, Node, Place, Stmt } from '../syntax/nodes.ts';
import type { Value } from '../values/types.ts';
import type { FoldingState } from './constant-value.ts';
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
  /** Report every printed value and taken branch to the render's trace. */
  readonly trace: boolean;
  /** Report printed nulls (None and Undefined) to the render's trace and nothing else: costs next to nothing. */
  readonly watch: boolean;
};

/** Thrown while a block of statements is written: what follows in it can never run. */
export class Unreachable extends Error {}

export type Emitter = {
  readonly options: GenerateOptions;
  /** Whether the code is for Jinja 2.8. */
  readonly legacy: boolean;
  readonly blocks: ReadonlyMap<string, { readonly node: Block; readonly variable: string }>;
  /** Layers of names assigned by the statement being written (Jinja's `_assign_stack`). */
  readonly assignStack: Set<string>[];
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
  /** A new made-up variable name. */
  temporary(): string;
  /** The variable of a template name at a nesting level. */
  naming(level: number, name: string): string;
  /** A value that the module makes once; returns its name. */
  hoist(code: string): string;
  /** A value that the module makes once, whatever asks for the same code. */
  hoistOnce(code: string): string;
  /** The code of an expression, folded first. */
  expression(node: Expr, scope: Scope): string;
  /** An expression as it will be written: constants folded, and in 2.8 without the parentheses that it loses. */
  folded(node: Expr, scope: Scope): Expr;
  /** The value of an expression that does not depend on the render, or undefined. */
  constantValue(node: Expr, scope: Scope): Value | undefined;
  /** The code of an expression as it stands. */
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
