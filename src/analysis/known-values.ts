import type { ast } from '../jinja/syntax/index.ts';
import { Dict, type Value } from '../jinja/values/index.ts';
import { DEFAULT } from './branches.ts';
import { AUX_DATA, type ReadKind, type Reads } from './reads.ts';

/**
 * What fixtures hold of an account: for each of its sources the dicts that a template may meet there, of attributes one for each
 * user, of Content APIs and auxiliary tables one by name. Nothing is known of a source that is absent.
 */
export type KnownValues = ReadonlyMap<ReadKind, readonly Dict[]>;

/** Filters whose value is among those that they are given, or is one of them. */
const PASSING: ReadonlySet<string> = new Set([
  'batch',
  'first',
  'last',
  'list',
  'max',
  'min',
  'random',
  'reject',
  'rejectattr',
  'reverse',
  'select',
  'selectattr',
  'slice',
  'sort',
  'unique',
]);

/** Filters that take the name of a member, with the position of that argument; -1 where it is written out as `attribute=`. */
const BY_MEMBER: ReadonlyMap<string, number> = new Map([
  ['groupby', 0],
  ['join', 1],
  ['map', -1],
  ['max', 1],
  ['min', 1],
  ['rejectattr', 0],
  ['selectattr', 0],
  ['sort', 2],
  ['sum', 0],
  ['unique', 1],
]);

/** A member that is looked up by a name that is written out: where, of what, and whether it may be a method instead. */
export type MemberUse = {
  readonly name: string;
  readonly node: ast.Node;
  readonly owner: ast.Node;
  readonly isDotted: boolean;
};

/** The look-up of a member that an expression is; undefined for every other. */
export function memberUse(node: ast.Node): MemberUse | undefined {
  switch (node.typename) {
    case 'Getattr':
      return { name: node.attr, node, owner: node.node, isDotted: true };
    case 'Getitem':
      return used(textIn(node.arg), node, node.node);
    case 'Call':
      return node.node.typename === 'Getattr' && node.node.attr === 'get'
        ? used(textIn(node.args[0]), node, node.node.node)
        : undefined;
    case 'Filter': {
      if (node.name === AUX_DATA) return used(textIn(node.args[0]), node, node);
      const argument = memberArgument(node);
      return node.node === null ? undefined : used(textIn(argument), argument ?? node, node.node);
    }
    default:
      return undefined;
  }
}

function used(name: string | undefined, node: ast.Node, owner: ast.Node): MemberUse | undefined {
  return name === undefined ? undefined : { name, node, owner, isDotted: false };
}

function memberArgument({ name, args, kwargs }: ast.Filter): ast.Node | undefined {
  const position = BY_MEMBER.get(name);
  if (position === undefined) return undefined;
  return kwargs.find(({ key }) => key === 'attribute')?.value ?? args[position];
}

function textIn(node: ast.Node | undefined): string | undefined {
  return node?.typename === 'Const' && typeof node.value === 'string' ? node.value : undefined;
}

/** From so many values on the same ones are kept once. */
const MANY = 10_000;

/** Through so many variables values are followed: each is a step of recursion. */
const MOST_OPEN = 200;

/** Follows expressions of a template to the values that fixtures hold for them. */
export class ValueFinder {
  private readonly reads: Reads;
  private readonly known: KnownValues;
  private readonly ofNames: Map<string, readonly Value[]> = new Map();
  private readonly ofNodes: Map<ast.Node, readonly Value[]> = new Map();
  /** How many variables are being followed, one inside the other. */
  private open = 0;

  constructor(reads: Reads, known: KnownValues) {
    this.reads = reads;
    this.known = known;
  }

  /** What an expression may be, each list as its items; nothing where that is not known. */
  valuesOf(node: ast.Node): readonly Value[] {
    const known = this.ofNodes.get(node);
    if (known !== undefined) return known;
    const values = this.find(node);
    this.ofNodes.set(node, values);
    return values;
  }

  private find(node: ast.Node): readonly Value[] {
    const read = this.reads.at(node);
    if (read !== undefined) return membersOf(this.known.get(read.kind) ?? [], read.name);
    switch (node.typename) {
      case 'Name':
        return this.ofName(node.name);
      case 'Getattr':
        return membersOf(this.valuesOf(node.node), node.attr);
      case 'Getitem':
        return this.ofItem(node);
      case 'Call':
        return this.ofCall(node);
      case 'Filter':
        return this.ofFilter(node);
      case 'CondExpr':
        return this.any([node.expr1, ...(node.expr2 === null ? [] : [node.expr2])]);
      case 'And':
      case 'Or':
        return this.any([node.left, node.right]);
      default:
        return [];
    }
  }

  private any(nodes: readonly ast.Node[]): readonly Value[] {
    const values = nodes.flatMap((one) => this.valuesOf(one));
    // Variables that are made from each other twice would double them at each step.
    return values.length > MANY ? [...new Set(values)] : values;
  }

  private ofName(name: string): readonly Value[] {
    const known = this.ofNames.get(name);
    if (known !== undefined) return known;
    if (this.open > MOST_OPEN) return [];
    this.ofNames.set(name, []);
    this.open += 1;
    const values = this.any(this.reads.bindings.get(name) ?? []);
    this.open -= 1;
    this.ofNames.set(name, values);
    return values;
  }

  private ofItem({ node, arg }: ast.Getitem): readonly Value[] {
    if (arg.typename === 'Slice') return this.valuesOf(node);
    if (arg.typename !== 'Const') return [];
    return typeof arg.value === 'string'
      ? membersOf(this.valuesOf(node), arg.value)
      : this.valuesOf(node);
  }

  /** An answer of a Content API, and `d.get('x')`; what other calls give is not known. */
  private ofCall(node: ast.Call): readonly Value[] {
    if (this.reads.at(node.node)?.kind === 'ContentApi') return this.valuesOf(node.node);
    const use = memberUse(node);
    return use === undefined ? [] : membersOf(this.valuesOf(use.owner), use.name);
  }

  private ofFilter(node: ast.Filter): readonly Value[] {
    if (node.node === null) return [];
    if (DEFAULT.has(node.name)) return this.any([node.node, ...node.args.slice(0, 1)]);
    if (PASSING.has(node.name)) return this.valuesOf(node.node);
    const member = node.name === 'map' ? textIn(memberArgument(node)) : undefined;
    return member === undefined ? [] : membersOf(this.valuesOf(node.node), member);
  }
}

/** The values of a member of each of some dicts. */
function membersOf(values: readonly Value[], name: string): readonly Value[] {
  const found: Value[] = [];
  for (const value of values) {
    const member = value instanceof Dict ? value.getString(name) : undefined;
    if (member !== undefined) addItems(member, found);
  }
  return found;
}

function addItems(value: Value, found: Value[]): void {
  if (Array.isArray(value)) for (const item of value) addItems(item, found);
  else found.push(value);
}
