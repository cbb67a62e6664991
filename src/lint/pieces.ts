import { ACCOUNT_SOURCES, otherNamesOf } from '../account/index.ts';
import type { Analysis, Read, ShapedRead } from '../analysis/index.ts';
import { lastAtMost } from '../diagnostics/index.ts';
import { ast } from '../jinja/index.ts';
import { keyOf } from './person.ts';

/** What parts the pieces of a rendered text: a character of no text. */
export const PIECE_END = '\uf8fd';

/** Fewer pieces with code are rendered as one: to compile a part costs as much as some hundred renders of it. */
const FEWEST = 64;

/** What makes one text of several, or is otherwise at each render. */
const UNCUT: ReadonlySet<ast.Kind> = new Set<ast.Kind>([
  'Block',
  'Break',
  'Continue',
  'Extends',
  'FromImport',
  'Import',
  'Include',
]);

const VARIABLES: ReadonlySet<string> = new Set([
  ...ACCOUNT_SOURCES.map(({ name }) => name as string),
  'Content',
]);

/** A statement at the top of a template, or one thing that is put out there. */
export type Piece = {
  readonly node: ast.Stmt;
  /** The text between tags that it is; absent where it has code. */
  readonly data?: string;
};

/** Pieces of a template that are rendered by themselves, as a tree in which each but the last is followed by a mark. */
export type Part = { readonly at: readonly number[]; readonly root: ast.Root };

/**
 * The pieces of a template, and which of them a value has a part in: those that read it, and those that share names with these, which
 * the template itself sets. The others give the same for each value of it.
 */
export class Pieces {
  readonly list: readonly Piece[];
  private readonly analysis: Analysis;
  /** How many pieces have code. */
  readonly size: number;
  /** The pieces of each read, by its key, and of what may read anything of the account. */
  private readonly readers: ReadonlyMap<string, readonly number[]>;
  private readonly any: readonly number[];
  /** The pieces that a piece shares names with, itself among them. */
  private readonly groups: readonly (readonly number[])[];
  private readonly parts: Map<string, Part> = new Map();
  private readonly known: Map<string, { readonly part: Part | undefined }> = new Map();

  private constructor(analysis: Analysis, list: readonly Piece[]) {
    this.analysis = analysis;
    this.list = list;
    this.size = list.filter(({ data }) => data === undefined).length;
    this.groups = groupsOf(list);
    const readers = new Map<string, number[]>();
    const owners = new Set<ast.Node>();
    for (const read of analysis.reads.all) {
      owners.add(ownerOf(read));
      const at = this.pieceAt(read.node);
      const known = readers.get(keyOf(read));
      if (known === undefined) readers.set(keyOf(read), [at]);
      else known.push(at);
    }
    this.readers = readers;
    this.any = list.flatMap(({ node }, at) => (mentionsAll(node, owners) ? at : []));
  }

  /** Undefined where a template is not cut: it has few pieces with code, is part of others, or changes the data that it is given. */
  static of(analysis: Analysis, fewest: number = FEWEST): Pieces | undefined {
    const { root, map, changesData } = analysis;
    if (changesData || map.text.includes(PIECE_END)) return undefined;
    const list = root.body.flatMap(piecesOf);
    if (list.filter(({ data }) => data === undefined).length < fewest) return undefined;
    return isUncut(root) ? undefined : new Pieces(analysis, list);
  }

  /** The piece that a node is in. */
  pieceAt({ start }: ast.Node): number {
    return lastAtMost(this.list, start, ({ node }) => node.start);
  }

  /** What has to be rendered for another value of a read; undefined where that is most of the template. */
  partFor(read: Pick<ShapedRead, 'kind' | 'name'>): Part | undefined {
    const key = keyOf(read);
    const known = this.known.get(key) ?? { part: this.findPart(read) };
    this.known.set(key, known);
    return known.part;
  }

  private findPart(read: Pick<ShapedRead, 'kind' | 'name'>): Part | undefined {
    const at = this.touchedBy(read);
    return at.size * 2 > this.size ? undefined : this.partOf([...at]);
  }

  /** The pieces that a value of a read has a part in. */
  touchedBy(read: Pick<ShapedRead, 'kind' | 'name'>): ReadonlySet<number> {
    const names = [read.name, ...otherNamesOf(read.name)];
    const own = names.flatMap((name) => this.readers.get(keyOf({ ...read, name })) ?? []);
    return new Set([...own, ...this.any].flatMap((one) => this.groups[one] ?? one));
  }

  /** What a piece is: the text that it puts out by itself, or what is written from where it begins, with its body, to the next one. */
  textAt(at: number): string {
    const [{ node, data } = {}, next] = [this.list[at], this.list[at + 1]];
    return data ?? `{${this.analysis.map.text.slice(node?.start, next?.node.start)}`;
  }

  /** Some pieces as a tree; the same tree for the same pieces. */
  partOf(indexes: readonly number[]): Part {
    const at = indexes.toSorted((a, b) => a - b);
    const key = at.join(' ');
    const known = this.parts.get(key);
    if (known !== undefined) return known;
    const body = at.flatMap((index, turn) => {
      const { node } = this.list[index] ?? {};
      if (node === undefined) return [];
      return turn === 0 ? [node] : [endBefore(node), node];
    });
    const made = { at, root: { ...this.analysis.root, body } };
    this.parts.set(key, made);
    return made;
  }
}

function piecesOf(node: ast.Stmt): readonly Piece[] {
  if (node.typename !== 'Output') return [{ node }];
  return node.nodes.map((one) => ({
    node: ast.make('Output', one, { nodes: [one] }),
    ...(one.typename === 'TemplateData' && { data: one.data }),
  }));
}

function endBefore({ lineno, start }: ast.Node): ast.Output {
  const place = { lineno, start, end: start };
  const text = ast.make('TemplateData', place, { data: PIECE_END });
  return ast.make('Output', place, { nodes: [text] });
}

function isUncut(root: ast.Root): boolean {
  let isFound = false;
  ast.walk(root, (node) => {
    if (UNCUT.has(node.typename)) isFound = true;
    if (node.typename === 'Filter' && node.name === 'random') isFound = true;
    if (node.typename === 'Name' && node.name === 'lipsum') isFound = true;
    return !isFound;
  });
  return isFound;
}

/** Which pieces share names that the template sets, for each piece. */
function groupsOf(list: readonly Piece[]): readonly (readonly number[])[] {
  const names = list.map(({ node, data }) => (data === undefined ? namesIn(node) : NONE));
  const set = new Set(names.flatMap((one) => [...one.set]));
  const leaders = list.map((_, at) => at);
  const leaderOf = (at: number): number => {
    let leader = at;
    while (leaders[leader] !== leader) leader = leaders[leader] ?? leader;
    leaders[at] = leader;
    return leader;
  };
  const first = new Map<string, number>();
  for (const [at, { all }] of names.entries())
    for (const name of all) {
      if (!set.has(name)) continue;
      const known = first.get(name);
      if (known === undefined) first.set(name, at);
      else leaders[leaderOf(at)] = leaderOf(known);
    }
  const groups = new Map<number, number[]>();
  for (const at of list.keys()) {
    const leader = leaderOf(at);
    const known = groups.get(leader);
    if (known === undefined) groups.set(leader, [at]);
    else known.push(at);
  }
  return list.map((_, at) => groups.get(leaderOf(at)) ?? [at]);
}

type Names = { readonly all: ReadonlySet<string>; readonly set: ReadonlySet<string> };

const NONE: Names = { all: new Set(), set: new Set() };

/** The names that a piece mentions, and those of them that it sets. */
function namesIn(piece: ast.Node): Names {
  const [all, set] = [new Set<string>(), new Set<string>()];
  const add = (name: string, isSet: boolean): void => {
    all.add(name);
    if (isSet) set.add(name);
  };
  ast.visit(piece, {
    Name: ({ name, ctx }) => add(name, ctx !== 'load'),
    NSRef: ({ name }) => add(name, true),
    Macro: ({ name }) => add(name, true),
  });
  return { all, set };
}

/** The variable of the account whose member a read is. */
function ownerOf({ node }: Read): ast.Node {
  let at: ast.Node = node;
  while (
    at.typename === 'Getattr' ||
    at.typename === 'Getitem' ||
    (at.typename === 'Call' && at === node)
  )
    at = at.node;
  return at;
}

/** Whether a piece has a variable of the account as a whole, all of whose values it may read. */
function mentionsAll(piece: ast.Node, owners: ReadonlySet<ast.Node>): boolean {
  let isThere = false;
  ast.visit(piece, {
    Name(node) {
      if (VARIABLES.has(node.name) && !owners.has(node)) isThere = true;
    },
  });
  return isThere;
}
