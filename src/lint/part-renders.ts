import type { CompiledMessage, MessagePart, PlacedBranch } from '../emulator/index.ts';
import type { InAccount, Print, Rendered } from './harm.ts';
import type { Person } from './person.ts';
import type { Surroundings } from './surroundings.ts';
import type { Budget } from './budget.ts';
import { PIECE_END, Pieces, type Part } from './pieces.ts';
import type { ShapedRead } from '../analysis/index.ts';

/** What it costs to compile a piece: as much as so many reports of a render. */
const COMPILED = 400;

/** Renders a message piece by piece, where its template can be cut: another value of a read needs those pieces alone that it has a part in. */
export class PartRenders {
  readonly pieces: Pieces;
  private readonly surroundings: Surroundings;
  private readonly made: WeakMap<CompiledMessage, Map<Part, MessagePart>> = new WeakMap();

  private readonly budget: Budget;

  private constructor(pieces: Pieces, surroundings: Surroundings, budget: Budget) {
    this.pieces = pieces;
    this.surroundings = surroundings;
    this.budget = budget;
  }

  /** Undefined where the template is rendered as one. */
  static of(
    { analysis }: CompiledMessage,
    surroundings: Surroundings,
    budget: Budget,
  ): PartRenders | undefined {
    const pieces = Pieces.of(analysis);
    return pieces && new PartRenders(pieces, surroundings, budget);
  }

  /** What the part of a message does with a person; the text has a mark at the end of each piece but the last. */
  render({ message }: InAccount, part: Part, person: Person): Rendered {
    const recipient = this.surroundings.use(person);
    const prints: Print[] = [];
    const print = (node: Print['node'], text: string): void => void prints.push({ node, text });
    return { ...this.messagePart(message, part).observe(recipient, print), prints };
  }

  /** The branches that the part takes for a person. */
  taken(
    message: CompiledMessage,
    part: Part,
    person: Person,
    budget: Budget,
  ): readonly PlacedBranch[] {
    return this.messagePart(message, part, budget).taken(this.surroundings.use(person));
  }

  /** A known user of whom the whole message is rendered. */
  knownUser(account: InAccount, person: Person, complete: Rendered): KnownUser {
    return new KnownUser(this, { account, person, complete });
  }

  private messagePart(
    message: CompiledMessage,
    part: Part,
    budget: Budget = this.budget,
  ): MessagePart {
    let parts = this.made.get(message);
    if (parts === undefined) this.made.set(message, (parts = new Map()));
    let made = parts.get(part);
    if (made === undefined) {
      budget.spend(part.at.length * COMPILED);
      parts.set(part, (made = message.part(part.root)));
    }
    return made;
  }
}

type Known = { readonly account: InAccount; readonly person: Person; readonly complete: Rendered };

/** A part as it is for a known user. */
type KnownPart = { readonly part: Part; readonly complete: Rendered };

/** What a user is sent piece by piece, who differs from others in one value. */
export class KnownUser {
  private readonly renders: PartRenders;
  private readonly known: Known;
  private readonly parts: Map<Part, KnownPart | undefined> = new Map();
  private prints: readonly (readonly number[])[] | undefined;
  private texts: readonly string[] | undefined;

  constructor(renders: PartRenders, known: Known) {
    this.renders = renders;
    this.known = known;
  }

  /** The part to render for another value of a read, with what it is for this user; undefined where all has to be rendered. */
  partFor(read: Pick<ShapedRead, 'kind' | 'name'>): KnownPart | undefined {
    const part = this.renders.pieces.partFor(read);
    if (part === undefined) return undefined;
    if (this.parts.has(part)) return this.parts.get(part);
    const { account, person } = this.known;
    const complete = this.renders.render(account, part, person);
    const found = this.isOfWhole(part, complete) ? { part, complete } : undefined;
    this.parts.set(part, found);
    return found;
  }

  /** The whole text where a part of it is another one, which is given as rendered; undefined where the pieces do not make up the text. */
  wholeWith({ at }: Part, text: string): string | undefined {
    const texts = (this.texts ??= this.textsOfPieces());
    if (texts.length === 0) return undefined;
    const changed = [...texts];
    for (const [turn, one] of text.split(PIECE_END).entries()) changed[at[turn] ?? 0] = one;
    return changed.join('');
  }

  /** Whether a part by itself puts out what it puts out in the whole. */
  private isOfWhole({ at }: Part, alone: Rendered): boolean {
    this.prints ??= this.printsByPiece();
    const { prints } = this.known.complete;
    const own = at.flatMap((piece) => this.prints?.[piece] ?? []).toSorted((a, b) => a - b);
    return (
      alone.outcome.sent &&
      own.length === alone.prints.length &&
      alone.prints.every(({ node, text }, turn) => {
        const print = prints[own[turn] ?? -1];
        return print?.node === node && print.text === text;
      })
    );
  }

  private printsByPiece(): readonly (readonly number[])[] {
    const { pieces } = this.renders;
    const found: number[][] = pieces.list.map(() => []);
    for (const [at, { node }] of this.known.complete.prints.entries())
      found[pieces.pieceAt(node)]?.push(at);
    return found;
  }

  /** The text of each piece: that between tags, what is put out by itself, and of the others by a render of these; empty where they differ from the whole. */
  private textsOfPieces(): readonly string[] {
    const { complete, account, person } = this.known;
    const { pieces } = this.renders;
    this.prints ??= this.printsByPiece();
    const texts = pieces.list.map(({ data }) => data ?? '');
    const others: number[] = [];
    for (const [at, { node, data }] of pieces.list.entries()) {
      if (data !== undefined) continue;
      const [only, ...more] = this.prints[at] ?? [];
      const print = only === undefined || more.length > 0 ? undefined : complete.prints[only];
      if (node.typename === 'Output' && print?.node === node.nodes[0])
        texts[at] = print?.text ?? '';
      else others.push(at);
    }
    if (others.length > 0) {
      const part = pieces.partOf(others);
      const { outcome } = this.renders.render(account, part, person);
      for (const [turn, text] of outcome.text.split(PIECE_END).entries())
        texts[part.at[turn] ?? 0] = text;
    }
    return texts.join('') === complete.outcome.text ? texts : [];
  }
}
