import { spanOf } from '../../diagnostics/index.ts';
import { raise } from '../errors.ts';
import { BodyParser } from './body-parser.ts';
import type { Lexed } from './lexer.ts';
import { children, type Node, type Root } from './nodes.ts';
import type { SyntaxOptions } from './options.ts';
import { STATEMENTS } from './statements.ts';
import { MAX_DEPTH } from './token-reader.ts';

/**
 * The tree of a template, of its text or of its tokens. Raises what Jinja raises, with its message and line: TemplateSyntaxError, TemplateAssertionError,
 * and the Python errors that escape from Jinja's parser (ValueError and SyntaxError of odd numbers, AttributeError of tags
 * in required blocks, RecursionError). Offsets mean the normalised source.
 */
export function parse(source: string | Lexed, options: SyntaxOptions): Root {
  return new BodyParser(source, options, STATEMENTS).parseRoot();
}

/**
 * The tree, if it is not too deep: raises RecursionError for one that is deeper than Python's functions may call each other. The parser does not recurse for
 * the links of a chain (`a.b.c`, `1 + 1 + 1`), but whatever goes through its tree does, in Jinja as here. `source` is the text
 * that the tree is of: a short one is not looked through.
 */
export function refuseTooDeep(root: Root, source: string): Root {
  if (source.length <= MAX_DEPTH) return root;
  let level: readonly Node[] = [root];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap(children);
    if (level.length === 0) return root;
  }
  const [{ start, end } = root] = level;
  const error = raise('RecursionError', 'maximum recursion depth exceeded');
  error.span = spanOf(source, start, end);
  error.offsets = [start, end];
  throw error;
}
