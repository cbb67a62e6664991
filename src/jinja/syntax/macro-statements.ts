import type { BodyParser, StatementSyntax } from './body-parser.ts';
import { make, type Expr, type Name, type Stmt } from './nodes.ts';

type Signature = { readonly args: Name[]; readonly defaults: Expr[] };

/** (name, name=expr, …) */
function parseSignature(parser: BodyParser): Signature {
  const args: Name[] = [];
  const defaults: Expr[] = [];
  parser.expect('lparen');
  while (!parser.test('rparen')) {
    if (args.length > 0) parser.expect('comma');
    const arg = parser.parseTargetName('param');
    if (parser.skipIf('assign')) defaults.push(parser.parseExpression());
    else if (defaults.length > 0) parser.fail('non-default argument follows default argument');
    args.push(arg);
  }
  parser.expect('rparen');
  return { args, defaults };
}

/** {% macro name(signature) %} … {% endmacro %} */
function parseMacro(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const { name } = parser.parseTargetName('store');
  const signature = parseSignature(parser);
  const place = parser.tagPlace(tag);
  const body = parser.parseUntil('name:endmacro');
  return make('Macro', place, { name, ...signature, body });
}

/** {% call[(signature)] callee(arguments) %} … {% endcall %} */
function parseCallBlock(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const signature = parser.test('lparen') ? parseSignature(parser) : { args: [], defaults: [] };
  const call = parser.parseExpression();
  if (call.typename !== 'Call')
    return parser.fail('expected call', { ...parser.placeFrom(call), lineno: tag.lineno });
  const place = parser.tagPlace(tag);
  const body = parser.parseUntil('name:endcall');
  return make('CallBlock', place, { call, ...signature, body });
}

/** {% filter name(arguments) | name %} … {% endfilter %} */
function parseFilterBlock(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const filter = parser.parseBareFilters(true);
  if (filter === null) throw new Error('a filter block has a filter');
  const place = parser.tagPlace(tag);
  const body = parser.parseUntil('name:endfilter');
  return make('FilterBlock', place, { body, filter });
}

/** The tags about macros and filters. */
export const macroStatements: readonly (readonly [string, StatementSyntax])[] = [
  ['macro', parseMacro],
  ['call', parseCallBlock],
  ['filter', parseFilterBlock],
];
