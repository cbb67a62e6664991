import { ast, type Token } from '../jinja/syntax/index.ts';
import { str } from '../jinja/values/index.ts';
import { closest } from '../diagnostics/index.ts';
import { NAMES } from '../account/index.ts';
import { Reads } from './reads.ts';
import { isAlgorithm, isPlainWord, mayBeSecret, namesSecret, takesSecret } from './secret-names.ts';

/**
 * A text that may be a secret, where it is written, and whether it is only one of several that the template may sign with. A word
 * without quotes is hidden in its own place alone: everywhere it would be missed in messages.
 */
export type FoundSecret = {
  readonly text: string;
  readonly at?: readonly [start: number, end: number];
  readonly unsure?: boolean;
  readonly isWord?: boolean;
};

/** So many texts an expression may be are told apart. */
const MOST = 64;

/** Names that Jinja binds itself inside macros and loops. */
const BOUND: ReadonlySet<string> = new Set(['varargs', 'kwargs', 'caller', 'loop', 'self']);

/**
 * What a template that parses signs with: the arguments of each call that takes a secret, in every form, followed through
 * variables, macros, loops and literals put together. Whatever is a text in them is found, and what the whole of them is.
 */
export function secretArguments(
  root: ast.Root,
  { source, tokens }: { readonly source: string; readonly tokens: readonly Token[] },
): readonly FoundSecret[] {
  const reader = new ArgumentReader(root, source);
  ast.walk(root, (node) => {
    for (const argument of reader.argumentsOf(node)) reader.read(argument);
  });
  const strings = tokens.filter(({ kind }) => kind === 'string');
  return reader.found.flatMap((one) => [one, ...asWritten(one, strings, source)]);
}

/** Each literal as its quotes hold it, escapes unread: so it is in lines that are drawn. */
function asWritten(
  { at, unsure = false }: FoundSecret,
  strings: readonly Token[],
  source: string,
): readonly FoundSecret[] {
  if (at === undefined) return [];
  return strings
    .filter(({ start, end }) => at[0] <= start && end <= at[1])
    .map(({ start, end }) => ({
      text: source.slice(start + 1, end - 1),
      at: [start + 1, end - 1],
      unsure,
    }));
}

class ArgumentReader {
  readonly found: FoundSecret[] = [];
  readonly #source: string;
  readonly #bindings: ReadonlyMap<string, readonly ast.Node[]>;
  /** What an attribute of a namespace is set to -> that attribute. */
  readonly #attributes: Map<ast.Node, string> = new Map();
  readonly #calls: ast.Call[] = [];
  readonly #bodies: ast.Node[] = [];
  readonly #macros: Map<string, readonly ast.Node[]> = new Map();
  /** The texts of each variable, as it was asked for before; those of one that leads back to itself are none. */
  readonly #known: Map<string, readonly string[]> = new Map();
  #isUnsure = false;

  constructor(root: ast.Root, source: string) {
    this.#source = source;
    this.#bindings = new Reads(root).bindings;
    ast.walk(root, (node) => {
      if (node.typename === 'Assign' && node.target.typename === 'NSRef')
        this.#attributes.set(node.node, node.target.attr);
      if (node.typename === 'Call') this.#calls.push(node);
      if (node.typename === 'CallBlock') this.#bodies.push(...node.body);
      if (node.typename === 'Macro') this.#macros.set(node.name, node.body);
    });
  }

  /** The expressions that a node hands over as a secret. */
  argumentsOf(node: ast.Node): readonly ast.Expr[] {
    if (node.typename !== 'Filter' && node.typename !== 'Call') return [];
    const all = allArguments(node);
    if (node.typename === 'Filter' && takesSecret(node.name)) return all;
    if (node.typename === 'Call') {
      const { node: callee } = node;
      if (callee.typename === 'Getattr' && takesSecret(callee.attr)) return all;
      if (callee.typename === 'Name' && takesSecret(callee.name))
        return node.args.length > 1 ? all.slice(1) : all;
    }
    // map('convertToSHA256', …) and whatever else is told the filter's name.
    const name = node.args.find((one) => this.#quietly(one).some(takesSecret));
    return name === undefined ? [] : all.filter((one) => one !== name);
  }

  /** Notes every text that an argument may be, or be made of. */
  read(argument: ast.Expr): void {
    this.#isUnsure = false;
    this.#textsOf(argument);
    if (!this.#isUnquoted(argument)) return;
    const { start, end } = argument;
    const text = this.#source.slice(start, end);
    this.found.push({ text, at: [start, end], unsure: true, isWord: isPlainWord(text) });
  }

  #note(text: string, node?: ast.Node): void {
    if (isAlgorithm(text) || !mayBeSecret(text)) return;
    const at = node && { at: [node.start, node.end] as const };
    this.found.push({ text, ...at, unsure: this.#isUnsure });
  }

  /** The texts of an expression, of which nothing is noted. */
  #quietly(node: ast.Expr): readonly string[] {
    if (node.typename === 'Const') return [textOf(node)];
    if (node.typename !== 'Name') return [];
    const [only] = this.#bindings.get(node.name) ?? [];
    return only?.typename === 'Const' ? [textOf(only)] : [];
  }

  /** The texts that an expression may be; each literal in it is noted. */
  #textsOf(node: ast.Node): readonly string[] {
    switch (node.typename) {
      case 'Const': {
        if (node.value === null || typeof node.value === 'boolean') return [];
        const text = textOf(node);
        this.#note(text, node);
        return [text];
      }
      case 'TemplateData':
        this.#note(node.data, node);
        return [node.data];
      case 'Output':
      case 'Concat':
        return this.#joined(node.nodes);
      case 'Add':
        return this.#joined([node.left, node.right]);
      case 'Name':
        return this.#ofName(node);
      case 'Getattr':
        return this.#ofMember(node.node, node.attr);
      case 'Getitem':
        return this.#ofMember(node.node, node.arg.typename === 'Const' ? textOf(node.arg) : '');
      case 'CondExpr':
        return this.#any([node.expr1, ...(node.expr2 === null ? [] : [node.expr2])]);
      case 'Dict':
        return this.#any(node.items.map(({ value }) => value));
      case 'Filter':
        return this.#any([...(node.node === null ? [] : [node.node]), ...allArguments(node)]);
      case 'Call':
        return this.#ofCall(node);
      case 'Compare':
      case 'Test':
      case 'Not':
        return [];
      default:
        return this.#any(ast.children(node));
    }
  }

  /** One of several. */
  #any(nodes: readonly ast.Node[]): readonly string[] {
    if (nodes.length > 1) this.#isUnsure = true;
    return nodes.flatMap((one) => this.#textsOf(one)).slice(0, MOST);
  }

  /** One after the other. */
  #joined(nodes: readonly ast.Node[]): readonly string[] {
    const before = this.#isUnsure;
    // A part of a secret is hidden, and proves nothing.
    this.#isUnsure = before || nodes.length > 1;
    const parts = nodes.map((one) => this.#textsOf(one));
    const hasChoice = parts.some((texts) => texts.length !== 1);
    this.#isUnsure = before || hasChoice;
    const texts = parts.reduce<readonly string[]>(
      (whole, part) =>
        whole
          .flatMap((left) => part.map((right) => left + right))
          .filter(mayBeSecret)
          .slice(0, MOST),
      [''],
    );
    for (const text of texts) this.#note(text);
    return texts;
  }

  /** What a macro prints, or what a method or function is given. */
  #ofCall(node: ast.Call): readonly string[] {
    const given = this.#any([...(isMethod(node) ? [node.node.node] : []), ...allArguments(node)]);
    const name = node.node.typename === 'Name' ? node.node.name : '';
    const body = this.#macros.get(name);
    return body === undefined ? given : this.#once(`${name}()`, () => this.#joined(body));
  }

  #ofName(node: ast.Name): readonly string[] {
    return this.#once(node.name, () => this.#ofVariable(node));
  }

  #once(name: string, find: () => readonly string[]): readonly string[] {
    const key = `${name} ${this.#isUnsure}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []);
    const texts = find();
    this.#known.set(key, texts);
    return texts;
  }

  #ofVariable({ name, start, end }: ast.Name): readonly string[] {
    if (name === 'caller') return this.#any(this.#bodies);
    if (BOUND.has(name)) return this.#any(this.#calls.flatMap(allArguments));
    const bound = this.#bindings.get(name) ?? this.#bindings.get(this.#meant(name) ?? '');
    if (bound !== undefined) return this.#any(bound);
    if (!NAMES.has(name) && !namesSecret(name))
      this.found.push({
        text: name,
        at: [start, end],
        unsure: true,
        isWord: isPlainWord(name),
      });
    return [];
  }

  #meant(name: string): string | undefined {
    return closest(name, this.#bindings.keys());
  }

  /** `c.secret` and `c['secret']`: of a dict or namespace that the template makes, that member alone where it is there. */
  #ofMember(of: ast.Node, key: string): readonly string[] {
    if (of.typename === 'Name' && NAMES.has(of.name) && !this.#bindings.has(of.name)) return [];
    const bound = of.typename === 'Name' ? this.#bindings.get(of.name) : [of];
    const members = (bound ?? []).flatMap((node) => this.#members(node, key));
    return members.length > 0 ? this.#any(members) : this.#textsOf(of);
  }

  #members(node: ast.Node, key: string): readonly ast.Node[] {
    if (this.#attributes.get(node) === key) return [node];
    if (node.typename === 'Call')
      return node.kwargs.filter((one) => one.key === key).map(({ value }) => value);
    if (node.typename !== 'Dict') return [];
    return node.items
      .filter((pair) => pair.key.typename === 'Const' && textOf(pair.key) === key)
      .map(({ value }) => value);
  }

  /** Whether nothing but unknown names and numbers is in an expression: a secret without its quotes. */
  #isUnquoted(node: ast.Expr): boolean {
    let isIt = true;
    ast.walk(node, (inner) => {
      if (inner.typename === 'Const') isIt &&= typeof inner.value !== 'string';
      if (inner.typename === 'Filter') isIt = false;
      if (inner.typename === 'Name')
        isIt &&=
          !this.#bindings.has(inner.name) && !NAMES.has(inner.name) && !BOUND.has(inner.name);
    });
    return isIt && !(node.typename === 'Name' && namesSecret(node.name));
  }
}

function allArguments({ args, kwargs, dyn_args, dyn_kwargs }: ast.Filter | ast.Call): ast.Expr[] {
  const spread = [dyn_args, dyn_kwargs].filter((one) => one !== null);
  return [...args, ...kwargs.map(({ value }) => value), ...spread];
}

function isMethod(node: ast.Call): node is ast.Call & { readonly node: ast.Getattr } {
  return node.node.typename === 'Getattr';
}

function textOf({ value }: ast.Const): string {
  return str(value);
}
