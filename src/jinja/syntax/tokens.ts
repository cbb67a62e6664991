import type { PyFloat } from '../values/types.ts';

/** The operators by their text, longest first where one begins another. The names are Jinja's. */
export const OPERATORS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['//', 'floordiv'],
  ['**', 'pow'],
  ['==', 'eq'],
  ['!=', 'ne'],
  ['>=', 'gteq'],
  ['<=', 'lteq'],
  ['+', 'add'],
  ['-', 'sub'],
  ['/', 'div'],
  ['*', 'mul'],
  ['%', 'mod'],
  ['~', 'tilde'],
  ['[', 'lbracket'],
  [']', 'rbracket'],
  ['(', 'lparen'],
  [')', 'rparen'],
  ['{', 'lbrace'],
  ['}', 'rbrace'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['=', 'assign'],
  ['.', 'dot'],
  [':', 'colon'],
  ['|', 'pipe'],
  [',', 'comma'],
  [';', 'semicolon'],
]);

/** Jinja's token types (`jinja2.lexer`), without white space and line statements. */
export type TokenKind =
  | 'add'
  | 'assign'
  | 'colon'
  | 'comma'
  | 'div'
  | 'dot'
  | 'eq'
  | 'floordiv'
  | 'gt'
  | 'gteq'
  | 'lbrace'
  | 'lbracket'
  | 'lparen'
  | 'lt'
  | 'lteq'
  | 'mod'
  | 'mul'
  | 'ne'
  | 'pipe'
  | 'pow'
  | 'rbrace'
  | 'rbracket'
  | 'rparen'
  | 'semicolon'
  | 'sub'
  | 'tilde'
  | 'float'
  | 'integer'
  | 'name'
  | 'string'
  | 'block_begin'
  | 'block_end'
  | 'variable_begin'
  | 'variable_end'
  | 'raw_begin'
  | 'raw_end'
  | 'comment_begin'
  | 'comment'
  | 'comment_end'
  | 'data'
  | 'eof';

/**
 * One token. `value` is the decoded string, the number, the name, or the text as written. `lineno` is Jinja's line (from
 * 1); `start` and `end` are UTF-16 offsets into the normalised source.
 */
export type Token = {
  readonly kind: TokenKind;
  readonly value: string | number | bigint | PyFloat;
  readonly lineno: number;
  readonly start: number;
  readonly end: number;
};

const DESCRIPTIONS: ReadonlyMap<string, string> = new Map([
  ...[...OPERATORS].map(([text, kind]): [string, string] => [kind, text]),
  ['comment_begin', 'begin of comment'],
  ['comment_end', 'end of comment'],
  ['comment', 'comment'],
  ['block_begin', 'begin of statement block'],
  ['block_end', 'end of statement block'],
  ['variable_begin', 'begin of print statement'],
  ['variable_end', 'end of print statement'],
  ['data', 'template data / text'],
  ['eof', 'end of template'],
]);

/** The value of a name, string or piece of text; empty for a number. */
export function textOf(token: Token): string {
  return typeof token.value === 'string' ? token.value : '';
}

/** How Jinja's messages call a token: a name by itself, an operator by its text, others by what they are. */
export function describeToken(token: Token): string {
  return token.kind === 'name' ? textOf(token) : (DESCRIPTIONS.get(token.kind) ?? token.kind);
}

/** How Jinja's messages call what was expected: `name:endif` is `endif`, `comma` is `,`. */
export function describeExpected(expression: string): string {
  const [kind, value] = splitExpected(expression);
  return kind === 'name' && value !== undefined ? value : (DESCRIPTIONS.get(kind) ?? kind);
}

/** Whether a token is of a kind (`comma`) or is a certain name (`name:as`): Jinja's `Token.test`. */
export function testToken(token: Token, expression: string): boolean {
  const { kind, value } = token;
  if (kind === expression) return true;
  // Without cutting the expression in two: most of the parser's questions are answered by its length.
  return (
    typeof value === 'string' &&
    expression.length === kind.length + 1 + value.length &&
    expression.charAt(kind.length) === ':' &&
    expression.startsWith(kind) &&
    expression.endsWith(value)
  );
}

function splitExpected(expression: string): [kind: string, value?: string] {
  const colon = expression.indexOf(':');
  return colon < 0 ? [expression] : [expression.slice(0, colon), expression.slice(colon + 1)];
}
