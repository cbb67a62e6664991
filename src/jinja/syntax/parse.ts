import { BodyParser } from './body-parser.ts';
import type { Lexed } from './lexer.ts';
import type { Root } from './nodes.ts';
import type { SyntaxOptions } from './options.ts';
import { STATEMENTS } from './statements.ts';

/**
 * The tree of a template, of its text or of its tokens. Raises what Jinja raises, with its message and line: TemplateSyntaxError, TemplateAssertionError,
 * and the Python errors that escape from Jinja's parser (ValueError and SyntaxError of odd numbers, AttributeError of tags
 * in required blocks, RecursionError). Offsets mean the normalised source.
 */
export function parse(source: string | Lexed, options: SyntaxOptions): Root {
  return new BodyParser(source, options, STATEMENTS).parseRoot();
}
