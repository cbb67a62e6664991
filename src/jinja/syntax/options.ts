import type { JinjaVersion } from '../values/types.ts';
import type { Expr } from './nodes.ts';
import type { Token } from './tokens.ts';

/**
 * What decides how a template's text is read. The delimiters are always the standard ones; `break`, `continue`, `do`,
 * `with` and `autoescape` are always known. `name` is the template's name in errors, null or absent for a text.
 */
export type SyntaxOptions = {
  readonly version: JinjaVersion;
  readonly trimBlocks: boolean;
  readonly lstripBlocks: boolean;
  readonly keepTrailingNewline: boolean;
  readonly tags: ReadonlyMap<string, TagSyntax>;
  readonly name?: string | null;
};

/**
 * How an extension's tag reads what follows its name, up to (not including) the end of the tag. What it returns becomes the
 * `args` of an ExtensionTag node.
 */
export type TagSyntax = { parse(parser: TagParser): Expr[] };

/** What the parser offers to the tags of extensions. */
export interface TagParser {
  /** The token that comes next; at the end of the tag its kind is `block_end`. */
  readonly current: Token;
  /** Whether the next token is of a kind (`comma`) or is a certain name (`name:as`). */
  test(expression: string): boolean;
  /** Steps over the next token if it is as described, and says whether it was. */
  skipIf(expression: string): boolean;
  /** Steps over the next token and returns it; raises TemplateSyntaxError where it is not as described. */
  expect(expression: string): Token;
  /** One expression, as between the braces of a print. */
  parseExpression(): Expr;
  /** A list in parentheses where one follows, else no arguments: `("reason", x)` or nothing. Keywords are refused. */
  parseArguments(): Expr[];
  /** Raises TemplateSyntaxError at the next token. */
  fail(message: string): never;
}
