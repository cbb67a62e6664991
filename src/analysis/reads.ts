import { ast } from '../jinja/syntax/index.ts';
import {
  ACCOUNT_SOURCES,
  innerOf,
  type AccountSource,
  type AttributeVariable,
} from '../account/index.ts';

/** The variables whose keys are attributes. */
export type AttributeKind = AttributeVariable['name'];

/** What of the account a template reads. */
export type ReadKind = AccountSource['name'];

/** One place where a template reads something of the account by a name that is written out. */
export type Read = { readonly kind: ReadKind; readonly name: string; readonly node: ast.Node };

/** The filter among the sources of an account; the others are variables. */
export const AUX_DATA = 'getAuxData';

const VARIABLES: ReadonlySet<string> = new Set(
  ACCOUNT_SOURCES.map(({ name }) => name).filter((name) => name !== AUX_DATA),
);

/** Members of a dict that `UserAttribute.x` means instead of an attribute. */
export const DICT_METHODS: ReadonlySet<string> = new Set([
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
  /** The calls by name, which may be calls of a macro. */
  readonly calls: ReadonlyMap<string, readonly ast.Call[]>;
  private readonly known: Map<ast.Node | string, readonly Read[]> = new Map();
  private byName: Map<string, Read[]> | undefined;

  constructor(root: ast.Root) {
    this.calls = callsOf(root);
    this.bindings = bindingsOf(root, this.calls);
    const all: Read[] = [];
    this.visit(root, { read: (read) => void all.push(read) });
    this.all = all;
  }

  /** Every read of one name, in the order of the source. */
  named({ kind, name }: Pick<Read, 'kind' | 'name'>): readonly Read[] {
    if (this.byName === undefined) {
      this.byName = new Map();
      for (const read of this.all) {
        const key = `${read.kind} ${read.name}`;
        const known = this.byName.get(key);
        if (known === undefined) this.byName.set(key, [read]);
        else known.push(read);
      }
    }
    return this.byName.get(`${kind} ${name}`) ?? [];
  }

  /** What the value of an expression may come from, variables followed to where they are set; each read of a name once. */
  of(expression: ast.Node): readonly Read[] {
    return this.recall(expression, (found) =>
      this.visit(expression, {
        read: (read) => add(found, read),
        name: (name) => this.ofName(name).forEach((read) => add(found, read)),
      }),
    );
  }

  private ofName(name: string): readonly Read[] {
    return this.recall(name, (found) => this.follow(name, found));
  }

  /** Variables are followed by a list of what is left, not by recursion: a template may hand a value on thousands of times. */
  private follow(first: string, found: Map<string, Read>): void {
    const seen = new Set<string>();
    const left: (Read | string)[] = [first];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (typeof next !== 'string') {
        add(found, next);
        continue;
      }
      if (seen.has(next)) continue;
      seen.add(next);
      const inside = this.known.get(next) ?? this.mentionedIn(next);
      for (const one of inside.toReversed()) left.push(one);
    }
  }

  /** The reads and names in what a variable is set to. */
  private mentionedIn(variable: string): readonly (Read | string)[] {
    const inside: (Read | string)[] = [];
    const push = (one: Read | string): void => void inside.push(one);
    for (const source of this.bindings.get(variable) ?? [])
      this.visit(source, { read: push, name: push });
    return inside;
  }

  private recall(
    key: ast.Node | string,
    find: (found: Map<string, Read>) => void,
  ): readonly Read[] {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = new Map<string, Read>();
    find(found);
    const reads = [...found.values()];
    this.known.set(key, reads);
    return reads;
  }

  private visit(
    root: ast.Node,
    on: { readonly read: (read: Read) => void; readonly name?: (name: string) => void },
  ): void {
    const take = (node: ast.Node): void => {
      const read = this.at(node);
      if (read !== undefined) on.read(read);
    };
    const Name = ({ name }: ast.Name): void => on.name?.(name);
    ast.visit(root, { Filter: take, Call: take, Getattr: take, Getitem: take, Name });
  }

  /** The read that an expression itself is. */
  at(node: ast.Node): Read | undefined {
    switch (node.typename) {
      case 'Filter': {
        const file = node.name === AUX_DATA && textOf(node.args[0] ?? node.kwargs[0]?.value);
        return typeof file === 'string' ? { kind: AUX_DATA, name: file, node } : undefined;
      }
      case 'Call':
        return this.readOfGet(node);
      case 'Getattr':
        return DICT_METHODS.has(node.attr) ? undefined : this.readOf(node.node, node.attr, node);
      case 'Getitem':
        return this.readOf(node.node, textOf(node.arg), node);
      default:
        return undefined;
    }
  }

  /** `UserAttribute.get('x')`. */
  private readOfGet(node: ast.Call): Read | undefined {
    const callee = node.node;
    if (callee.typename !== 'Getattr' || callee.attr !== 'get') return undefined;
    return this.readOf(callee.node, textOf(node.args[0]), node);
  }

  private readOf(owner: ast.Node, name: string | undefined, node: ast.Node): Read | undefined {
    const kind = name === undefined ? undefined : this.kindOf(owner);
    return kind === undefined || name === undefined ? undefined : { kind, name, node };
  }

  /** Which of the account's variables an expression is, or the member of one that holds its values. */
  private kindOf(node: ast.Node): ReadKind | undefined {
    const whole = this.variableOf(node);
    if (whole !== undefined) return innerOf(whole) === undefined ? whole : undefined;
    const [owner, member] = memberOf(node) ?? [];
    const kind = owner === undefined ? undefined : this.variableOf(owner);
    return kind !== undefined && member !== undefined && innerOf(kind) === member
      ? kind
      : undefined;
  }

  /** The variable that a name is; a variable that the template sets to one counts. */
  private variableOf(node: ast.Node): ReadKind | undefined {
    if (node.typename !== 'Name') return undefined;
    const bound = this.bindings.get(node.name);
    if (bound === undefined) return isVariable(node.name) ? node.name : undefined;
    const [only] = bound;
    if (bound.length !== 1 || only?.typename !== 'Name' || this.bindings.has(only.name))
      return undefined;
    return isVariable(only.name) ? only.name : undefined;
  }
}

/** Owner and name of a member that is written out. */
function memberOf(node: ast.Node): readonly [ast.Node, string | undefined] | undefined {
  if (node.typename === 'Getattr') return [node.node, node.attr];
  return node.typename === 'Getitem' ? [node.node, textOf(node.arg)] : undefined;
}

function add(found: Map<string, Read>, read: Read): void {
  const key = `${read.kind} ${read.name}`;
  if (!found.has(key)) found.set(key, read);
}

function isVariable(name: string): name is ReadKind {
  return VARIABLES.has(name);
}

function textOf(node: ast.Node | undefined): string | undefined {
  return node?.typename === 'Const' && typeof node.value === 'string' ? node.value : undefined;
}

function callsOf(root: ast.Root): ReadonlyMap<string, readonly ast.Call[]> {
  const calls = new Map<string, ast.Call[]>();
  ast.visit(root, {
    Call(node) {
      if (node.node.typename !== 'Name') return;
      const known = calls.get(node.node.name);
      if (known === undefined) calls.set(node.node.name, [node]);
      else known.push(node);
    },
  });
  return calls;
}

function bindingsOf(root: ast.Root, calls: Reads['calls']): Reads['bindings'] {
  const bindings = new Map<string, ast.Node[]>();
  const bind = (target: ast.Node, ...sources: readonly ast.Node[]): void => {
    if (target.typename === 'Tuple') for (const item of target.items) bind(item, ...sources);
    if (target.typename !== 'Name' && target.typename !== 'NSRef') return;
    const known = bindings.get(target.name) ?? [];
    for (const source of sources) known.push(source);
    bindings.set(target.name, known);
  };
  /** A parameter of a macro, or of what `caller` calls, comes from what calls hand over, or from its default. */
  const bindParameters = (name: string, { args, defaults }: ast.Macro | ast.CallBlock): void =>
    args.forEach((arg, at) => {
      const given = (calls.get(name) ?? []).map(
        (call) => call.args[at] ?? call.kwargs.find(({ key }) => key === arg.name)?.value,
      );
      const otherwise = defaults[at - args.length + defaults.length];
      bind(arg, ...[...given, otherwise].filter((value) => value !== undefined));
    });
  ast.visit(root, {
    Assign: ({ target, node }) => bind(target, node),
    For: ({ target, iter }) => bind(target, iter),
    AssignBlock: ({ target, body }) => bind(target, ...body),
    With({ targets, values }) {
      targets.forEach((target, at) => bind(target, ...values.slice(at, at + 1)));
    },
    CallBlock: (node) => bindParameters('caller', node),
    Macro: (node) => bindParameters(node.name, node),
  });
  return bindings;
}
