import type { Value } from '../values/types.ts';
import { make, type Expr, type Keyword, type Pair, type Place, type Slice } from './nodes.ts';
import { TokenReader } from './token-reader.ts';
import { textOf, type Token } from './tokens.ts';

/** The arguments of a call, filter or test. */
export type CallArguments = {
  readonly args: Expr[];
  readonly kwargs: Keyword[];
  readonly dyn_args: Expr | null;
  readonly dyn_kwargs: Expr | null;
};

const CONSTANTS: ReadonlyMap<unknown, Value> = new Map<unknown, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** The kinds of token that begin the argument of a test without parentheses. */
export const TEST_ARGUMENT_STARTS: ReadonlySet<string> = new Set([
  'name',
  'string',
  'integer',
  'float',
  'lparen',
  'lbracket',
  'lbrace',
]);

/** How a tuple without brackets is read (`Parser.parse_tuple`). */
type TupleOptions = {
  /** Names and literals only: a target of an assignment. */
  readonly simplified?: boolean;
  readonly withCondexpr?: boolean;
  /** In parentheses, where nothing at all is the empty tuple. */
  readonly explicitParentheses?: boolean;
  readonly withNamespace?: boolean;
};

/** Operands and what depends on them: literals, names, brackets, calls, subscripts, filters, tests. */
export abstract class OperandParser extends TokenReader {
  abstract parseExpression(withCondexpr?: boolean): Expr;

  /** literal, name, (tuple), [list] or {dict} */
  parsePrimary(withNamespace = false): Expr {
    const token = this.current;
    if (token.kind === 'name') return this.parseName(withNamespace);
    if (token.kind === 'string') return this.parseStrings();
    if (token.kind === 'lparen') return this.parseParentheses();
    if (token.kind === 'lbracket') return this.parseList();
    if (token.kind === 'lbrace') return this.parseDict();
    if (token.kind !== 'integer' && token.kind !== 'float')
      return this.fail(`unexpected ${this.described(token)}`);
    this.next();
    return make('Const', token, { value: token.value });
  }

  private parseName(withNamespace: boolean): Expr {
    const token = this.next();
    const constant = CONSTANTS.get(token.value);
    if (constant !== undefined) return make('Const', token, { value: constant });
    if (withNamespace && this.skipIf('dot')) {
      const attr = textOf(this.expect('name'));
      return make('NSRef', this.placeFrom(token), { name: textOf(token), attr });
    }
    return make('Name', token, { name: textOf(token), ctx: 'load' });
  }

  private parseStrings(): Expr {
    const first = this.next();
    let value = textOf(first);
    while (this.current.kind === 'string') value += textOf(this.next());
    return make('Const', this.placeFrom(first), { value });
  }

  private parseParentheses(): Expr {
    this.enter(1);
    this.next();
    const inner = this.parseTuple({ explicitParentheses: true });
    this.expect('rparen');
    this.leave(1);
    return inner;
  }

  /** expr, expr, … — one expression alone is no tuple */
  parseTuple(options: TupleOptions = {}): Expr {
    const first = this.current;
    let { lineno } = first;
    const items: Expr[] = [];
    let isTuple = false;
    for (;;) {
      if (items.length > 0) this.expect('comma');
      if (this.atTupleEnd()) break;
      items.push(
        options.simplified === true
          ? this.parsePrimary(options.withNamespace)
          : this.parseExpression(options.withCondexpr ?? true),
      );
      if (this.current.kind !== 'comma') break;
      isTuple = true;
      lineno = this.current.lineno;
    }
    if (!isTuple) {
      const [only] = items;
      if (only !== undefined) return only;
      if (options.explicitParentheses !== true)
        this.fail(`Expected an expression, got ${this.described()}`);
    }
    return make('Tuple', this.placeFrom(first, lineno), { items, ctx: 'load' });
  }

  private atTupleEnd(): boolean {
    const { kind } = this.current;
    return kind === 'variable_end' || kind === 'block_end' || kind === 'rparen';
  }

  /** [expr, expr, …] */
  private parseList(): Expr {
    this.enter(1);
    const first = this.expect('lbracket');
    const items: Expr[] = [];
    while (this.current.kind !== 'rbracket') {
      if (items.length > 0) this.expect('comma');
      if (this.test('rbracket')) break;
      items.push(this.parseExpression());
    }
    this.expect('rbracket');
    this.leave(1);
    return make('List', this.placeFrom(first), { items });
  }

  /** {expr: expr, …} */
  private parseDict(): Expr {
    this.enter(1);
    const first = this.expect('lbrace');
    const items: Pair[] = [];
    while (this.current.kind !== 'rbrace') {
      if (items.length > 0) this.expect('comma');
      if (this.test('rbrace')) break;
      const start = this.current;
      const key = this.parseExpression();
      this.expect('colon');
      const value = this.parseExpression();
      items.push(make('Pair', this.placeFrom(start, key.lineno), { key, value }));
    }
    this.expect('rbrace');
    this.leave(1);
    return make('Dict', this.placeFrom(first), { items });
  }

  /** operand.name, operand.0, operand[…], operand(…) */
  parsePostfix(node: Expr, first: Place): Expr {
    let result = node;
    for (;;) {
      const { kind } = this.current;
      if (kind === 'dot') result = this.parseAttribute(result, first);
      else if (kind === 'lbracket') result = this.parseSubscript(result, first);
      else if (kind === 'lparen') result = this.parseCall(result, first);
      else return result;
    }
  }

  private parseAttribute(node: Expr, first: Place): Expr {
    const { lineno } = this.next();
    const token = this.next();
    const place = this.placeFrom(first, lineno);
    if (token.kind === 'name') return make('Getattr', place, { node, attr: textOf(token) });
    if (token.kind !== 'integer') this.fail('expected name or number', token);
    const arg = make('Const', token, { value: token.value });
    return make('Getitem', place, { node, arg });
  }

  private parseSubscript(node: Expr, first: Place): Expr {
    this.enter(2);
    const bracket = this.next();
    const args: (Expr | Slice)[] = [];
    while (this.current.kind !== 'rbracket') {
      if (args.length > 0) this.expect('comma');
      args.push(this.parseSubscribed());
    }
    this.expect('rbracket');
    this.leave(2);
    const [only] = args;
    const arg =
      args.length === 1 && only !== undefined
        ? only
        : make('Tuple', this.placeFrom(bracket), { items: args as Expr[], ctx: 'load' });
    return make('Getitem', this.placeFrom(first, bracket.lineno), { node, arg });
  }

  /** expr or start:stop:step */
  private parseSubscribed(): Expr | Slice {
    const first = this.current;
    let start: Expr | null = null;
    if (!this.test('colon')) {
      start = this.parseExpression();
      if (!this.test('colon')) return start;
    }
    this.next();
    const stop = this.test('colon') ? null : this.parseSliceBound();
    const step = this.skipIf('colon') ? this.parseSliceBound() : null;
    return make('Slice', this.placeFrom(first), { start_: start, stop, step });
  }

  private parseSliceBound(): Expr | null {
    return this.test('rbracket') || this.test('comma') ? null : this.parseExpression();
  }

  parseCall(node: Expr, first: Place): Expr {
    const { lineno } = this.current;
    const callArguments = this.parseCallArguments();
    return make('Call', this.placeFrom(first, lineno), { node, ...callArguments });
  }

  /** (expr, name=expr, *expr, **expr) */
  parseCallArguments(): CallArguments {
    this.enter(2);
    const open = this.expect('lparen');
    const found = { args: [] as Expr[], kwargs: [] as Keyword[] };
    let dynArgs: Expr | null = null;
    let dynKwargs: Expr | null = null;
    for (let requireComma = false; this.current.kind !== 'rparen'; requireComma = true) {
      if (requireComma) {
        this.expect('comma');
        if (this.test('rparen')) break;
      }
      if (this.test('mul')) {
        this.ensureOrder(dynArgs === null && dynKwargs === null, open);
        this.next();
        dynArgs = this.parseExpression();
      } else if (this.test('pow')) {
        this.ensureOrder(dynKwargs === null, open);
        this.next();
        dynKwargs = this.parseExpression();
      } else this.parseArgument(found, dynArgs !== null, dynKwargs !== null, open);
    }
    this.expect('rparen');
    this.leave(2);
    return { ...found, dyn_args: dynArgs, dyn_kwargs: dynKwargs };
  }

  private parseArgument(
    found: { readonly args: Expr[]; readonly kwargs: Keyword[] },
    starred: boolean,
    doubleStarred: boolean,
    open: Token,
  ): void {
    const first = this.current;
    if (!this.dialect.keywordAfterStar) this.ensureOrder(!starred && !doubleStarred, open);
    if (first.kind === 'name' && this.look().kind === 'assign') {
      this.ensureOrder(!doubleStarred, open);
      this.next();
      this.next();
      const value = this.parseExpression();
      const place = this.placeFrom(first, value.lineno);
      found.kwargs.push(make('Keyword', place, { key: textOf(first), value }));
      return;
    }
    this.ensureOrder(!starred && !doubleStarred && found.kwargs.length === 0, open);
    found.args.push(this.parseExpression());
  }

  private ensureOrder(right: boolean, open: Token): void {
    if (!right) this.fail('invalid syntax for function call expression', open);
  }
}
