import { ast, LimitError, isError, PyError, Undefined, type Value } from '../jinja/index.ts';
import { NO_ATTRIBUTE, parsingFailed, UNRESOLVED, type Failure } from '../account/index.ts';
import { AccountError } from './account-error.ts';
import type { SourceMap } from '../diagnostics/index.ts';
import type { Read, Reads } from '../analysis/index.ts';
import { categoryOf, type Session } from './session.ts';

/** What a failure is counted under and about. */
export type Blame = Pick<Failure, 'category' | 'name'>;

/** Finds what of the account is to blame for a null or an error: the value itself knows, or the expression it came from. */
export class Blamer {
  private readonly root: ast.Root;
  private readonly reads: Reads;
  private readonly map: SourceMap;
  private readonly session: Session;
  /** The failure that each expression gave last: many users lack the same. */
  private readonly nulls: Map<ast.Node, Failure> = new Map();
  private readonly known: Map<ast.Node, Pick<Failure, 'span' | 'line'>> = new Map();

  constructor(root: ast.Root, reads: Reads, map: SourceMap, session: Session) {
    this.root = root;
    this.reads = reads;
    this.map = map;
    this.session = session;
  }

  /** Who is to blame for a null that an expression gave. */
  ofNull(value: Value, expression: ast.Node): Blame {
    const miss = this.session.misses.findLast((one) => one.value === value);
    if (miss !== undefined) return miss;
    const read = this.lacking(this.reads.of(expression));
    const key = value instanceof Undefined ? value.undefinedName : undefined;
    if (read !== undefined && (isAttribute(read) || this.session.lacks(read)))
      return { category: categoryOf(read.kind), name: read.name };
    if (value instanceof Undefined) {
      if (value.undefinedObj === undefined && typeof key === 'string') return nameBlame(key);
      const path = [read?.name, key].filter((part) => typeof part === 'string').join('.');
      const category = read?.kind === 'getAuxData' ? 'Uncategorized' : 'Undefined';
      return path === '' ? { category } : { category, name: path };
    }
    if (read === undefined) return { category: 'Unknown' };
    const category = read.kind === 'getAuxData' ? 'Uncategorized' : 'Undefined';
    return { category, name: read.name };
  }

  /** The failure for a null that is printed. */
  nullFailure(value: Value, expression: ast.Node): Failure {
    const blame = this.ofNull(value, expression);
    const last = this.nulls.get(expression);
    if (last?.category === blame.category && last.name === blame.name) return last;
    const message = blame.category.endsWith('Attribute') ? NO_ATTRIBUTE : UNRESOLVED;
    const failure = { ...this.subject(blame), message, ...this.at(expression) };
    this.nulls.set(expression, failure);
    return failure;
  }

  /** The failure for a printed MOE_NOT_SEND: uncounted by reason, so it goes to the attribute that it was the default of. */
  notSendFailure(expression: ast.Node): Failure {
    const read = this.lacking(this.reads.of(expression));
    const blame: Blame =
      read === undefined
        ? { category: 'Unknown' }
        : { category: categoryOf(read.kind), name: read.name };
    const message = 'MOE_NOT_SEND stands in the text: the message is not sent';
    return { ...this.subject(blame), message, ...this.at(expression) };
  }

  /** The failure for what ended a render; undefined for an error that is none of the template's. */
  errorFailure(error: unknown): Failure | undefined {
    if (error instanceof AccountError) {
      const { category, subject: name, message } = error;
      return { category, name, message, ...this.near(error.line, name) };
    }
    if (error instanceof LimitError)
      return { category: 'Unknown', message: error.message, ...this.near(error.line) };
    if (!(error instanceof PyError)) return undefined;
    const blame = this.ofError(error);
    const message = parsingFailed(error.message === '' ? error.type : error.message);
    return { ...this.subject(blame), message, ...this.near(error.line, blame.name) };
  }

  private ofError(error: PyError): Blame {
    const miss = this.session.misses.findLast(({ value }) => value.message === error.message);
    if (miss !== undefined) return miss;
    const { message } = error;
    const undefinedError: boolean = isError(error, 'UndefinedError');
    const name = undefinedError && /^'(\w+)' is undefined$/.exec(message)?.[1];
    if (name) return nameBlame(name);
    const reads = this.readsOn(error.line);
    const read = reads.find((one) => this.session.lacks(one));
    if (read !== undefined && (undefinedError || message.includes('None')))
      return { category: categoryOf(read.kind), name: read.name };
    if (!undefinedError) return { category: 'Unknown' };
    const key = /has no attribute '(.*)'$/s.exec(message)?.[1];
    const owner = reads.find(({ kind }) => kind === 'ProductSet' || kind === 'ContentApi')?.name;
    const path = [owner, key].filter((part) => part !== undefined).join('.');
    return path === '' ? { category: 'Undefined' } : { category: 'Undefined', name: path };
  }

  /** The read that finds nothing for this recipient; the first one where all find something. */
  private lacking(reads: readonly Read[]): Read | undefined {
    return reads.find((read) => this.session.lacks(read)) ?? reads[0];
  }

  /** What is read by expressions that begin on a line of the made text, through variables as well. */
  private readsOn(line: number | undefined): readonly Read[] {
    const found: Read[] = [];
    ast.walk(this.root, (node) => {
      if (node.lineno === line && node.typename === 'Name') found.push(...this.reads.of(node));
      if (node.lineno === line && node.typename !== 'Root' && isExpression(node))
        found.push(...this.reads.of(node));
    });
    return [...new Set(found)];
  }

  private at(node: ast.Node): Pick<Failure, 'span' | 'line'> {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const span = this.map.spanOf(node.start, node.end);
    const place = { span, line: span.start.line };
    this.known.set(node, place);
    return place;
  }

  /** The place of an error that only knows its line: the read of that name on it, or the one expression that it holds. */
  private near(line: number | undefined, name?: string): Pick<Failure, 'span' | 'line'> {
    if (line === undefined) return {};
    const read = this.reads.all.find((one) => one.node.lineno === line && one.name === name);
    if (read !== undefined) return this.at(read.node);
    const outermost: ast.Node[] = [];
    ast.walk(this.root, (node) => {
      if (!isExpression(node) || node.typename === 'TemplateData') return true;
      if (node.lineno === line) outermost.push(node);
      return false;
    });
    const [only] = outermost;
    if (only !== undefined && outermost.length === 1) return this.at(only);
    return { line: this.map.lineOf(line) };
  }

  private subject({ category, name }: Blame): Blame {
    return name === undefined ? { category } : { category, name };
  }
}

function nameBlame(name: string): Blame {
  const category = categoryOf(name);
  return { category: category === 'Unknown' ? 'Undefined' : category, name };
}

function isAttribute({ kind }: Read): boolean {
  return kind.endsWith('Attribute');
}

const STATEMENTS: ReadonlySet<string> = new Set([
  'Root',
  'Output',
  'For',
  'If',
  'Macro',
  'CallBlock',
  'FilterBlock',
  'With',
  'Block',
  'Extends',
  'Include',
  'Import',
  'FromImport',
  'ExprStmt',
  'Assign',
  'AssignBlock',
  'Break',
  'Continue',
  'Autoescape',
  'ExtensionTag',
]);

function isExpression(node: ast.Node): boolean {
  return !STATEMENTS.has(node.typename);
}
