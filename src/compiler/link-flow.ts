import type { Analysis } from '../analysis/index.ts';
import { isSameName } from '../diagnostics/index.ts';
import { ast } from '../jinja/syntax/index.ts';
import { gluedBefore, partOfAddress } from '../passkit/index.ts';

/** The variable in which a snippet leaves the link. */
const LINK = 'longURL';

/** Filters that leave a link as it is. */
const KEEPING: ReadonlySet<string> = new Set(
  'trim safe string e escape forceescape default d'.split(' '),
);

/** What is wrong where a template prints the link: it touches a text (`near`), is there twice, or is not built yet. */
export type LinkProblem = { readonly node: ast.Node } & (
  | { readonly kind: 'glued'; readonly near: string }
  | { readonly kind: 'twice' | 'early' }
);

/** What is printed last on a way through the template: a link, a text that no link may follow, or something else. */
type End = ast.Node | { readonly text: string } | undefined;

type State = {
  readonly ends: ReadonlySet<End>;
  /** Whether every way has printed the link before, and whether one has built it. */
  readonly isPrinted: boolean;
  readonly isBuilt: boolean;
};

/** Whether a template prints the link itself or hands it on; a condition alone does neither. */
export function usesLink(node: ast.Node): boolean {
  if (node.typename === 'Name') return node.name === LINK && node.ctx === 'load';
  const test = node.typename === 'If' || node.typename === 'CondExpr' ? node.test : undefined;
  return ast.children(node).some((child) => child !== test && usesLink(child));
}

/** Whether a template reads a name that it does not set and that was meant to be that of the link, such as `longUrl`. */
export function misspellsLink(root: ast.Node): boolean {
  const near = namesNearLink(root);
  return near.some(
    ({ name, ctx }) =>
      ctx === 'load' && !near.some((one) => one.name === name && one.ctx !== 'load'),
  );
}

function namesNearLink(node: ast.Node): readonly ast.Name[] {
  if (node.typename === 'Name')
    return node.name !== LINK && isSameName(node.name, LINK) ? [node] : [];
  return ast.children(node).flatMap(namesNearLink);
}

/**
 * Follows what a template prints along its branches. `isMarker` tells from its offsets the statement that has the place of the
 * snippet, which prints the link where `markerPrints`.
 */
export class LinkFlow {
  readonly problems: LinkProblem[] = [];
  readonly #analysis: Analysis;
  readonly #isMarker: (start: number, end: number) => boolean;
  readonly #markerPrints: boolean;
  #state: State = { ends: new Set([undefined]), isPrinted: false, isBuilt: false };

  constructor(
    analysis: Analysis,
    isMarker: (start: number, end: number) => boolean,
    markerPrints: boolean,
  ) {
    this.#analysis = analysis;
    this.#isMarker = isMarker;
    this.#markerPrints = markerPrints;
    this.#body(analysis.root.body);
  }

  #body(statements: readonly ast.Stmt[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(node: ast.Stmt): void {
    switch (node.typename) {
      case 'Output':
        for (const one of node.nodes) this.#print(one);
        break;
      case 'Assign':
        if (node.target.typename !== 'Name' || node.target.name !== LINK) break;
        this.#state = { ...this.#state, isBuilt: true };
        if (this.#markerPrints && this.#isMarker(node.start, node.end)) this.#link(node);
        break;
      case 'If': {
        const bodies = [node.body, ...node.elif_.map(({ body }) => body), node.else_];
        this.#branches(bodies.map((body) => () => this.#body(body)));
        break;
      }
      case 'For':
        this.#branches([() => this.#body(node.body), () => this.#body(node.else_)]);
        break;
      case 'Macro':
      case 'AssignBlock':
      case 'CallBlock':
      case 'FilterBlock':
        this.#apart(node);
        break;
      case 'With':
      case 'Block':
      case 'Autoescape':
        this.#body(node.body);
        break;
      default:
        break;
    }
  }

  /** What a macro, block set or filter makes of its text is printed elsewhere, or otherwise. */
  #apart(node: ast.Macro | ast.AssignBlock | ast.CallBlock | ast.FilterBlock): void {
    const before = this.#state;
    const isLink =
      node.typename === 'AssignBlock' && 'name' in node.target && node.target.name === LINK;
    this.#state = { ends: new Set([undefined]), isPrinted: false, isBuilt: true };
    this.#body(node.body);
    this.#state = { ...before, isBuilt: before.isBuilt || isLink };
    if (node.typename === 'CallBlock' || node.typename === 'FilterBlock') this.#end(undefined);
  }

  /** One of several ways is taken. Which it is may depend on what came before, so that only what is certain goes into them. */
  #branches(ways: readonly (() => void)[]): void {
    const before = this.#state;
    const isCertain = before.ends.size === 1;
    const entry: State = isCertain ? before : { ...before, ends: new Set([undefined]) };
    const after = ways.map((way): State => {
      this.#state = entry;
      way();
      const isSame = this.#state.ends === entry.ends;
      return isSame ? { ...this.#state, ends: before.ends } : this.#state;
    });
    this.#state = {
      ends: new Set(after.flatMap(({ ends }) => [...ends])),
      isPrinted: after.every(({ isPrinted }) => isPrinted),
      isBuilt: after.some(({ isBuilt }) => isBuilt),
    };
  }

  #print(node: ast.Expr): void {
    if (node.typename === 'TemplateData') this.#text(node.data);
    else if (node.typename === 'Const') this.#const(node);
    else if (node.typename === 'Concat') for (const one of node.nodes) this.#print(one);
    else if (node.typename === 'Add' && this.#mentions(node)) {
      this.#print(node.left);
      this.#print(node.right);
    } else if (node.typename === 'CondExpr')
      this.#branches([node.expr1, node.expr2].map((one) => () => one && this.#print(one)));
    else if (this.#isLink(node)) this.#link(node);
    else this.#end(undefined);
  }

  #const({ value }: ast.Const): void {
    if (typeof value === 'string') this.#text(value);
    else this.#end(undefined);
  }

  #mentions(node: ast.Node): boolean {
    return ast.children(node).some((one) => this.#isLink(one) || this.#mentions(one));
  }

  /** Whether an expression is the link: by its name, by a variable that is set to it alone, or through a filter that keeps it. */
  #isLink(node: ast.Node): boolean {
    if (node.typename === 'Filter')
      return KEEPING.has(node.name) && node.node !== null && this.#isLink(node.node);
    if (node.typename !== 'Name') return false;
    if (node.name === LINK) return true;
    const sources = this.#analysis.reads.bindings.get(node.name) ?? [];
    const [only] = sources;
    return sources.length === 1 && only?.typename === 'Name' && only.name === LINK;
  }

  #text(text: string): void {
    if (text === '') return;
    const after = partOfAddress(text);
    for (const end of this.#state.ends)
      if (after !== '' && end !== undefined && 'typename' in end)
        this.problems.push({ kind: 'glued', node: end, near: after });
    const before = gluedBefore(text);
    this.#end(before === '' ? undefined : { text: before });
  }

  #link(node: ast.Node): void {
    const { ends, isPrinted, isBuilt } = this.#state;
    if (!isBuilt) this.problems.push({ kind: 'early', node });
    for (const end of ends)
      if (end !== undefined)
        this.problems.push({ kind: 'glued', node, near: 'text' in end ? end.text : 'https:' });
    if (isPrinted) this.problems.push({ kind: 'twice', node });
    this.#state = { ends: new Set([node]), isPrinted: true, isBuilt };
  }

  #end(end: End): void {
    this.#state = { ...this.#state, ends: new Set([end]) };
  }
}
