/**
 * The front end of the Jinja module: reads a template's text by Jinja's grammar of a release.
 * In: source text and options. Out: the tree (`nodes.ts`), or a PyError with Jinja's message and line, span and hint.
 * Must not know how templates run: no filters, no values beyond literals, no environment.
 */
export { asciiDigits } from './characters.ts';
export { parse, refuseTooDeep } from './parse.ts';
export { normalise, normalised } from './normalise.ts';
export { isSameTree } from './same-tree.ts';
export { tokenise, type Lexed, type LexOptions, type LexProblem } from './lexer.ts';
export type { Token, TokenKind } from './tokens.ts';
export type { SyntaxOptions, TagParser, TagSyntax } from './options.ts';
export { FILTER_HINTS, MEMBER_HINTS, METHOD_HINTS, NAME_HINTS, TEST_HINTS } from './hint-words.ts';
/** The template tree: its node kinds, `make`, `children` and `walk`. */
export * as ast from './nodes.ts';
