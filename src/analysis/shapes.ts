import { ast } from '../jinja/syntax/index.ts';
import { equal } from '../jinja/values/index.ts';
import { DEFAULT } from './branches.ts';
import { DICT_METHODS, type Read, type Reads } from './reads.ts';
import {
  ARITHMETIC,
  CHUNK_FILTERS,
  DATE_FILTERS,
  FILTER_USES,
  ITEM_FILTERS,
  LIST_METHODS,
  NUMBER_FILTERS,
  NUMBER_FORMAT,
  PART_FILTERS,
  PASSING,
  VIEW_METHODS,
} from './shape-filters.ts';
import {
  addLoop,
  attributeOf,
  isLaterIndex,
  isText,
  memberOf,
  shape,
  placesIn,
  writtenIn,
  type Loop,
  type Shape,
  type ShapedRead,
  type ShapeUse,
} from './shape.ts';

/** What a template expects of each thing that it reads of the account, in the order of the source; variables are followed. */
export function shapesOf(root: ast.Root, reads: Reads): readonly ShapedRead[] {
  const finder = new ShapeFinder(root, reads);
  finder.find(root);
  return [...finder.found.values()];
}

/** Through so many variables a value is followed: each is a step of recursion. */
const MOST_OPEN = 500;

class ShapeFinder {
  readonly found: Map<string, ShapedRead> = new Map();
  private readonly reads: Reads;
  /** The lists that the targets of loops go through. */
  private readonly loops: Map<string, Loop[]> = new Map();
  /** What is called. */
  private readonly methods: Set<ast.Node> = new Set();
  private readonly open: Set<string> = new Set();
  /** What names give that no loop binds, found outside of other names: there one that is open is passed over. */
  private readonly named: Map<string, Shape | undefined> = new Map();

  constructor(root: ast.Root, reads: Reads) {
    this.reads = reads;
    ast.visit(root, {
      Call: ({ node }) => void this.methods.add(node),
      For: (node) => addLoop(this.loops, node),
    });
    for (const { node } of reads.all) this.of(node);
  }

  find(root: ast.Root): void {
    ast.visit(root, {
      For: ({ iter }) => this.use(iter, 'list'),
      Filter: (node) => this.filter(node),
      Or: ({ left, right }) => this.use(right.typename === 'List' ? left : null, 'list'),
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
        if (isLaterIndex(node.arg)) this.use(node.node, 'list');
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
        return DEFAULT.has(node.name) ||
          PASSING.has(node.name) ||
          PART_FILTERS.has(node.name) ||
          NUMBER_FILTERS.has(node.name)
          ? this.of(node.node)
          : this.ofRegrouped(node, node.node);
      case 'CondExpr':
        return this.of(node.expr1) ?? (node.expr2 === null ? undefined : this.of(node.expr2));
      case 'Or':
      case 'And':
        return this.of(node.left) ?? this.of(node.right);
      default:
        return undefined;
    }
  }

  /** What filters make of the items of a list: lists of them, groups with a list each, or a member of each. */
  private ofRegrouped(filter: ast.Filter, list: ast.Expr): Shape | undefined {
    const { name } = filter;
    if (CHUNK_FILTERS.has(name)) {
      const whole = this.of(list);
      return whole && { ...shape(), item: whole };
    }
    const attribute = attributeOf(filter);
    if (attribute === undefined || (name !== 'groupby' && name !== 'map')) return undefined;
    const whole = this.of(list);
    const member = whole && attribute.reduce(memberOf, (whole.item ??= shape()));
    if (whole === undefined || member === undefined) return undefined;
    if (name === 'map') return { ...shape(), item: member };
    const group = shape();
    group.members.set('grouper', member).set('list', whole);
    return { ...shape(), item: group };
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
    const loop = this.loops.get(name)?.findLast((one) => one.start <= start && start < one.end);
    if (loop === undefined && this.named.has(name)) return this.named.get(name);
    if (this.open.has(name) || this.open.size > MOST_OPEN) return undefined;
    this.open.add(name);
    try {
      const found = loop === undefined ? this.ofBound(name) : this.itemOf(loop.iter);
      if (loop === undefined && this.open.size === 1) this.named.set(name, found);
      return found;
    } finally {
      this.open.delete(name);
    }
  }

  private ofBound(name: string): Shape | undefined {
    for (const source of this.reads.bindings.get(name) ?? []) {
      const found = this.of(source);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private ofItem({ node, arg }: ast.Getitem): Shape | undefined {
    if (arg.typename === 'Const' && typeof arg.value === 'string')
      return this.member(node, arg.value);
    // A slice is of the same kind; an item of a text is a text, which nothing tells from a list of texts.
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
    const whole = this.of(owner);
    return whole && memberOf(whole, name);
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
    const use = FILTER_USES.get(name);
    this.attribute(filter);
    for (const { key, value } of kwargs) if (key === 'tzOffset') this.use(value, 'number');
    if (DATE_FILTERS.has(name)) {
      this.use(node, 'date');
      if (name === 'days') this.use(args[0], 'date');
    } else if (use !== undefined) this.use(node, use);
    else if (name === 'format') this.format(node, args);
    else if (DEFAULT.has(name)) this.defaulted(node, args[0]);
  }

  /** What is put in place of a missing value is of its type. */
  private defaulted(node: ast.Node | null, given: ast.Node | undefined): void {
    if (given?.typename === 'List') this.use(node, 'list');
    if (given?.typename === 'Const' && typeof given.value === 'boolean') this.use(node, 'truth');
  }

  /** What a filter takes of each item: `sum(attribute='price')`, `selectattr('price', 'gt', 5)`, `map(attribute='price')|sum`. */
  private attribute(filter: ast.Filter): void {
    const { name, node, args } = filter;
    const attribute = attributeOf(filter);
    if (node === null || (attribute === undefined && name !== 'sum')) return;
    const item = this.itemOf(node);
    if (item === undefined) return;
    const known = (attribute ?? []).reduce(memberOf, item);
    const [, , value] = args;
    const isOfNumber = value?.typename === 'Const' && typeof value.value === 'number';
    if (name === 'sum' || isOfNumber) known.uses.add('number');
    if (name === 'sort') known.uses.add('order');
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
    if (VIEW_METHODS.has(attr)) this.use(node, 'dict');
    else if (LIST_METHODS.has(attr)) this.use(node, 'list');
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
    if (op === 'in' || op === 'notin') {
      for (const item of writtenIn(other, this.reads)) this.literal(subject, item, 'eq');
      // A text that is looked for in a value is one that may be in it.
      if (isText(subject)) this.literal(other, subject, 'eq');
      if (!isText(other)) return;
    }
    if (other.typename === 'Const' && other.value !== null) this.compared(subject, other.value);
  }

  private compared(subject: ast.Node, value: ast.Const['value']): void {
    const shaped = this.of(subject);
    if (typeof value === 'boolean') shaped?.uses.add('truth');
    else if (shaped !== undefined) {
      if (typeof value !== 'string') shaped.uses.add('number');
      if (!shaped.literals.some((known) => equal(known, value))) shaped.literals.push(value);
    }
  }

  /** A value that is looked up in a dict or list of the template is compared with the places in it. */
  private lookUp(owner: ast.Node, key: ast.Node | undefined): void {
    if (key === undefined || key.typename === 'Const') return;
    for (const place of placesIn(owner, this.reads)) this.compared(key, place);
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
