import type { BodyParser, StatementSyntax } from './body-parser.ts';
import { make, type Stmt } from './nodes.ts';
import { testToken } from './tokens.ts';

/** {% extends expr %} */
function parseExtends(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const template = parser.parseExpression();
  return make('Extends', parser.tagPlace(tag), { template });
}

/** {% include expr [ignore missing] [with context | without context] %} */
function parseInclude(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const template = parser.parseExpression();
  const ignoreMissing =
    parser.test('name:ignore') && testToken(parser.look(), 'name:missing') && skipTwo(parser);
  const withContext = parseContext(parser) ?? true;
  return make('Include', parser.tagPlace(tag), {
    template,
    with_context: withContext,
    ignore_missing: ignoreMissing,
  });
}

/** {% import expr as name [with context | without context] %} */
function parseImport(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const template = parser.parseExpression();
  parser.expect('name:as');
  const target = parser.parseTargetName('store').name;
  const withContext = parseContext(parser) ?? false;
  return make('Import', parser.tagPlace(tag), { template, target, with_context: withContext });
}

/** {% from expr import name [as name], … [with context | without context] %} */
function parseFrom(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const template = parser.parseExpression();
  parser.expect('name:import');
  const names: (readonly [string, string])[] = [];
  let withContext: boolean | null = null;
  for (;;) {
    if (names.length > 0) parser.expect('comma');
    if (parser.current.kind !== 'name') {
      if (parser.dialect.trailingImportComma) break;
      parser.expect('name');
    }
    withContext = parseContextOfFrom(parser);
    if (withContext !== null) break;
    names.push(parseImportedName(parser));
    withContext = parseContextOfFrom(parser);
    if (withContext !== null || !parser.test('comma')) break;
  }
  if (withContext === null && parser.dialect.trailingImportComma) parser.skipIf('comma');
  return make('FromImport', parser.tagPlace(tag), {
    template,
    names,
    with_context: withContext ?? false,
  });
}

function parseImportedName(parser: BodyParser): readonly [name: string, alias: string] {
  const target = parser.parseTargetName('store');
  if (target.name.startsWith('_'))
    parser.fail(
      'names starting with an underline can not be imported',
      target,
      'TemplateAssertionError',
    );
  const alias = parser.skipIf('name:as') ? parser.parseTargetName('store').name : target.name;
  return [target.name, alias];
}

/** with context | without context; null where neither is written. */
function parseContext(parser: BodyParser): boolean | null {
  if (parser.current.kind !== 'name') return null;
  return parseContextOfFrom(parser);
}

/** In a from tag Jinja looks at the value alone, so a string will do. */
function parseContextOfFrom(parser: BodyParser): boolean | null {
  const { value } = parser.current;
  if (value !== 'with' && value !== 'without') return null;
  if (!testToken(parser.look(), 'name:context')) return null;
  skipTwo(parser);
  return value === 'with';
}

function skipTwo(parser: BodyParser): true {
  parser.next();
  parser.next();
  return true;
}

/** The tags that bring in other templates. */
export const importStatements: readonly (readonly [string, StatementSyntax])[] = [
  ['extends', parseExtends],
  ['include', parseInclude],
  ['import', parseImport],
  ['from', parseFrom],
];
