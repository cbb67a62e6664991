/**
 * Which variable a name means, worked out before any code is written: a port of Jinja 3.1's `idtracking.py`. Each scope has
 * its own copy of what it assigns; `loads` says where that copy gets its first value.
 */
import type { JinjaVersion } from '../values/types.ts';
import { children, type Expr, type If, type Node, type Stmt } from '../syntax/nodes.ts';

/** How a variable of a scope gets its first value. */
type Load =
  | { readonly kind: 'parameter' }
  | { readonly kind: 'resolve'; readonly name: string }
  | { readonly kind: 'alias'; readonly target: string }
  | { readonly kind: 'undefined' };

const PARAMETER: Load = { kind: 'parameter' };
const UNDEFINED: Load = { kind: 'undefined' };

/** Which part of a for loop a scope is made for. */
export type ForPart = 'body' | 'else' | 'test';

/** Makes the JavaScript name of a template variable at a nesting level; the same pair always gives the same name. */
export type Naming = (level: number, name: string) => string;

/** The names of one scope. */
export class Symbols {
  readonly level: number;
  readonly parent: Symbols | undefined;
  readonly naming: Naming;
  readonly version: JinjaVersion;
  readonly loads: Map<string, Load> = new Map();
  readonly stores: Set<string> = new Set();
  private readonly refs: Map<string, string> = new Map();
  /** For a branch: the scope as it was when the branch began. The maps above hold what the branch adds. */
  private base: Symbols | undefined;

  constructor(naming: Naming, version: JinjaVersion, parent?: Symbols, level?: number) {
    this.naming = naming;
    this.version = version;
    this.parent = parent;
    this.level = level ?? (parent === undefined ? 0 : parent.level + 1);
  }

  /** The scope in a branch of an `if`: what is done to it stays in the branch. */
  branch(): Symbols {
    const branch = new Symbols(this.naming, this.version, this.parent, this.level);
    branch.base = this;
    return branch;
  }

  /** Where a variable gets its first value, in this scope or one outside. */
  findLoad(target: string): Load | undefined {
    return this.ownLoad(target) ?? this.parent?.findLoad(target);
  }

  /** The JavaScript name that a template name has here, if it is known. */
  findRef(name: string): string | undefined {
    return this.ownRef(name) ?? this.parent?.findRef(name);
  }

  private ownLoad(target: string): Load | undefined {
    return this.loads.get(target) ?? this.base?.ownLoad(target);
  }

  private ownRef(name: string): string | undefined {
    return this.refs.get(name) ?? this.base?.ownRef(name);
  }

  private isStored(name: string): boolean {
    return this.stores.has(name) || (this.base?.isStored(name) ?? false);
  }

  private *allStores(): Iterable<string> {
    yield* this.stores;
    if (this.base !== undefined) yield* this.base.allStores();
  }

  /** The JavaScript name of a name that analysis has met. */
  ref(name: string): string {
    const found = this.findRef(name);
    if (found === undefined)
      throw new Error(`the analysis never met the name ${JSON.stringify(name)}`);
    return found;
  }

  store(name: string): void {
    this.stores.add(name);
    if (this.ownRef(name) !== undefined) return;
    const outer = this.parent?.findRef(name);
    this.define(name, outer === undefined ? UNDEFINED : { kind: 'alias', target: outer });
  }

  declareParameter(name: string): string {
    this.stores.add(name);
    return this.define(name, PARAMETER);
  }

  load(name: string): void {
    if (this.findRef(name) === undefined) this.define(name, { kind: 'resolve', name });
  }

  /** Takes in what the branches of an `if` added. */
  updateFromBranches(branches: readonly Symbols[]): void {
    const counts = new Map<string, number>();
    for (const { stores } of branches)
      for (const name of stores)
        if (!this.isStored(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const branch of branches) {
      for (const [name, ref] of branch.refs) this.refs.set(name, ref);
      for (const [target, load] of branch.loads) this.loads.set(target, load);
      for (const name of branch.stores) this.stores.add(name);
    }
    // Up to 3.1.4 a name that every branch assigns keeps the load of the last branch; 3.1.5 looks it up outside.
    const always = this.version === '3.1.6' ? Infinity : branches.length;
    for (const [name, count] of counts) {
      if (count === always) continue;
      const outer = this.parent?.findRef(name);
      this.loads.set(
        this.ref(name),
        outer === undefined ? { kind: 'resolve', name } : { kind: 'alias', target: outer },
      );
    }
  }

  /** Every name assigned here or outside, with the variable that holds it: what an include is handed. */
  dumpStores(): Map<string, string> {
    const found = new Map<string, string>();
    // oxlint-disable-next-line typescript/no-this-alias -- the walk outward starts here
    for (let scope: Symbols | undefined = this; scope !== undefined; scope = scope.parent) {
      for (const name of [...scope.allStores()].sort())
        if (!found.has(name)) found.set(name, this.ref(name));
    }
    return found;
  }

  private define(name: string, load: Load): string {
    const target = this.naming(this.level, name);
    this.refs.set(name, target);
    this.loads.set(target, load);
    return target;
  }
}

/** Meets every name that the scope of a statement itself sees (not those of scopes inside it). */
export function analyze(symbols: Symbols, node: Node, part: ForPart = 'body'): void {
  const visitAll = (nodes: readonly (Node | null)[]): void => {
    for (const child of nodes) if (child !== null) visit(symbols, child);
  };
  switch (node.typename) {
    case 'For':
      if (part !== 'else') visitTarget(symbols, node.target);
      if (part === 'body') visitAll(node.body);
      else if (part === 'else') visitAll(node.else_);
      else visitAll([node.test]);
      return;
    case 'AssignBlock':
      return visitAll(node.body);
    case 'Autoescape':
      return visitAll([node.value, ...node.body]);
    case 'CallBlock':
      return visitAll([...node.args, ...node.defaults, ...node.body]);
    case 'With':
      return visitAll([...node.targets, ...node.body]);
    default:
      return visitAll(children(node));
  }
}

/** The names a loop binds are parameters of its body. */
function visitTarget(symbols: Symbols, target: Expr): void {
  if (target.typename === 'Name') symbols.declareParameter(target.name);
  else if (target.typename === 'Tuple') for (const item of target.items) visitTarget(symbols, item);
  else visit(symbols, target);
}

function visit(symbols: Symbols, node: Node): void {
  switch (node.typename) {
    case 'Name':
      if (node.ctx === 'param') symbols.declareParameter(node.name);
      else if (node.ctx === 'store') symbols.store(node.name);
      else symbols.load(node.name);
      return;
    case 'NSRef':
      return symbols.load(node.name);
    case 'If':
      return visitIf(symbols, node);
    case 'Macro':
      return symbols.store(node.name);
    case 'Import':
      visit(symbols, node.template);
      return symbols.store(node.target);
    case 'FromImport':
      visit(symbols, node.template);
      for (const [, alias] of node.names) symbols.store(alias);
      return;
    case 'Assign':
      visit(symbols, node.node);
      return visit(symbols, node.target);
    case 'For':
      return visit(symbols, node.iter);
    case 'CallBlock':
      return visit(symbols, node.call);
    case 'FilterBlock':
      return visit(symbols, node.filter);
    case 'With':
      for (const value of node.values) visit(symbols, value);
      return;
    case 'AssignBlock':
      return visit(symbols, node.target);
    case 'Autoescape':
    case 'Block':
      return;
    default:
      for (const child of children(node)) visit(symbols, child);
  }
}

function visitIf(symbols: Symbols, node: If): void {
  visit(symbols, node.test);
  const branch = (nodes: readonly Stmt[]): Symbols => {
    const inside = symbols.branch();
    for (const child of nodes) visit(inside, child);
    return inside;
  };
  symbols.updateFromBranches([branch(node.body), branch(node.elif_), branch(node.else_)]);
}
