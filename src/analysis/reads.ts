import { ast } from '../jinja/syntax/index.ts';
import { ACCOUNT_SOURCES, type AccountSource, type AttributeVariable } from '../account/index.ts';

/** The variables whose keys are attributes. */
export type AttributeKind = AttributeVariable['name'];

/** What of the account a template reads. */
export type ReadKind = AccountSource['name'];

/** One place where a template reads something of the account by a name that is written out. */
export type Read = { readonly kind: ReadKind; readonly name: string; readonly node: ast.Node };

/** The filter among the sources of an account; the others are variables. */
const FILTER = 'getAuxData';

const VARIABLES: ReadonlySet<string> = new Set(
  ACCOUNT_SOURCES.map(({ name }) => name).filter((name) => name !== FILTER),
);

/** Members of a dict that `UserAttribute.x` means instead of an attribute. */
const DICT_METHODS: ReadonlySet<string> = new Set([
  'clear',
  'copy',
  'fromkeys',
  'get',
  'items',
  'keys',
  'pop',
  'popitem',
  'setdefault',
  'update',
  'values',
]);

/**
 * What a template reads of the account, found without running it: keys that are literals, also through variables that the
 * template sets. A key that is computed is not found.
 */
export class Reads {
  /** Every read in the order of the source. */
  readonly all: readonly Read[];
  /** Names that the template itself binds, with the expressions that they come from. */
  readonly bindings: ReadonlyMap<string, readonly ast.Node[]>;
  private readonly known: Map<ast.Node, readonly Read[]> = new Map();

  constructor(root: ast.Root) {
    this.bindings = bindingsOf(root);
    const all: Read[] = [];
    ast.walk(root, (node) => {
      const read = this.readAt(node);
      if (read !== undefined) all.push(read);
    });
    this.all = all;
  }

  /** What the value of an expression may come from, variables followed to where they are set. */
  of(expression: ast.Node): readonly Read[] {
    const known = this.known.get(expression);
    if (known !== undefined) return known;
    const found: Read[] = [];
    this.collect(expression, found, new Set());
    this.known.set(expression, found);
    return found;
  }

  private collect(expression: ast.Node, found: Read[], seen: Set<string>): void {
    ast.walk(expression, (node) => {
      const read = this.readAt(node);
      if (read !== undefined) found.push(read);
      if (node.typename !== 'Name' || seen.has(node.name)) return;
      seen.add(node.name);
      for (const source of this.bindings.get(node.name) ?? []) this.collect(source, found, seen);
    });
  }

  private readAt(node: ast.Node): Read | undefined {
    if (node.typename === 'Filter' && node.name === FILTER) {
      const file = textOf(node.args[0] ?? node.kwargs[0]?.value);
      return file === undefined ? undefined : { kind: FILTER, name: file, node };
    }
    if (node.typename === 'Call') return this.readOfGet(node);
    const key =
      node.typename === 'Getattr'
        ? node.attr
        : node.typename === 'Getitem'
          ? textOf(node.arg)
          : undefined;
    if (key === undefined || (node.typename !== 'Getattr' && node.typename !== 'Getitem'))
      return undefined;
    const kind = this.kindOf(node.node);
    if (kind === undefined || (node.typename === 'Getattr' && DICT_METHODS.has(key)))
      return undefined;
    return { kind, name: key, node };
  }

  /** `UserAttribute.get('x')`. */
  private readOfGet(node: ast.Call): Read | undefined {
    const callee = node.node;
    if (callee.typename !== 'Getattr' || callee.attr !== 'get') return undefined;
    const kind = this.kindOf(callee.node);
    const name = textOf(node.args[0]);
    return kind === undefined || name === undefined ? undefined : { kind, name, node };
  }

  /** Which of the account's variables an expression is; a variable set to one of them counts. */
  private kindOf(node: ast.Node): ReadKind | undefined {
    if (node.typename !== 'Name') return undefined;
    const bound = this.bindings.get(node.name);
    if (bound === undefined) return isVariable(node.name) ? node.name : undefined;
    const [only] = bound;
    if (bound.length !== 1 || only?.typename !== 'Name' || this.bindings.has(only.name))
      return undefined;
    return isVariable(only.name) ? only.name : undefined;
  }
}

function isVariable(name: string): name is ReadKind {
  return VARIABLES.has(name);
}

function textOf(node: ast.Node | undefined): string | undefined {
  return node?.typename === 'Const' && typeof node.value === 'string' ? node.value : undefined;
}

/** What the calls of a macro (or of `caller`) hand over for one of its parameters. */
function argumentsOf(root: ast.Root, macro: string, name: string, at: number): ast.Node[] {
  const found: ast.Node[] = [];
  ast.walk(root, (node) => {
    if (node.typename !== 'Call' || node.node.typename !== 'Name') return;
    if (node.node.name !== macro) return;
    const given = node.args[at] ?? node.kwargs.find(({ key }) => key === name)?.value;
    if (given !== undefined) found.push(given);
  });
  return found;
}

function bindingsOf(root: ast.Root): Map<string, ast.Node[]> {
  const bindings = new Map<string, ast.Node[]>();
  const bind = (target: ast.Node, ...sources: readonly ast.Node[]): void => {
    if (target.typename === 'Tuple') for (const item of target.items) bind(item, ...sources);
    if (target.typename !== 'Name' && target.typename !== 'NSRef') return;
    const known = bindings.get(target.name) ?? [];
    known.push(...sources);
    bindings.set(target.name, known);
  };
  ast.walk(root, (node) => {
    if (node.typename === 'Assign') bind(node.target, node.node);
    else if (node.typename === 'For') bind(node.target, node.iter);
    else if (node.typename === 'AssignBlock') bind(node.target, ...node.body);
    else if (node.typename === 'With')
      node.targets.forEach((target, at) => bind(target, ...node.values.slice(at, at + 1)));
    else if (node.typename === 'CallBlock' || node.typename === 'Macro') {
      const name = node.typename === 'Macro' ? node.name : 'caller';
      const required = node.args.length - node.defaults.length;
      node.args.forEach((arg, at) => {
        const otherwise = node.defaults[at - required];
        bind(arg, ...argumentsOf(root, name, arg.name, at), ...(otherwise ? [otherwise] : []));
      });
    }
  });
  return bindings;
}
