import { spanOf } from '../../diagnostics/index.ts';
import { PyError, type PythonErrorType } from '../errors.ts';
import { reprOfString } from '../values/types.ts';
import { dialectOf, type Dialect } from './dialect.ts';
import { hintFor } from './hints.ts';
import { isSignificant, tokenise, type Lexed, type LexProblem } from './lexer.ts';
import type { Place } from './nodes.ts';
import type { SyntaxOptions } from './options.ts';
import { describeExpected, describeToken, testToken, type Token } from './tokens.ts';

/** Python's frames that its default limit leaves to the parser: where its recursion ends with a RecursionError. */
export const MAX_DEPTH = 988;

/** Jinja's TokenStream: the tokens one after another, one token of look-ahead, and the errors it raises. */
export class TokenReader {
  readonly source: string;
  readonly options: SyntaxOptions;
  readonly dialect: Dialect;
  /** The token that comes next. */
  current: Token;
  /** The end of the token before `current`. */
  lastEnd = 0;
  private readonly tokens: readonly Token[];
  private readonly problem: LexProblem | null;
  private index = 0;
  private depth = 0;

  constructor(source: string | Lexed, options: SyntaxOptions) {
    const lexed = typeof source === 'string' ? tokenise(source, options) : source;
    this.source = lexed.source;
    this.options = options;
    this.dialect = dialectOf(options.version);
    this.problem = lexed.problem;
    this.tokens = lexed.tokens.filter(isSignificant);
    this.current = this.tokenAt(0);
  }

  /** Goes one token ahead and returns the one it leaves; stays at the end of the template. */
  next(): Token {
    const token = this.current;
    if (token.kind !== 'eof') {
      this.index += 1;
      this.lastEnd = token.end;
      this.current = this.tokenAt(this.index);
    }
    return token;
  }

  /** The token behind `current`. */
  look(): Token {
    return this.current.kind === 'eof' ? this.current : this.tokenAt(this.index + 1);
  }

  /** Whether `current` is of a kind (`comma`) or is a certain name (`name:as`). */
  test(expression: string): boolean {
    return testToken(this.current, expression);
  }

  /** Whether `current` is one of these. */
  testAny(expressions: readonly string[]): boolean {
    return expressions.some((expression) => testToken(this.current, expression));
  }

  /** Steps over `current` if it is as described, and says whether it was. */
  skipIf(expression: string): boolean {
    if (!this.test(expression)) return false;
    this.next();
    return true;
  }

  /** Steps over `current`; raises TemplateSyntaxError where it is not as described. */
  expect(expression: string): Token {
    if (this.test(expression)) return this.next();
    const expected = reprOfString(describeExpected(expression));
    return this.fail(
      this.current.kind === 'eof'
        ? `unexpected end of template, expected ${expected}.`
        : `expected token ${expected}, got ${this.described()}`,
    );
  }

  /** `current` as messages quote it. */
  described(token: Token = this.current): string {
    return reprOfString(describeToken(token));
  }

  /** Raises a TemplateSyntaxError (or another type) at a place: its line, and the span and hint that people see. */
  fail(
    message: string,
    place: Place = this.current,
    type: PythonErrorType = 'TemplateSyntaxError',
    hint?: string,
  ): never {
    throw this.errorAt({ type, message, ...placeOf(place) }, hint);
  }

  /** Where a construct is that began with `first` and ends before `current`. */
  placeFrom(first: Place, lineno: number = first.lineno): Place {
    return { lineno, start: first.start, end: Math.max(this.lastEnd, first.start) };
  }

  /** Counts the frames that Python's recursive parser would use; raises RecursionError where its limit is. */
  enter(frames: number): void {
    this.depth += frames;
    if (this.depth > MAX_DEPTH)
      this.fail('maximum recursion depth exceeded', this.current, 'RecursionError');
  }

  leave(frames: number): void {
    this.depth -= frames;
  }

  private tokenAt(index: number): Token {
    const token = this.tokens[index];
    if (token !== undefined) return token;
    if (this.problem !== null) throw this.errorAt(this.problem);
    throw new Error('the parser went past the end of the template');
  }

  private errorAt(problem: LexProblem, hint?: string): PyError {
    const { type, message, lineno, start, end } = problem;
    const error = new PyError(type, message);
    if (type.startsWith('Template')) error.line = lineno;
    error.template = this.options.name ?? null;
    error.span = spanOf(this.source, start, end);
    error.offsets = [start, end];
    error.hint = hint ?? hintFor(this.source, problem);
    return error;
  }
}

function placeOf({ lineno, start, end }: Place): Place {
  return { lineno, start, end };
}
