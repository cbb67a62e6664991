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

class Stop extends Error {}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['(', ')'],
  ['[', ']'],
]);

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
  private readonly raw: RegExp;
  private readonly endRaw: RegExp;
  private readonly float: RegExp;
  private readonly integer: RegExp;
  private readonly name: RegExp;
  private readonly asciiName: RegExp;

  constructor(source: string, options: LexOptions) {
    this.source = source;
    this.options = options;
    this.dialect = dialectOf(options.version);
    const mark = this.dialect.plusMarks ? '[-+]?' : options.lstripBlocks ? '(?:-|\\+)?' : '-?';
    const suffix = options.trimBlocks ? '\\n?' : '';
    const plus = this.dialect.plusMarks ? '\\+%\\}|' : '';
    this.raw = new RegExp(`\\{%(${mark})[${SPACE}]*raw[${SPACE}]*(?:-%\\}[${SPACE}]*|%\\})`, 'y');
    this.endRaw = new RegExp(
      `\\{%(${mark})[${SPACE}]*endraw[${SPACE}]*(?:${plus}-%\\}[${SPACE}]*|%\\}${suffix})`,
      'y',
    );
    const { nameStart } = this.dialect;
    this.asciiName = new RegExp(`${nameStart}${ASCII_NAME}`, 'y');
    this.float = new RegExp(this.dialect.float, 'yu');
    this.integer = new RegExp(this.dialect.integer, 'yu');
    this.name = new RegExp(this.dialect.name, 'yu');
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
    this.raw.lastIndex = start;
    const raw = type === '%' ? this.raw.exec(this.source) : null;
    const mark = raw === null ? this.markAt(start + 2, type) : (raw[1] ?? '');
    const linesInTag = this.readData(start, mark, type !== '{');
    const end = raw === null ? start + 2 + mark.length : this.raw.lastIndex;
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
      this.endRaw.lastIndex = start;
      found = this.endRaw.exec(this.source);
      if (found !== null) break;
    }
    if (found === null) {
      if (this.at >= this.source.length) return;
      this.stop('Missing end of raw directive');
    }
    const linesInTag = this.readData(start, found[1] ?? '', true);
    this.push('raw_end', this.endRaw.lastIndex);
    this.line += linesInTag;
    this.moveTo(this.endRaw.lastIndex);
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
    const nameEnd = this.match(this.asciiName);
    if (nameEnd >= 0) return this.take('name', nameEnd);
    const char = this.source.charAt(this.at);
    if (char === "'" || char === '"') return this.readStringToken(char);
    const floatEnd = this.match(this.float);
    if (floatEnd >= 0) return this.readNumber('float', floatEnd);
    const integerEnd = this.match(this.integer);
    if (integerEnd >= 0) return this.readNumber('integer', integerEnd);
    const anyNameEnd = this.match(this.name);
    if (anyNameEnd >= 0) return this.readName(anyNameEnd);
    return this.readOperator(brackets);
  }

  private match(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.test(this.source) ? pattern.lastIndex : -1;
  }

  private take(kind: TokenKind, end: number, value?: Token['value']): void {
    this.push(kind, end, value);
    this.moveTo(end);
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
    for (let at = this.at + 1; at < this.source.length; at += 1) {
      const char = this.source.charAt(at);
      if (char === quote) return at + 1;
      if (char === '\\') at += 1;
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
