import { didYouMean, positionAt } from '../../diagnostics/index.ts';
import { raise } from '../errors.ts';
import { reprOfString } from '../values/types.ts';
import { ExpressionParser } from './expression-parser.ts';
import { TAG_HINTS } from './hint-words.ts';
import type { Lexed } from './lexer.ts';
import {
  make,
  type Expr,
  type Name,
  type NameContext,
  type Place,
  type Root,
  type Stmt,
  type Target,
} from './nodes.ts';
import type { SyntaxOptions, TagParser } from './options.ts';
import { describeExpected, textOf, type Token } from './tokens.ts';

/** Reads one kind of tag, from its name on, with its body and end tag where it has them. */
export type StatementSyntax = (parser: BodyParser) => Stmt;

/** The tag being read: Jinja's line of its name, and where it opens. */
type Tag = { readonly lineno: number; readonly start: number };

/** How a target of an assignment is read (`Parser.parse_assign_target`). */
type TargetOptions = { readonly withNamespace?: boolean };

/** Python frames between a tag and the tags in its body. */
const STATEMENT_FRAMES = 4;

const RESERVED: ReadonlySet<string> = new Set(['true', 'false', 'none', 'True', 'False', 'None']);

/** Text, prints and tags: the bodies of templates and of tags. */
export class BodyParser extends ExpressionParser implements TagParser {
  private readonly statements: ReadonlyMap<string, StatementSyntax>;
  private readonly openTags: { readonly name: string; readonly place: Place }[] = [];
  private readonly endTokens: (readonly string[])[] = [];
  private tagStart = 0;

  constructor(
    source: string | Lexed,
    options: SyntaxOptions,
    statements: ReadonlyMap<string, StatementSyntax>,
  ) {
    super(source, options);
    this.statements = statements;
  }

  /** The whole template. */
  parseRoot(): Root {
    const body = this.parseBody(null);
    return make('Root', { lineno: 1, start: 0, end: this.source.length }, { body });
  }

  /** Text, prints and tags until one of the end tags or the end of the template. */
  private parseBody(ends: readonly string[] | null): Stmt[] {
    const body: Stmt[] = [];
    let output: Expr[] = [];
    const flush = (): void => {
      const place = output[0];
      if (place === undefined) return;
      const end = output.at(-1)?.end ?? place.end;
      body.push(
        make('Output', { lineno: place.lineno, start: place.start, end }, { nodes: output }),
      );
      output = [];
    };
    if (ends !== null) this.endTokens.push(ends);
    while (this.current.kind !== 'eof') {
      const token = this.current;
      if (token.kind === 'data') {
        this.next();
        output.push(make('TemplateData', token, { data: textOf(token) }));
      } else if (token.kind === 'variable_begin') {
        this.next();
        output.push(this.parseTuple());
        this.expect('variable_end');
      } else if (token.kind === 'block_begin') {
        flush();
        this.tagStart = token.start;
        this.next();
        if (ends !== null && this.testAny(ends)) {
          this.endTokens.pop();
          return body;
        }
        body.push(this.parseStatement());
        this.expect('block_end');
      } else throw raise('AssertionError', 'internal parsing error');
    }
    flush();
    if (ends !== null) this.endTokens.pop();
    return body;
  }

  private parseStatement(): Stmt {
    const token = this.current;
    if (token.kind !== 'name') return this.fail('tag name expected');
    const name = textOf(token);
    const statement = this.statements.get(name);
    const extension = statement === undefined ? this.options.tags.get(name) : undefined;
    if (statement === undefined && extension === undefined) return this.failUnknownTag(token);
    const place = { lineno: token.lineno, start: this.tagStart, end: token.end };
    this.openTags.push({ name, place });
    this.enter(STATEMENT_FRAMES);
    let node: Stmt;
    if (statement === undefined) {
      const tag = this.openTag();
      const args = extension?.parse(this) ?? [];
      node = make('ExtensionTag', this.tagPlace(tag), { name, args });
    } else node = statement(this);
    this.leave(STATEMENT_FRAMES);
    this.openTags.pop();
    return node;
  }

  /** Steps over a tag's name; call it first. */
  openTag(): Tag {
    const start = this.tagStart;
    return { lineno: this.next().lineno, start };
  }

  /** The place of a tag from its braces to its end; call it where the tag's end comes next. */
  tagPlace(tag: Tag): Place {
    const { kind, end } = this.current;
    return { ...tag, end: kind === 'block_end' ? end : Math.max(this.lastEnd, tag.start) };
  }

  /** The body of a tag, from the end of the opening tag on; `current` is then the name of the end tag. */
  parseStatements(ends: readonly string[]): Stmt[] {
    this.skipIf('colon');
    this.expect('block_end');
    const body = this.parseBody(ends);
    if (this.current.kind === 'eof') this.failAtEnd(ends);
    return body;
  }

  /** The body of a tag that has one end tag, and the end tag's name. */
  parseUntil(end: string): Stmt[] {
    const body = this.parseStatements([end]);
    this.next();
    return body;
  }

  /** (expr, …) where parentheses follow, else nothing: for the tags of extensions. */
  parseArguments(): Expr[] {
    if (!this.test('lparen')) return [];
    const open = this.current;
    const { args, kwargs, dyn_args: star, dyn_kwargs: stars } = this.parseCallArguments();
    if (kwargs.length > 0 || star !== null || stars !== null)
      this.fail('invalid syntax for function call expression', open);
    return args;
  }

  // ---- targets ---------------------------------------------------------------------------------------------------------

  /** name */
  parseTargetName(ctx: NameContext): Name {
    const token = this.expect('name');
    const name = textOf(token);
    if (RESERVED.has(name)) this.fail("can't assign to 'name'", token);
    return make('Name', token, { name, ctx });
  }

  /** name, (name, name), name.attr */
  parseTarget(ctx: NameContext, options: TargetOptions = {}): Target {
    const namespace = options.withNamespace === true ? this.dialect.namespaceTargets : 'none';
    if (namespace === 'ahead' && this.look().kind === 'dot') {
      const token = this.expect('name');
      this.next();
      const attr = textOf(this.expect('name'));
      return make('NSRef', this.placeFrom(token), { name: textOf(token), attr });
    }
    const first = this.current;
    const node = this.parseTuple({ simplified: true, withNamespace: namespace === 'anywhere' });
    const target = asTarget(node, ctx);
    return (
      target ??
      this.fail(
        `can't assign to ${reprOfString(node.typename.toLowerCase())}`,
        this.placeFrom(first, node.lineno),
      )
    );
  }

  // ---- unknown tags and missing ends -------------------------------------------------------------------------------------

  private failUnknownTag(token: Token): never {
    const name = textOf(token);
    const expected = this.endTokens.some((ends) =>
      ends.some((end) => describeExpected(end) === name),
    );
    const looking = this.lookingFor(this.endTokens.at(-1));
    const parts = [`Encountered unknown tag ${reprOfString(name)}.`];
    if (looking !== '')
      parts.push(
        expected
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking}.`
          : `Jinja was looking for the following tags: ${looking}.`,
      );
    return this.fail(
      [...parts, ...this.innermost()].join(' '),
      token,
      'TemplateSyntaxError',
      expected ? this.hintToClose() : this.hintForTag(name),
    );
  }

  private hintForTag(name: string): string | undefined {
    const own = [...this.statements.keys()];
    const closed = name.replace(/^end/, '');
    if (closed !== name && own.includes(closed))
      return this.hintToClose() ?? `no {% ${closed} %} is open here: take {% ${name} %} out`;
    const known = [...own, ...own.map((tag) => `end${tag}`), ...this.options.tags.keys()];
    return TAG_HINTS.get(name) ?? didYouMean(name, known);
  }

  private failAtEnd(ends: readonly string[]): never {
    const message = [
      'Unexpected end of template.',
      `Jinja was looking for the following tags: ${this.lookingFor(ends)}.`,
      ...this.innermost(),
    ].join(' ');
    const open = this.openTags.at(-1)?.place ?? this.current;
    return this.fail(
      message,
      { ...open, lineno: this.current.lineno },
      'TemplateSyntaxError',
      this.hintToClose(),
    );
  }

  private lookingFor(ends: readonly string[] | undefined): string {
    return (ends ?? []).map((end) => reprOfString(describeExpected(end))).join(' or ');
  }

  private innermost(): string[] {
    const open = this.openTags.at(-1);
    if (open === undefined) return [];
    return [`The innermost block that needs to be closed is ${reprOfString(open.name)}.`];
  }

  private hintToClose(): string | undefined {
    const open = this.openTags.at(-1);
    if (open === undefined) return undefined;
    const { line } = positionAt(this.source, open.place.start);
    return `the '${open.name}' of line ${line} is not closed: write {% end${open.name} %}`;
  }
}

/** A parsed expression as a target of an assignment, or null where it cannot be one. */
function asTarget(node: Expr, ctx: NameContext): Target | null {
  if (node.typename === 'Name')
    return RESERVED.has(node.name) ? null : make('Name', node, { name: node.name, ctx });
  if (node.typename === 'NSRef') return node;
  if (node.typename !== 'Tuple') return null;
  const items = node.items.map((item) => asTarget(item, ctx));
  return items.every((item) => item !== null) ? make('Tuple', node, { items, ctx }) : null;
}
