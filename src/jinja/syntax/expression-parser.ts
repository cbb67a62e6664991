import {
  make,
  type BinKind,
  type CompareOp,
  type Expr,
  type Filter,
  type Operand,
  type Place,
} from './nodes.ts';
import { OperandParser, TEST_ARGUMENT_STARTS, type CallArguments } from './operand-parser.ts';
import { textOf, type TokenKind } from './tokens.ts';

/** Python frames that one expression takes from `parse_expression` to `parse_unary` and the operand. */
const EXPRESSION_FRAMES = 12;

const MATH_NODES: Partial<Record<TokenKind, BinKind>> = {
  add: 'Add',
  sub: 'Sub',
  mul: 'Mul',
  div: 'Div',
  floordiv: 'FloorDiv',
  mod: 'Mod',
  pow: 'Pow',
};

const COMPARE_OPERATORS: ReadonlyMap<TokenKind, CompareOp> = new Map<TokenKind, CompareOp>([
  ['eq', 'eq'],
  ['ne', 'ne'],
  ['lt', 'lt'],
  ['lteq', 'lteq'],
  ['gt', 'gt'],
  ['gteq', 'gteq'],
]);

function noArguments(): CallArguments {
  return { args: [], kwargs: [], dyn_args: null, dyn_kwargs: null };
}

/** Expressions by rank, loosest first. Line numbers follow Jinja's: each further operator moves them. */
export class ExpressionParser extends OperandParser {
  /** One expression; without `withCondexpr` an `if` behind it is not part of it. */
  override parseExpression(withCondexpr = true): Expr {
    this.enter(EXPRESSION_FRAMES);
    const node = withCondexpr ? this.parseCondexpr() : this.parseOr();
    this.leave(EXPRESSION_FRAMES);
    return node;
  }

  /** or_test if or_test [else condexpr] */
  private parseCondexpr(): Expr {
    const first = this.current;
    let { lineno } = first;
    let node = this.parseOr();
    while (this.skipIf('name:if')) {
      const test = this.parseOr();
      const otherwise = this.skipIf('name:else') ? this.parseElse() : null;
      node = make('CondExpr', this.placeFrom(first, lineno), {
        test,
        expr1: node,
        expr2: otherwise,
      });
      lineno = this.current.lineno;
    }
    return node;
  }

  private parseElse(): Expr {
    this.enter(1);
    const node = this.parseCondexpr();
    this.leave(1);
    return node;
  }

  /** and_test or and_test … */
  private parseOr(): Expr {
    const first = this.current;
    let { lineno } = first;
    let left = this.parseAnd();
    while (this.skipIf('name:or')) {
      const right = this.parseAnd();
      left = make('Or', this.placeFrom(first, lineno), { left, right });
      lineno = this.current.lineno;
    }
    return left;
  }

  /** not_test and not_test … */
  private parseAnd(): Expr {
    const first = this.current;
    let { lineno } = first;
    let left = this.parseNot();
    while (this.skipIf('name:and')) {
      const right = this.parseNot();
      left = make('And', this.placeFrom(first, lineno), { left, right });
      lineno = this.current.lineno;
    }
    return left;
  }

  /** not not_test */
  private parseNot(): Expr {
    if (!this.test('name:not')) return this.parseCompare();
    this.enter(1);
    const first = this.next();
    const node = this.parseNot();
    this.leave(1);
    return make('Not', this.placeFrom(first), { node });
  }

  /** math == math in math not in math … */
  private parseCompare(): Expr {
    const first = this.current;
    let { lineno } = first;
    const expr = this.parseMath(0);
    const ops: Operand[] = [];
    for (let op = this.skipOperator(); op !== null; op = this.skipOperator()) {
      const start = this.current;
      const right = this.parseMath(0);
      ops.push(make('Operand', this.placeFrom(start), { op, expr: right }));
      lineno = this.current.lineno;
    }
    return ops.length === 0 ? expr : make('Compare', this.placeFrom(first, lineno), { expr, ops });
  }

  private skipOperator(): CompareOp | null {
    const operator = COMPARE_OPERATORS.get(this.current.kind);
    if (operator !== undefined) {
      this.next();
      return operator;
    }
    if (this.current.kind !== 'name') return null;
    if (this.skipIf('name:in')) return 'in';
    const next = this.test('name:not') ? this.look() : null;
    if (next?.kind !== 'name' || next.value !== 'in') return null;
    this.next();
    this.next();
    return 'notin';
  }

  /** The ladder of + - ~ * / // % **, whose ranks depend on the release. */
  private parseMath(rank: number): Expr {
    const level = this.dialect.math[rank];
    if (level === undefined) return this.parseUnary();
    if (level[0] === 'tilde') return this.parseConcat(rank);
    const first = this.current;
    let { lineno } = first;
    let left = this.parseMath(rank + 1);
    while (level.includes(this.current.kind)) {
      const kind = MATH_NODES[this.next().kind];
      if (kind === undefined) throw new Error('an operator has no node');
      const right = this.parseMath(rank + 1);
      left = make(kind, this.placeFrom(first, lineno), { left, right });
      lineno = this.current.lineno;
    }
    return left;
  }

  private parseConcat(rank: number): Expr {
    const first = this.current;
    const one = this.parseMath(rank + 1);
    if (!this.test('tilde')) return one;
    const nodes = [one];
    while (this.skipIf('tilde')) nodes.push(this.parseMath(rank + 1));
    return make('Concat', this.placeFrom(first), { nodes });
  }

  /** -unary, +unary or an operand, with what depends on it; filters and tests only outside of a sign */
  parseUnary(withFilter = true): Expr {
    const first = this.current;
    let node: Expr;
    if (first.kind === 'sub' || first.kind === 'add') {
      this.enter(1);
      this.next();
      const operand = this.parseUnary(false);
      node = make(first.kind === 'sub' ? 'Neg' : 'Pos', this.placeFrom(first), { node: operand });
      this.leave(1);
    } else node = this.parsePrimary();
    node = this.parsePostfix(node, first);
    return withFilter ? this.parseFilterExpression(node, first) : node;
  }

  private parseFilterExpression(node: Expr, first: Place): Expr {
    let result = node;
    for (;;) {
      const { kind } = this.current;
      if (kind === 'pipe') result = this.parseFilters(result, first);
      else if (kind === 'lparen') result = this.parseCall(result, first);
      else if (this.test('name:is')) result = this.parseTest(result, first);
      else return result;
    }
  }

  /** |name.name(arguments) … */
  private parseFilters(node: Expr, first: Place): Expr {
    let result = node;
    while (this.skipIf('pipe')) result = this.parseFilter(result, first);
    return result;
  }

  /** Filters without a value, of a filter block or block set; null where no `|` follows and none is owed. */
  parseBareFilters(startInline: boolean): Filter | null {
    const first = this.current;
    let node: Filter | null = startInline ? this.parseFilter(null, first) : null;
    while (this.skipIf('pipe')) node = this.parseFilter(node, first);
    return node;
  }

  private parseFilter(node: Expr | null, first: Place): Filter {
    const token = this.expect('name');
    const name = this.parseDotted(textOf(token));
    const callArguments = this.test('lparen') ? this.parseCallArguments() : noArguments();
    return make('Filter', this.placeFrom(first, token.lineno), { node, name, ...callArguments });
  }

  private parseDotted(begin: string): string {
    let name = begin;
    while (this.skipIf('dot')) name += `.${textOf(this.expect('name'))}`;
    return name;
  }

  /** is [not] name[(arguments) | operand] */
  private parseTest(node: Expr, first: Place): Expr {
    const { lineno } = this.next();
    const negated = this.skipIf('name:not');
    const name = this.parseDotted(textOf(this.expect('name')));
    const callArguments = this.test('lparen')
      ? this.parseCallArguments()
      : { ...noArguments(), args: this.parseTestArgument() };
    const place = this.placeFrom(first, lineno);
    const test = make('Test', place, { node, name, ...callArguments });
    return negated ? make('Not', place, { node: test }) : test;
  }

  private parseTestArgument(): Expr[] {
    if (!TEST_ARGUMENT_STARTS.has(this.current.kind)) return [];
    if (this.testAny(['name:else', 'name:or', 'name:and'])) return [];
    if (this.test('name:is')) this.fail('You cannot chain multiple tests with is');
    if (this.dialect.testArgument === 'expression') return [this.parseExpression()];
    const first = this.current;
    this.enter(2);
    const argument = this.parsePostfix(this.parsePrimary(), first);
    this.leave(2);
    return [argument];
  }
}
