import type { BodyParser, StatementSyntax } from './body-parser.ts';
import { importStatements } from './import-statements.ts';
import { macroStatements } from './macro-statements.ts';
import { make, type Block, type Expr, type For, type If, type Stmt, type Target } from './nodes.ts';
import { isSpace } from './characters.ts';
import { textOf } from './tokens.ts';

/** {% for target in iter [if test] [recursive] %} … {% else %} … {% endfor %} */
function parseFor(parser: BodyParser): For {
  const tag = parser.openTag();
  const target = parser.parseTarget('store');
  parser.expect('name:in');
  const iter = parser.parseTuple({ withCondexpr: false });
  const test = parser.skipIf('name:if') ? parser.parseExpression() : null;
  const recursive = parser.skipIf('name:recursive');
  const place = parser.tagPlace(tag);
  const body = parser.parseStatements(['name:endfor', 'name:else']);
  const else_ = parser.next().value === 'endfor' ? [] : parser.parseUntil('name:endfor');
  return make('For', place, { target, iter, body, else_, test, recursive });
}

/** {% if test %} … {% elif test %} … {% else %} … {% endif %} */
function parseIf(parser: BodyParser): If {
  const first = parseBranch(parser, parser.openTag());
  const elif_: If[] = [];
  let else_: Stmt[] = [];
  while (parser.test('name:elif')) {
    const { start } = parser.openTag();
    const branch = parseBranch(parser, { lineno: parser.current.lineno, start });
    elif_.push(make('If', branch.place, { ...branch.fields, elif_: [], else_: [] }));
  }
  if (parser.next().value === 'else') else_ = parser.parseUntil('name:endif');
  return make('If', first.place, { ...first.fields, elif_, else_ });
}

type Branch = {
  readonly place: ReturnType<BodyParser['tagPlace']>;
  readonly fields: { readonly test: Expr; readonly body: Stmt[] };
};

function parseBranch(parser: BodyParser, tag: ReturnType<BodyParser['openTag']>): Branch {
  const test = parser.parseTuple({ withCondexpr: false });
  const place = parser.tagPlace(tag);
  const body = parser.parseStatements(['name:elif', 'name:else', 'name:endif']);
  return { place, fields: { test, body } };
}

/** {% set target = expr %} or {% set target [| filter] %} … {% endset %} */
function parseSet(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const target = parser.parseTarget('store', { withNamespace: true });
  if (parser.skipIf('assign')) {
    const node = parser.parseTuple();
    return make('Assign', parser.tagPlace(tag), { target, node });
  }
  const filter = parser.dialect.setFilters ? parser.parseBareFilters(false) : null;
  const place = parser.tagPlace(tag);
  const body = parser.parseUntil('name:endset');
  return make('AssignBlock', place, { target, filter, body });
}

/** {% with target = expr, … %} … {% endwith %} */
function parseWith(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const targets: Target[] = [];
  const values: Expr[] = [];
  while (!parser.test('block_end')) {
    if (targets.length > 0) parser.expect('comma');
    targets.push(parser.parseTarget('param'));
    parser.expect('assign');
    values.push(parser.parseExpression());
  }
  const place = parser.tagPlace(tag);
  const body = parser.parseUntil('name:endwith');
  return make('With', place, { targets, values, body });
}

/** {% autoescape expr %} … {% endautoescape %} */
function parseAutoescape(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const value = parser.parseExpression();
  const place = parser.tagPlace(tag);
  const body = parser.parseUntil('name:endautoescape');
  return make('Autoescape', place, { value, body });
}

/** {% block name [scoped] [required] %} … {% endblock [name] %} */
function parseBlock(parser: BodyParser): Block {
  const tag = parser.openTag();
  const name = textOf(parser.expect('name'));
  const scoped = parser.skipIf('name:scoped');
  const required = parser.dialect.requiredBlocks !== 'none' && parser.skipIf('name:required');
  if (parser.test('sub'))
    parser.fail(
      'Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.',
    );
  const place = parser.tagPlace(tag);
  const body = parser.parseUntil('name:endblock');
  if (required) checkRequired(parser, body);
  parser.skipIf(`name:${name}`);
  return make('Block', place, { name, body, scoped, required });
}

/** 3.1.2 takes every statement for an Output and fails on others with an AttributeError; 3.1.6 says what is wrong. */
function checkRequired(parser: BodyParser, body: readonly Stmt[]): void {
  for (const node of body) {
    if (node.typename !== 'Output' && parser.dialect.requiredBlocks === 'attribute-error')
      parser.fail(`'${pythonClass(node)}' object has no attribute 'nodes'`, node, 'AttributeError');
    const blank =
      node.typename === 'Output' &&
      node.nodes.every((child) => child.typename === 'TemplateData' && isSpace(child.data));
    if (!blank) parser.fail('Required blocks can only contain comments or whitespace');
  }
}

function pythonClass(node: Stmt): string {
  if (node.typename === 'Autoescape') return 'Scope';
  return node.typename === 'ExtensionTag' ? 'CallBlock' : node.typename;
}

/** {% print expr, expr %} */
function parsePrint(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const nodes: Expr[] = [];
  while (!parser.test('block_end')) {
    if (nodes.length > 0) parser.expect('comma');
    nodes.push(parser.parseExpression());
  }
  return make('Output', parser.tagPlace(tag), { nodes });
}

/** {% do expr %} */
function parseDo(parser: BodyParser): Stmt {
  const tag = parser.openTag();
  const node = parser.parseTuple();
  return make('ExprStmt', parser.tagPlace(tag), { node });
}

function parseBreak(parser: BodyParser): Stmt {
  return make('Break', parser.tagPlace(parser.openTag()), {});
}

function parseContinue(parser: BodyParser): Stmt {
  return make('Continue', parser.tagPlace(parser.openTag()), {});
}

/** The tags that every template knows, by name (`Parser.parse_statement`, with the extensions do and loopcontrols). */
export const STATEMENTS: ReadonlyMap<string, StatementSyntax> = new Map<string, StatementSyntax>([
  ['for', parseFor],
  ['if', parseIf],
  ['block', parseBlock],
  ['print', parsePrint],
  ['set', parseSet],
  ['with', parseWith],
  ['autoescape', parseAutoescape],
  ...macroStatements,
  ...importStatements,
  ['do', parseDo],
  ['break', parseBreak],
  ['continue', parseContinue],
]);
