/**
 * The tree of a template: plain objects with Jinja's node kinds and field names. Every node carries its place: `lineno`
 * (Jinja's, from 1) and `start`/`end`, UTF-16 offsets into the template's source with normalised line breaks
 * (`Template.source`).
 */
import type { Value } from '../values/types.ts';

type Base<Kind extends string> = {
  readonly typename: Kind;
  readonly lineno: number;
  readonly start: number;
  readonly end: number;
};

/** How a name is used: read, assigned, or bound as a macro's parameter. */
export type NameContext = 'load' | 'store' | 'param';

// ---- statements -------------------------------------------------------------------------------------------------------
export type Root = Base<'Root'> & { readonly body: Stmt[] };
/** `{{ … }}` and text between tags: neighbours are collected into one node, as Jinja does. */
export type Output = Base<'Output'> & { readonly nodes: Expr[] };
export type For = Base<'For'> & {
  readonly target: Target;
  readonly iter: Expr;
  readonly body: Stmt[];
  readonly else_: Stmt[];
  readonly test: Expr | null;
  readonly recursive: boolean;
};
/** `elif_` holds If nodes whose own `elif_` and `else_` are empty. */
export type If = Base<'If'> & {
  readonly test: Expr;
  readonly body: Stmt[];
  readonly elif_: If[];
  readonly else_: Stmt[];
};
export type Macro = Base<'Macro'> & {
  readonly name: string;
  readonly args: Name[];
  readonly defaults: Expr[];
  readonly body: Stmt[];
};
export type CallBlock = Base<'CallBlock'> & {
  readonly call: Call;
  readonly args: Name[];
  readonly defaults: Expr[];
  readonly body: Stmt[];
};
/** `filter` has `node: null` at the innermost place: the rendered body goes there. */
export type FilterBlock = Base<'FilterBlock'> & { readonly body: Stmt[]; readonly filter: Filter };
export type With = Base<'With'> & {
  readonly targets: Target[];
  readonly values: Expr[];
  readonly body: Stmt[];
};
export type Block = Base<'Block'> & {
  readonly name: string;
  readonly body: Stmt[];
  readonly scoped: boolean;
  readonly required: boolean;
};
export type Extends = Base<'Extends'> & { readonly template: Expr };
export type Include = Base<'Include'> & {
  readonly template: Expr;
  readonly with_context: boolean;
  readonly ignore_missing: boolean;
};
export type Import = Base<'Import'> & {
  readonly template: Expr;
  readonly target: string;
  readonly with_context: boolean;
};
/** `names`: [exported name, local name]; they are equal where no `as` is written. */
export type FromImport = Base<'FromImport'> & {
  readonly template: Expr;
  readonly names: (readonly [name: string, alias: string])[];
  readonly with_context: boolean;
};
/** `{% do expr %}`. */
export type ExprStmt = Base<'ExprStmt'> & { readonly node: Expr };
export type Assign = Base<'Assign'> & { readonly target: Target; readonly node: Expr };
export type AssignBlock = Base<'AssignBlock'> & {
  readonly target: Target;
  readonly filter: Filter | null;
  readonly body: Stmt[];
};
export type Break = Base<'Break'>;
export type Continue = Base<'Continue'>;
/** `{% autoescape expr %}`: Jinja's Scope round a ScopedEvalContextModifier, in one node. */
export type Autoescape = Base<'Autoescape'> & { readonly value: Expr; readonly body: Stmt[] };
/** A tag that an extension of the environment brought (`{% MOE_NOT_SEND('…') %}`): its name and parsed arguments. */
export type ExtensionTag = Base<'ExtensionTag'> & { readonly name: string; readonly args: Expr[] };

export type Stmt =
  | Output
  | For
  | If
  | Macro
  | CallBlock
  | FilterBlock
  | With
  | Block
  | Extends
  | Include
  | Import
  | FromImport
  | ExprStmt
  | Assign
  | AssignBlock
  | Break
  | Continue
  | Autoescape
  | ExtensionTag;

// ---- expressions ------------------------------------------------------------------------------------------------------
export type Name = Base<'Name'> & { readonly name: string; readonly ctx: NameContext };
/** `ns.attr` as the target of a set. */
export type NSRef = Base<'NSRef'> & { readonly name: string; readonly attr: string };
/** A literal: string, int (number or bigint), float (PyFloat), True, False, None. */
export type Const = Base<'Const'> & { readonly value: Value };
/** Text between tags. */
export type TemplateData = Base<'TemplateData'> & { readonly data: string };
export type Tuple = Base<'Tuple'> & { readonly items: Expr[]; readonly ctx: NameContext };
export type List = Base<'List'> & { readonly items: Expr[] };
export type Dict = Base<'Dict'> & { readonly items: Pair[] };
export type Pair = Base<'Pair'> & { readonly key: Expr; readonly value: Expr };
export type Keyword = Base<'Keyword'> & { readonly key: string; readonly value: Expr };
/** `expr1 if test else expr2`; `expr2` is null where no else is written. */
export type CondExpr = Base<'CondExpr'> & {
  readonly test: Expr;
  readonly expr1: Expr;
  readonly expr2: Expr | null;
};
type Arguments = {
  readonly args: Expr[];
  readonly kwargs: Keyword[];
  readonly dyn_args: Expr | null;
  readonly dyn_kwargs: Expr | null;
};
/** `node` is null at the innermost place of a filter block or filtered block set. */
export type Filter = Base<'Filter'> &
  Arguments & { readonly node: Expr | null; readonly name: string };
/** `x is name(args)`; `is not` is a Not around it. */
export type Test = Base<'Test'> & Arguments & { readonly node: Expr; readonly name: string };
export type Call = Base<'Call'> & Arguments & { readonly node: Expr };
/** `node[arg]`; `arg` may be a Slice. (Jinja also writes `a.0` so.) */
export type Getitem = Base<'Getitem'> & { readonly node: Expr; readonly arg: Expr | Slice };
export type Getattr = Base<'Getattr'> & { readonly node: Expr; readonly attr: string };
export type Slice = Base<'Slice'> & {
  readonly start_: Expr | null;
  readonly stop: Expr | null;
  readonly step: Expr | null;
};
/** `a ~ b ~ c`. */
export type Concat = Base<'Concat'> & { readonly nodes: Expr[] };
/** `a < b <= c`; 2.8 writes it into its Python code without parentheses (E4, E5). */
export type Compare = Base<'Compare'> & { readonly expr: Expr; readonly ops: Operand[] };
export type Operand = Base<'Operand'> & { readonly op: CompareOp; readonly expr: Expr };
export type CompareOp = 'eq' | 'ne' | 'gt' | 'gteq' | 'lt' | 'lteq' | 'in' | 'notin';
export type BinKind = 'Add' | 'Sub' | 'Mul' | 'Div' | 'FloorDiv' | 'Mod' | 'Pow' | 'And' | 'Or';
export type BinExpr = Base<BinKind> & { readonly left: Expr; readonly right: Expr };
type UnaryKind = 'Not' | 'Neg' | 'Pos';
export type UnaryExpr = Base<UnaryKind> & { readonly node: Expr };

export type Target = Name | NSRef | Tuple;
export type Expr =
  | Name
  | NSRef
  | Const
  | TemplateData
  | Tuple
  | List
  | Dict
  | CondExpr
  | Filter
  | Test
  | Call
  | Getitem
  | Getattr
  | Concat
  | Compare
  | BinExpr
  | UnaryExpr;
export type Node = Root | Stmt | Expr | Pair | Keyword | Slice | Operand;
export type Kind = Node['typename'];
export type NodeOf<K extends Kind> = K extends BinKind
  ? BinExpr
  : K extends UnaryKind
    ? UnaryExpr
    : Extract<Node, { readonly typename: K }>;

/** The fields of each kind in source order; children are visited in this order. */
export const FIELDS: { readonly [K in Kind]: readonly string[] } = {
  Root: ['body'],
  Output: ['nodes'],
  For: ['target', 'iter', 'body', 'else_', 'test', 'recursive'],
  If: ['test', 'body', 'elif_', 'else_'],
  Macro: ['name', 'args', 'defaults', 'body'],
  CallBlock: ['call', 'args', 'defaults', 'body'],
  FilterBlock: ['body', 'filter'],
  With: ['targets', 'values', 'body'],
  Block: ['name', 'body', 'scoped', 'required'],
  Extends: ['template'],
  Include: ['template', 'with_context', 'ignore_missing'],
  Import: ['template', 'target', 'with_context'],
  FromImport: ['template', 'names', 'with_context'],
  ExprStmt: ['node'],
  Assign: ['target', 'node'],
  AssignBlock: ['target', 'filter', 'body'],
  Break: [],
  Continue: [],
  Autoescape: ['value', 'body'],
  ExtensionTag: ['name', 'args'],
  Name: ['name', 'ctx'],
  NSRef: ['name', 'attr'],
  Const: ['value'],
  TemplateData: ['data'],
  Tuple: ['items', 'ctx'],
  List: ['items'],
  Dict: ['items'],
  Pair: ['key', 'value'],
  Keyword: ['key', 'value'],
  CondExpr: ['test', 'expr1', 'expr2'],
  Filter: ['node', 'name', 'args', 'kwargs', 'dyn_args', 'dyn_kwargs'],
  Test: ['node', 'name', 'args', 'kwargs', 'dyn_args', 'dyn_kwargs'],
  Call: ['node', 'args', 'kwargs', 'dyn_args', 'dyn_kwargs'],
  Getitem: ['node', 'arg'],
  Getattr: ['node', 'attr'],
  Slice: ['start_', 'stop', 'step'],
  Concat: ['nodes'],
  Compare: ['expr', 'ops'],
  Operand: ['op', 'expr'],
  Add: ['left', 'right'],
  Sub: ['left', 'right'],
  Mul: ['left', 'right'],
  Div: ['left', 'right'],
  FloorDiv: ['left', 'right'],
  Mod: ['left', 'right'],
  Pow: ['left', 'right'],
  And: ['left', 'right'],
  Or: ['left', 'right'],
  Not: ['node'],
  Neg: ['node'],
  Pos: ['node'],
};

type AnyNode = Record<string, unknown>;

/** Where a node is: Jinja's line, and the offsets of its text. */
export type Place = { readonly lineno: number; readonly start: number; readonly end: number };

/** Makes a node of a kind. */
export function make<K extends Kind>(
  kind: K,
  place: Place,
  fields: Omit<NodeOf<K>, 'typename' | keyof Place>,
): NodeOf<K> {
  const { lineno, start, end } = place;
  return { typename: kind, lineno, start, end, ...fields } as unknown as NodeOf<K>;
}

/** Fields that hold no nodes, in whichever kind. */
const PLAIN: ReadonlySet<string> = new Set(
  'attr ctx data ignore_missing name names op recursive required scoped with_context'.split(' '),
);

/** The fields of each kind that may hold nodes: an object in one of them is a node. The value of a constant may be any object. */
const WITH_NODES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(FIELDS).map(([kind, fields]) => [
    kind,
    kind === 'Const' ? [] : fields.filter((one) => !PLAIN.has(one)),
  ]),
);

/** The child nodes of a node, in field order. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  eachChild(node, (child) => void found.push(child));
  return found;
}

/** Gives each child node, in field order: trees are walked often, so that no list is made of them. */
export function eachChild(node: Node, give: (child: Node) => void): void {
  const fields = WITH_NODES.get(node.typename) ?? [];
  for (let at = 0; at < fields.length; at += 1) {
    const value = (node as unknown as AnyNode)[fields[at] as string];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) give(value as Node);
    else
      for (let item = 0; item < value.length; item += 1)
        if (typeof value[item] === 'object' && value[item] !== null) give(value[item]);
  }
}

/** Calls `visit` for the node and everything below it, parents first; `visit` returns false to leave the children out. */
export function walk(node: Node, visit: (node: Node) => boolean | void): void {
  const enter = (one: Node): void => {
    if (visit(one) !== false) eachChild(one, enter);
  };
  enter(node);
}

type Handlers<Answer> = { readonly [K in Kind]?: (node: NodeOf<K>) => Answer };

/**
 * What `visit` calls, by node kind: a handler when it comes to a node, which returns false to leave the children out, and
 * one of `leave` once the children are done.
 */
type Visitor = Handlers<boolean | void> & { readonly leave?: Handlers<void> };

/** Calls the handlers of a visitor for the node and everything below it, in the order of `walk`. */
export function visit(node: Node, visitor: Visitor): void {
  const handlers = visitor as Record<string, (node: Node) => boolean | void>;
  const leave = visitor.leave as Record<string, (node: Node) => void> | undefined;
  const enter = (one: Node): void => {
    if (handlers[one.typename]?.(one) !== false) eachChild(one, enter);
    leave?.[one.typename]?.(one);
  };
  enter(node);
}

/** The node with each child replaced by what `change` makes of it; the same node where nothing changes. */
export function mapChildren<N extends Node>(node: N, change: (child: Node) => Node): N {
  let changed: AnyNode | undefined;
  const changeOne = (value: unknown): unknown => (isNode(value) ? change(value) : value);
  for (const field of FIELDS[node.typename]) {
    const before = (node as unknown as AnyNode)[field];
    const after = Array.isArray(before) ? before.map(changeOne) : changeOne(before);
    const isSame = Array.isArray(after)
      ? after.every((item, at) => item === (before as unknown[])[at])
      : after === before;
    if (!isSame) changed = { ...changed, [field]: after };
  }
  if (changed === undefined) return node;
  return make(node.typename, node, { ...node, ...changed } as never) as unknown as N;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'typename' in value && 'lineno' in value;
}
