import { ast } from '../jinja/syntax/index.ts';
import { equal, type Value } from '../jinja/values/index.ts';
import { DEFAULT } from './branches.ts';
import { DICT_METHODS, type Read, type Reads } from './reads.ts';
import {
  ARITHMETIC,
  ATTRIBUTE_FIRST,
  DATE_FILTERS,
  ITEM_FILTERS,
  LIST_FILTERS,
  LIST_METHODS,
  NUMBER_FILTERS,
  NUMBER_FORMAT,
  PASSING,
  TEXT_FILTERS,
} from './shape-filters.ts';

/** What a template does with a value, which says of which type it is meant to be. */
export type ShapeUse = 'text' | 'number' | 'date' | 'list';

/**
 * What a template expects of a value that it reads: what it does with it, the literals that it compares it with, the members
 * that it looks up in it, and what it expects of the items of a list.
 */
export type Shape = {
  readonly uses: Set<ShapeUse>;
  readonly literals: Value[];
  readonly members: Map<string, Shape>;
  item: Shape | undefined;
};

/** Something of the account that a template reads, with what it expects of it. */
export type ShapedRead = Pick<Read, 'kind' | 'name'> & { readonly shape: Shape };

function shape(): Shape {
  return { uses: new Set(), literals: [], members: new Map(), item: undefined };
}

/** What a template expects of each thing that it reads of the account, in the order of the source; variables are followed. */
export function shapesOf(root: ast.Root, reads: Reads): readonly ShapedRead[] {
  const finder = new ShapeFinder(root, reads);
  finder.find(root);
  return [...finder.found.values()];
}

/** What a loop goes through, and where it begins and ends. */
type Loop = { readonly iter: ast.Expr; readonly start: number; readonly end: number };

class ShapeFinder {
  readonly found: Map<string, ShapedRead> = new Map();
  private readonly reads: Reads;
  /** The lists that the targets of loops go through. */
  private readonly loops: Map<string, Loop[]> = new Map();
  /** What is called. */
  private readonly methods: Set<ast.Node> = new Set();
  private readonly open: Set<string> = new Set();

  constructor(root: ast.Root, reads: Reads) {
    this.reads = reads;
    ast.visit(root, {
      Call: ({ node }) => void this.methods.add(node),
      For: (node) => this.addLoop(node),
    });
    for (const { node } of reads.all) this.of(node);
  }

  private addLoop(node: ast.For): void {
    const { target, iter } = node;
    if (target.typename !== 'Name') return;
    let { end } = node;
    ast.walk(node, (inner) => void (end = Math.max(end, inner.end)));
    const known = this.loops.get(target.name) ?? [];
    this.loops.set(target.name, [...known, { iter, start: node.start, end }]);
  }

  find(root: ast.Root): void {
    ast.visit(root, {
      For: ({ iter }) => this.use(iter, 'list'),
      Filter: (node) => this.filter(node),
      Compare: (node) => this.compare(node),
      Add: (node) => this.add(node),
      Sub: (node) => this.arithmetic(node),
      Mul: (node) => this.arithmetic(node),
      Div: (node) => this.arithmetic(node),
      FloorDiv: (node) => this.arithmetic(node),
      Pow: (node) => this.arithmetic(node),
      Call: (node) => this.call(node),
      Mod: ({ left, right }) =>
        this.format(left, right.typename === 'Tuple' ? right.items : [right]),
      Getattr: (node) => void this.of(node),
      Getitem: (node) => {
        this.of(node);
        this.lookUp(node.node, node.arg);
      },
    });
  }

  /** The shape of what an expression gives; undefined where it does not come from the account. */
  private of(node: ast.Node): Shape | undefined {
    const read = this.reads.at(node);
    if (read !== undefined) return this.rootOf(read);
    switch (node.typename) {
      case 'Name':
        return this.ofName(node);
      case 'Getattr':
        return this.methods.has(node) ? undefined : this.member(node.node, node.attr);
      case 'Getitem':
        return this.ofItem(node);
      case 'Call':
        // A Content API is called, get gives a member; any other method gives another value.
        return this.reads.at(node.node) === undefined ? this.ofGet(node) : this.of(node.node);
      case 'Filter':
        if (node.node === null) return undefined;
        if (ITEM_FILTERS.has(node.name)) return this.itemOf(node.node);
        return DEFAULT.has(node.name) || PASSING.has(node.name) || NUMBER_FILTERS.has(node.name)
          ? this.of(node.node)
          : undefined;
      case 'CondExpr':
        return this.of(node.expr1) ?? (node.expr2 === null ? undefined : this.of(node.expr2));
      case 'Or':
      case 'And':
        return this.of(node.left) ?? this.of(node.right);
      default:
        return undefined;
    }
  }

  private rootOf({ kind, name }: Read): Shape {
    const key = `${kind} ${name}`;
    const known = this.found.get(key);
    if (known !== undefined) return known.shape;
    const made = { kind, name, shape: shape() };
    this.found.set(key, made);
    return made.shape;
  }

  private ofName({ name, start }: ast.Name): Shape | undefined {
    if (this.open.has(name)) return undefined;
    this.open.add(name);
    try {
      // Of loops with the same variable the innermost around the name.
      const loop = this.loops.get(name)?.findLast((one) => one.start <= start && start < one.end);
      if (loop !== undefined) return this.itemOf(loop.iter);
      for (const source of this.reads.bindings.get(name) ?? []) {
        const found = this.of(source);
        if (found !== undefined) return found;
      }
      return undefined;
    } finally {
      this.open.delete(name);
    }
  }

  private ofItem({ node, arg }: ast.Getitem): Shape | undefined {
    if (arg.typename === 'Const' && typeof arg.value === 'string')
      return this.member(node, arg.value);
    // A slice of a text or list is one too; an item of a text is a text, which nothing tells from a list of texts.
    return arg.typename === 'Slice' ? this.of(node) : this.itemOf(node);
  }

  /** `d.get('x')`. */
  private ofGet({ node: callee, args: [name] }: ast.Call): Shape | undefined {
    const isGet = callee.typename === 'Getattr' && callee.attr === 'get';
    return isGet && name?.typename === 'Const' && typeof name.value === 'string'
      ? this.member(callee.node, name.value)
      : undefined;
  }

  private member(owner: ast.Node, name: string): Shape | undefined {
    const members = this.of(owner)?.members;
    if (members === undefined) return undefined;
    const known = members.get(name) ?? shape();
    members.set(name, known);
    return known;
  }

  private itemOf(owner: ast.Node): Shape | undefined {
    const list = this.of(owner);
    return list && (list.item ??= shape());
  }

  private use(node: ast.Node | null | undefined, use: ShapeUse): void {
    if (node) this.of(node)?.uses.add(use);
  }

  private filter(filter: ast.Filter): void {
    const { name, node, args, kwargs } = filter;
    this.attribute(filter);
    for (const { key, value } of kwargs) if (key === 'tzOffset') this.use(value, 'number');
    if (DATE_FILTERS.has(name)) {
      this.use(node, 'date');
      if (name === 'days') this.use(args[0], 'date');
    } else if (NUMBER_FILTERS.has(name)) this.use(node, 'number');
    else if (LIST_FILTERS.has(name)) this.use(node, 'list');
    else if (TEXT_FILTERS.has(name)) this.use(node, 'text');
    else if (name === 'format') this.format(node, args);
  }

  /** A member that a filter takes of each item: `sum(attribute='price')`, `selectattr('price', 'gt', 5)`. */
  private attribute({ name, node, args, kwargs }: ast.Filter): void {
    const given = kwargs.find(({ key }) => key === 'attribute')?.value;
    const attribute = given ?? (ATTRIBUTE_FIRST.has(name) ? args[0] : undefined);
    if (node === null || attribute?.typename !== 'Const' || typeof attribute.value !== 'string')
      return;
    const members = this.itemOf(node)?.members;
    if (members === undefined || attribute.value.includes('.')) return;
    const known = members.get(attribute.value) ?? shape();
    members.set(attribute.value, known);
    const [, , value] = args;
    const isOfNumber = value?.typename === 'Const' && typeof value.value === 'number';
    if (name === 'sum' || isOfNumber) known.uses.add('number');
  }

  /** A pattern that formats numbers, and what it gets. */
  private format(pattern: ast.Node | null, values: readonly ast.Node[]): void {
    if (pattern?.typename !== 'Const' || typeof pattern.value !== 'string') return;
    if (NUMBER_FORMAT.test(pattern.value)) for (const value of values) this.use(value, 'number');
  }

  private call(call: ast.Call): void {
    const { node: callee, args } = call;
    this.of(call);
    if (callee.typename !== 'Getattr') return;
    const { node, attr } = callee;
    if (attr === 'format') this.format(node, args);
    if (attr === 'get') this.lookUp(node, args[0]);
    if (LIST_METHODS.has(attr)) this.use(node, 'list');
    else if (!DICT_METHODS.has(attr)) this.use(node, 'text');
  }

  private compare({ expr, ops }: ast.Compare): void {
    const sides = [expr, ...ops.map((operand) => operand.expr)];
    ops.forEach(({ op }, at) => {
      const [left, right] = [sides[at], sides[at + 1]];
      if (left === undefined || right === undefined) return;
      this.literal(left, right, op);
      if (op !== 'in' && op !== 'notin') this.literal(right, left, op);
    });
  }

  private literal(subject: ast.Node, other: ast.Node, op: ast.CompareOp): void {
    if (other.typename === 'List' || other.typename === 'Tuple') {
      if (op === 'in' || op === 'notin')
        for (const item of other.items) this.literal(subject, item, 'eq');
      return;
    }
    if (other.typename !== 'Const' || other.value === null || typeof other.value === 'boolean')
      return;
    const shaped = this.of(subject);
    if (shaped === undefined) return;
    const { value } = other;
    if (typeof value !== 'string') shaped.uses.add('number');
    if (!shaped.literals.some((known) => equal(known, value))) shaped.literals.push(value);
  }

  /** A value that is looked up in a dict of the template is compared with its keys. */
  private lookUp(owner: ast.Node, key: ast.Node | undefined): void {
    if (key === undefined || key.typename === 'Const') return;
    const sources = owner.typename === 'Name' ? this.reads.bindings.get(owner.name) : [owner];
    for (const source of sources ?? [])
      if (source.typename === 'Dict')
        for (const pair of source.items) this.literal(key, pair.key, 'eq');
  }

  private add({ left, right }: ast.BinExpr): void {
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const)
      if (isText(other)) this.use(one, 'text');
      else if (other.typename === 'Const') this.use(one, 'number');
  }

  private arithmetic({ typename, left, right }: ast.BinExpr): void {
    if (!ARITHMETIC.has(typename)) return;
    this.use(left, 'number');
    this.use(right, 'number');
  }
}

function isText(node: ast.Node): boolean {
  if (node.typename === 'Const') return typeof node.value === 'string';
  return node.typename === 'Add' && (isText(node.left) || isText(node.right));
}
