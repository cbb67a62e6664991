import type { Analysis } from '../analysis/index.ts';
import { ast, type Token } from '../jinja/index.ts';
import type { Around } from './expressions.ts';

/** The nodes that Jinja 2.8 renders as later releases do, wherever they are. */
const PLAIN: ReadonlySet<ast.Kind> = new Set<ast.Kind>(
  'Output TemplateData If Getitem Getattr Const And Or Not Operand Concat List Tuple Dict Pair ExtensionTag'.split(
    ' ',
  ) as ast.Kind[],
);

/** Filters and tests that Jinja 2.8 has too, and that do the same there whatever the value; those of MoEngage are the account's. */
const FILTERS: ReadonlySet<string> = new Set(
  `abs capitalize count d default e escape first float last length lower replace string trim upper
  base64encode convertToSHA256 dateTimeFormatter`.split(/\s+/),
);
const TESTS: ReadonlySet<string> = new Set(
  'defined iterable lower mapping none number sequence string undefined upper'.split(' '),
);

/** Where a comparison is written without parentheses by Jinja 2.8 and means the same all the same. */
const AROUND_COMPARE: ReadonlySet<ast.Kind> = new Set<ast.Kind>(['If', 'And', 'Or', 'Not']);

/** What of a text Jinja 2.8 reads as ends of lines, or not as one name, and what it does not know as a mark. */
const OTHER_TEXT = /[\v\f\x1c-\x1e\x85\u2028\u2029]|\{[{%#]\+|\+%\}|\+#\}/;

/**
 * Whether Jinja 2.8 reads a template as later releases do and sends a user who is sent it there the same, told by its syntax: true
 * only where every construct is known to be alike. What is not of the file is the compiler's, whose snippets render alike everywhere.
 */
export function isAlikeInOlder(analysis: Analysis, around: Around): boolean {
  const { root, map, tokens } = analysis;
  if (OTHER_TEXT.test(map.text) || !tokens.every(isPlainToken)) return false;
  const known = new Set<string>();
  return root.body.every((statement) => {
    const isSame =
      isOfSnippet(statement, analysis) || isAlikeAtTop(statement, { analysis, around, known });
    if (statement.typename === 'Assign') addNames(statement.target, known);
    return isSame;
  });
}

type Reading = {
  readonly analysis: Analysis;
  readonly around: Around;
  /** The names that are set above. */
  readonly known: ReadonlySet<string>;
};

/** Whether a statement is in the place of a marker, which is a comment. */
function isOfSnippet({ typename, start, end }: ast.Stmt, { map }: Analysis): boolean {
  const [from] = map.origin(start, end);
  return (
    typename !== 'Output' && !map.isVerbatim(start, end) && map.source.text.startsWith('{#', from)
  );
}

function addNames(target: ast.Target, known: Set<string>): void {
  if (target.typename === 'Tuple')
    target.items.forEach((item) => item.typename === 'Name' && known.add(item.name));
  else known.add(target.name);
}

/** A `set` is alike where no branch or loop holds it, and where it sets a name that nothing has been read by. */
function isAlikeAtTop(statement: ast.Stmt, reading: Reading): boolean {
  if (statement.typename !== 'Assign') return isAlike(statement, reading);
  const { target, node } = statement;
  const { reads } = reading.analysis;
  return (
    target.typename === 'Name' &&
    reads.bindings.get(target.name)?.length === 1 &&
    isAlike(node, reading)
  );
}

function isAlike(node: ast.Node, reading: Reading): boolean {
  return isPlain(node, reading) && ast.children(node).every((child) => isAlike(child, reading));
}

function isPlain(node: ast.Node, { around, known }: Reading): boolean {
  switch (node.typename) {
    case 'Name':
      return node.name.endsWith('Attribute') || known.has(node.name);
    case 'Filter':
      return FILTERS.has(node.name) && isPlainCall(node) && !isConstant(node);
    case 'Test':
      return TESTS.has(node.name) && isPlainCall(node) && !isConstant(node);
    case 'Compare':
      return AROUND_COMPARE.has(around(node)[0]?.typename ?? 'Root') && !isConstant(node);
    case 'CondExpr':
      return node.expr2 !== null && !isConstant(node);
    case 'Keyword':
      return true;
    default:
      return PLAIN.has(node.typename);
  }
}

/** Arguments that are written out; `trim` takes none in 2.8. */
function isPlainCall({ name, args, kwargs, dyn_args, dyn_kwargs }: ast.Filter | ast.Test): boolean {
  const isGiven = args.length + kwargs.length > 0;
  return dyn_args === null && dyn_kwargs === null && !(name === 'trim' && isGiven);
}

/** Whether something is computed before the render, where releases fail otherwise. */
function isConstant(node: ast.Node): boolean {
  let isFixed = true;
  ast.visit(node, { Name: () => void (isFixed = false) });
  return isFixed;
}

/** Names of plain letters and numbers of plain digits are read alike. */
function isPlainToken({ kind, value, start, end }: Token): boolean {
  if (kind === 'name') return typeof value === 'string' && /^[A-Za-z_]\w*$/.test(value);
  if (kind === 'integer') return `${value as number | bigint}`.length === end - start;
  return kind !== 'float';
}
