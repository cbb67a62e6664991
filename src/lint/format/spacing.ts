import type { Token, TokenKind } from '../../jinja/index.ts';

const OPENING: ReadonlySet<TokenKind> = new Set<TokenKind>(['lparen', 'lbracket', 'lbrace']);
const SIGNS: ReadonlySet<TokenKind> = new Set<TokenKind>(['add', 'mul', 'pow', 'sub']);
const CLOSING: ReadonlySet<TokenKind> = new Set<TokenKind>(['rparen', 'rbracket', 'rbrace']);

/** Words after which an operand comes, so that a sign after them is no operator and a bracket no call. */
const WORDS: ReadonlySet<unknown> = new Set(
  'and or not in is if else elif for set do print with filter include import from extends recursive as'.split(
    ' ',
  ),
);

/** Reads the tokens of one tag, each with the white space that belongs in front of it. */
export class Spacing {
  private readonly open: TokenKind[] = [];
  private before: Token | undefined;
  private isSigned = false;
  /** Whether the last token is a name after a dot or pipe, which is no word of the language. */
  private isMember = false;

  /** The white space in front of the next token of a tag; undefined for the first one, and where it may be either. */
  next(token: Token): '' | ' ' | undefined {
    const { before, isSigned } = this;
    if (CLOSING.has(token.kind)) this.open.pop();
    const wanted = before === undefined ? undefined : this.between(before, token, isSigned);
    // A sign, or the star of arguments, belongs to what comes after it.
    this.isSigned = SIGNS.has(token.kind) && (before === undefined || !this.endsOperand(before));
    this.isMember = before?.kind === 'dot' || before?.kind === 'pipe';
    if (OPENING.has(token.kind)) this.open.push(token.kind);
    this.before = token;
    return wanted;
  }

  private between(before: Token, token: Token, isSigned: boolean): '' | ' ' | undefined {
    if (isSigned || OPENING.has(before.kind) || CLOSING.has(token.kind)) return '';
    switch (token.kind) {
      case 'comma':
      case 'semicolon':
      case 'pipe':
      case 'dot':
      case 'colon':
        return '';
      case 'assign':
        return this.open.length > 0 ? '' : ' ';
      case 'lparen':
      case 'lbracket':
        return this.beforeBracket(before);
      default:
        return this.after(before);
    }
  }

  private after(before: Token): '' | ' ' {
    switch (before.kind) {
      case 'pipe':
      case 'dot':
        return '';
      case 'colon':
        return this.open.at(-1) === 'lbrace' ? ' ' : '';
      case 'assign':
        return this.open.length > 0 ? '' : ' ';
      default:
        return ' ';
    }
  }

  /** A call or look-up follows its operand at once; `call(user)` of a call block is left as it is. */
  private beforeBracket(before: Token): '' | ' ' | undefined {
    if (before.value === 'call') return undefined;
    const follows = this.endsOperand(before);
    return follows ? '' : this.after(before);
  }

  /** Whether an operand may end with the last token. */
  private endsOperand({ kind, value }: Token): boolean {
    if (kind === 'name') return this.isMember || !WORDS.has(value);
    return CLOSING.has(kind) || kind === 'string' || kind === 'integer' || kind === 'float';
  }
}
