import { isError, PyError, type PythonErrorType } from '../errors.ts';
import { python2Of } from '../values/python.ts';
import { reprOfString } from '../values/types.ts';
import { codePointOffset, countNewlines, isIdentifier, SPACE, stripEnd } from './characters.ts';
import { dialectOf, type Dialect } from './dialect.ts';
import { readFloat, readInteger, readString } from './literals.ts';
import { normalise } from './normalise.ts';
import type { SyntaxOptions } from './options.ts';
import { OPERATORS, type Token, type TokenKind } from './tokens.ts';

/** What stopped the lexer, and where. */
export type LexProblem = {
  readonly type: PythonErrorType;
  readonly message: string;
  readonly lineno: number;
  readonly start: number;
  readonly end: number;
};

/**
 * A template as tokens, comments and raw marks included, white space left out; the last is `eof` unless `problem` says what
 * stopped the lexer. Jinja's lexer works on demand, so a problem counts only once a reader gets there.
 */
export type Lexed = {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly problem: LexProblem | null;
};

/** What decides about tokens. */
export type LexOptions = Pick<
  SyntaxOptions,
  'version' | 'trimBlocks' | 'lstripBlocks' | 'keepTrailingNewline'
>;

/** Cuts a template into tokens as `jinja2.lexer` does. Takes time in proportion to the source; raises nothing. */
export function tokenise(source: string, options: LexOptions): Lexed {
  return new Lexer(normalise(source, options), options).run();
}

const ASCII_NAME = String.raw`[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_]|[^\0-\x7f])`;
const ASCII_INTEGER = String.raw`(?:0|[1-9][0-9]*)(?![.A-Za-z0-9_]|[^\0-\x7f])`;

class Stop extends Error {}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['(', ')'],
  ['[', ']'],
]);

const BACKSLASH = 0x5c;

type RawPatterns = { readonly begin: RegExp; readonly end: RegExp };

function rawPatterns(dialect: Dialect, { trimBlocks, lstripBlocks }: LexOptions): RawPatterns {
  const mark = dialect.plusMarks ? '[-+]?' : lstripBlocks ? '(?:-|\\+)?' : '-?';
  const suffix = trimBlocks ? '\\n?' : '';
  const plus = dialect.plusMarks ? '\\+%\\}|' : '';
  const begin = `\\{%(${mark})[${SPACE}]*raw[${SPACE}]*(?:-%\\}[${SPACE}]*|%\\})`;
  const end = `\\{%(${mark})[${SPACE}]*endraw[${SPACE}]*(?:${plus}-%\\}[${SPACE}]*|%\\}${suffix})`;
  return { begin: new RegExp(begin, 'y'), end: new RegExp(end, 'y') };
}

type OtherPatterns = { readonly float: RegExp; readonly integer: RegExp; readonly name: RegExp };

function otherPatterns({ float, integer, name }: Dialect): OtherPatterns {
  const [ofFloat, ofInteger, ofName] = [float, integer, name()].map((one) => new RegExp(one, 'yu'));
  return { float: ofFloat, integer: ofInteger, name: ofName } as OtherPatterns;
}

function execAt(pattern: RegExp | undefined, text: string, at: number): RegExpExecArray | null {
  if (pattern === undefined) return null;
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Whether a character of ASCII is in names or numbers. */
function isWord(char: string): boolean {
  return (
    (char >= 'a' && char <= 'z') ||
    (char >= 'A' && char <= 'Z') ||
    (char >= '0' && char <= '9') ||
    char === '_'
  );
}

class Lexer {
  private readonly source: string;
  private readonly options: LexOptions;
  private readonly dialect: Dialect;
  private readonly tokens: Token[] = [];
  private problem: LexProblem | null = null;
  private at = 0;
  private line = 1;
  private readonly opening = /\{[{%#]/g;
  private readonly space: RegExp = new RegExp(`[${SPACE}]*`, 'y');
  /** Undefined where nothing in the source can begin or end a raw block. */
  private readonly raw: RawPatterns | undefined;
  private readonly asciiName: RegExp;
  private readonly asciiInteger: RegExp = new RegExp(ASCII_INTEGER, 'y');
  private others: OtherPatterns | undefined;

  constructor(source: string, options: LexOptions) {
    this.source = source;
    this.options = options;
    this.dialect = dialectOf(options.version);
    this.raw = source.includes('raw') ? rawPatterns(this.dialect, options) : undefined;
    this.asciiName = new RegExp(`${this.dialect.nameStart}${ASCII_NAME}`, 'y');
  }

  run(): Lexed {
    try {
      while (this.at < this.source.length) this.readText();
      const lineno = this.tokens.findLast(isSignificant)?.lineno ?? 1;
      this.at = this.source.length;
      this.tokens.push({ kind: 'eof', value: '', lineno, start: this.at, end: this.at });
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    return { source: this.source, tokens: this.tokens, problem: this.problem };
  }

  private push(kind: TokenKind, end: number, value?: Token['value']): void {
    this.tokens.push({
      kind,
      value: value ?? this.source.slice(this.at, end),
      lineno: this.line,
      start: this.at,
      end,
    });
  }

  private stop(
    message: string,
    end: number = this.at + 1,
    type: PythonErrorType = 'TemplateSyntaxError',
  ): never {
    this.problem = { type, message, lineno: this.line, start: this.at, end };
    throw new Stop();
  }

  /** Steps to `end` and counts the lines. */
  private moveTo(end: number): void {
    this.line += countNewlines(this.source, this.at, end);
    this.at = end;
  }

  // ---- text, comments, raw ---------------------------------------------------------------------------------------------

  private readText(): void {
    this.opening.lastIndex = this.at;
    const found = this.opening.exec(this.source);
    if (found === null) {
      this.push('data', this.source.length);
      this.moveTo(this.source.length);
      return;
    }
    const start = found.index;
    const type = this.source.charAt(start + 1);
    const raw = type === '%' ? execAt(this.raw?.begin, this.source, start) : null;
    const mark = raw === null ? this.markAt(start + 2, type) : (raw[1] ?? '');
    const linesInTag = this.readData(start, mark, type !== '{');
    const end = start + (raw === null ? 2 + mark.length : raw[0].length);
    this.push(raw === null ? beginOf(type) : 'raw_begin', end);
    this.line += linesInTag;
    this.moveTo(end);
    if (raw !== null) this.readRaw();
    else if (type === '#') this.readComment();
    else this.readTag(type === '%');
  }

  /** The white-space mark at a place behind `{%`, `{{` or `{#`. */
  private markAt(at: number, type: string): string {
    const char = this.source.charAt(at);
    if (char === '-') return char;
    const plus = this.dialect.plusMarks || (this.options.lstripBlocks && type === '%');
    return char === '+' && plus ? char : '';
  }

  /**
   * The text up to `end`, without what the mark or `lstripBlocks` takes away; steps to `end`. Returns how many lines of
   * it count only after the tag's own token.
   */
  private readData(end: number, mark: string, strippable: boolean): number {
    const text = this.source.slice(this.at, end);
    const kept = this.strip(text, mark, strippable);
    if (kept !== '') this.push('data', this.at + kept.length, kept);
    const late = mark === '-' && this.dialect.spaceInTag ? countNewlines(text, kept.length) : 0;
    this.line += countNewlines(text) - late;
    this.at = end;
    return late;
  }

  private strip(text: string, mark: string, strippable: boolean): string {
    if (mark === '-') return stripEnd(text);
    if (mark === '+' || !strippable || !this.options.lstripBlocks) return text;
    const lineStart = text.lastIndexOf('\n') + 1;
    const startsLine = lineStart > 0 || this.at === 0 || this.source[this.at - 1] === '\n';
    return startsLine && this.dialect.indent.test(text.slice(lineStart))
      ? text.slice(0, lineStart)
      : text;
  }

  private readComment(): void {
    const close = this.source.indexOf('#}', this.at);
    if (close < 0) {
      if (this.at >= this.source.length) return;
      this.stop('Missing end of comment tag');
    }
    const before = close > this.at ? this.source.charAt(close - 1) : '';
    const mark = before === '-' || (before === '+' && this.dialect.plusMarks) ? before : '';
    const textEnd = close - mark.length;
    if (textEnd > this.at) this.push('comment', textEnd);
    this.moveTo(textEnd);
    const end = this.afterTag(close + 2, mark, true);
    this.push('comment_end', end);
    this.moveTo(end);
  }

  private readRaw(): void {
    let start = this.source.indexOf('{%', this.at);
    let found: RegExpExecArray | null = null;
    for (; start >= 0; start = this.source.indexOf('{%', start + 1)) {
      found = execAt(this.raw?.end, this.source, start);
      if (found !== null) break;
    }
    if (found === null) {
      if (this.at >= this.source.length) return;
      this.stop('Missing end of raw directive');
    }
    const linesInTag = this.readData(start, found[1] ?? '', true);
    const end = start + found[0].length;
    this.push('raw_end', end);
    this.line += linesInTag;
    this.moveTo(end);
  }

  /** Where text goes on after a tag's closing braces: white space or one newline may belong to the tag. */
  private afterTag(at: number, mark: string, trimmable: boolean): number {
    if (mark === '-') return this.skipSpace(at);
    const trim = mark === '' && trimmable && this.options.trimBlocks;
    return trim && this.source[at] === '\n' ? at + 1 : at;
  }

  private skipSpace(at: number): number {
    const code = this.source.charCodeAt(at);
    if (code > 0x20 && code < 0x7f) return at;
    this.space.lastIndex = at;
    this.space.exec(this.source);
    return this.space.lastIndex;
  }

  // ---- inside of tags --------------------------------------------------------------------------------------------------

  private readTag(isBlock: boolean): void {
    const brackets: string[] = [];
    const close = isBlock ? '%}' : '}}';
    while (this.at < this.source.length) {
      const end = brackets.length === 0 ? this.tagEnd(close, isBlock) : -1;
      if (end >= 0) {
        this.push(isBlock ? 'block_end' : 'variable_end', end);
        this.moveTo(end);
        return;
      }
      const next = this.skipSpace(this.at);
      if (next > this.at) this.moveTo(next);
      else this.readToken(brackets);
    }
  }

  private tagEnd(close: string, isBlock: boolean): number {
    if (this.source.startsWith(close, this.at)) return this.afterTag(this.at + 2, '', isBlock);
    if (!this.source.startsWith(close, this.at + 1)) return -1;
    const mark = this.source.charAt(this.at);
    if (mark === '-') return this.afterTag(this.at + 3, mark, isBlock);
    return mark === '+' && isBlock && this.dialect.plusMarks ? this.at + 3 : -1;
  }

  private readToken(brackets: string[]): void {
    const char = this.source.charAt(this.at);
    if (char === "'" || char === '"') return this.readStringToken(char);
    // No name or number begins with a mark of ASCII.
    if (char < '\x7f' && !isWord(char)) return this.readOperator(brackets);
    const nameEnd = this.match(this.asciiName);
    if (nameEnd >= 0) return this.take('name', nameEnd);
    const plainEnd = this.match(this.asciiInteger);
    if (plainEnd >= 0) return this.readNumber('integer', plainEnd);
    const { float, integer, name } = (this.others ??= otherPatterns(this.dialect));
    const floatEnd = this.match(float);
    if (floatEnd >= 0) return this.readNumber('float', floatEnd);
    const integerEnd = this.match(integer);
    if (integerEnd >= 0) return this.readNumber('integer', integerEnd);
    const anyNameEnd = this.match(name);
    if (anyNameEnd >= 0) return this.readName(anyNameEnd);
    return this.readOperator(brackets);
  }

  private match(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.test(this.source) ? pattern.lastIndex : -1;
  }

  /** Takes a token, of one line unless it is a string. */
  private take(kind: TokenKind, end: number, value?: Token['value']): void {
    this.push(kind, end, value);
    if (kind === 'string') this.moveTo(end);
    else this.at = end;
  }

  private readName(end: number): void {
    if (this.dialect.identifiers && !isIdentifier(this.source.slice(this.at, end)))
      this.stop('Invalid character in identifier', end);
    this.take('name', end);
  }

  private readNumber(kind: 'float' | 'integer', end: number): void {
    const text = this.source.slice(this.at, end);
    try {
      const value =
        kind === 'integer' ? readInteger(text) : readFloat(text, this.dialect.pythonNumbers);
      this.take(kind, end, value);
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      this.stop(error.message, end, isError(error, 'ValueError') ? 'ValueError' : 'SyntaxError');
    }
  }

  private readStringToken(quote: string): void {
    const end = this.stringEnd(quote);
    if (end < 0) return this.refuse();
    const read = readString(this.source.slice(this.at + 1, end - 1));
    if ('problem' in read) return this.stop(read.problem, end);
    return this.take('string', end, read.value);
  }

  private stringEnd(quote: string): number {
    const mark = quote.charCodeAt(0);
    for (let at = this.at + 1; at < this.source.length; at += 1) {
      const code = this.source.charCodeAt(at);
      if (code === mark) return at + 1;
      if (code === BACKSLASH) at += 1;
    }
    return -1;
  }

  private readOperator(brackets: string[]): void {
    const two = this.source.slice(this.at, this.at + 2);
    const text = OPERATORS.has(two) ? two : two.charAt(0);
    const kind = OPERATORS.get(text);
    if (kind === undefined) return this.refuse();
    const closing = CLOSING.get(text);
    if (closing !== undefined) brackets.push(closing);
    else if (text === '}' || text === ')' || text === ']') {
      const expected = brackets.pop();
      if (expected === undefined) this.stop(`unexpected '${text}'`);
      if (expected !== text) this.stop(`unexpected '${text}', expected '${expected}'`);
    }
    return this.take(kind, this.at + text.length);
  }

  private refuse(): never {
    const char = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    const place = codePointOffset(this.source, this.at);
    const shown = python2Of(this.options.version)?.textRepr(char) ?? reprOfString(char);
    return this.stop(`unexpected char ${shown} at ${place}`, this.at + char.length);
  }
}

function beginOf(type: string): TokenKind {
  if (type === '{') return 'variable_begin';
  return type === '%' ? 'block_begin' : 'comment_begin';
}

/** Whether the parser looks at a token: not at comments, nor at the marks of raw blocks. */
export function isSignificant(token: Token): boolean {
  return !IGNORED.has(token.kind);
}

const IGNORED: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'comment_begin',
  'comment',
  'comment_end',
  'raw_begin',
  'raw_end',
]);
