/**
 * Steady expressions: each render would work them out again with the same answer, as `'a b'.split()` or `range(3)|list`, which Jinja's
 * own folding leaves alone. They are worked out when the template is compiled, and a render pays for the work as if it did it.
 */
import { Dict } from '../values/dict.ts';
import { CHANGING_METHODS } from '../values/changing-methods.ts';
import { Range } from '../values/range.ts';
import { Tuple } from '../values/tuple.ts';
import { Markup, PyFloat, type Value } from '../values/types.ts';
import { children, type Expr, type Kind, type Node } from '../syntax/nodes.ts';
import { constantOf, type FoldContext, type FoldingState } from './constant-value.ts';
import { emitConstant } from './constants.ts';
import type { Emitter } from './emitter.ts';
import type { Scope } from './scope.ts';

/** The one name that a steady expression may read: it is steady as long as the name means Python's own. */
const RANGE = 'range';

/** What a steady expression is made of. */
const KINDS: ReadonlySet<Kind> = new Set<Kind>([
  'Const',
  'List',
  'Tuple',
  'Call',
  'Filter',
  'Getitem',
  'Slice',
  'Add',
  'Sub',
  'Mul',
  'Mod',
  'Neg',
]);

/** How many items and characters a value may have that the code holds. */
const MOST = 4096;

/** What writes the expressions of one template, the steady ones as their value. */
export function steadyCode(generator: Emitter, state: FoldingState): Emitter['steady'] {
  const expressions = new SteadyExpressions(generator, state);
  return (node, scope, write, isHeld) => expressions.code(node, scope, write, isHeld);
}

class SteadyExpressions {
  private readonly generator: Emitter;
  private readonly state: FoldingState;
  /** Nodes that were looked at: whether they read `range`; undefined where they are not steady. */
  private readonly seen: Map<Node, { readonly usesRange: boolean } | undefined> = new Map();
  private isInside = false;

  constructor(generator: Emitter, state: FoldingState) {
    this.generator = generator;
    this.state = state.apart();
  }

  /** The code of an expression, which `write` writes where it is not steady, or might not be. */
  code(node: Expr, scope: Scope, write: () => string, isHeld = true): string {
    const { generator } = this;
    // A trace reports on what is in it.
    if (this.isInside || generator.options.trace) return write();
    const found = this.look(node);
    const known = found && this.emit(node, scope, isHeld);
    if (known === undefined) return write();
    // What Jinja's compiler refuses in it is refused, whether or not it is needed.
    const code = this.inside(write);
    generator.writer.forgetPlace();
    if (found?.usesRange !== true) return known;
    const own = generator.hoistOnce(`R.builtin(env, "${RANGE}")`);
    return `(${scope.read(RANGE, generator.writer)} === ${own} ? ${known} : ${code})`;
  }

  private inside(write: () => string): string {
    this.isInside = true;
    try {
      return write();
    } finally {
      this.isInside = false;
    }
  }

  private emit(node: Expr, scope: Scope, isHeld: boolean): string | undefined {
    const { meter } = this.state;
    const before = meter.used;
    const value = this.valueOf(node, this.generator.foldContext(scope));
    if (value === undefined) this.seen.set(node, undefined);
    if (value === undefined || !(isPlain(value) || (!isHeld && isRange(value)))) return undefined;
    const steps = meter.used - before;
    const known = isHeld ? emitShared(this.generator, value) : emitOnce(this.generator, value);
    return steps === 0 ? known : `(run.step(${steps}), ${known})`;
  }

  private valueOf(node: Expr, place: FoldContext): Value | undefined {
    const rules = { ...place.rules, calls: true };
    const state = this.state.at(place.autoescape === true);
    const name = (asked: string): Value | undefined => this.state.builtin(asked);
    try {
      return constantOf(node, { ...place, state, name, rules });
    } catch {
      // It raises at each render, too.
      return undefined;
    }
  }

  private look(node: Node): { readonly usesRange: boolean } | undefined {
    if (!KINDS.has(node.typename)) return undefined;
    const known = this.seen.get(node);
    if (known !== undefined || this.seen.has(node)) return known;
    const found = this.lookInto(node);
    this.seen.set(node, found);
    return found;
  }

  private lookInto(node: Node): { readonly usesRange: boolean } | undefined {
    let usesRange = node.typename === 'Call' && node.node.typename === 'Name';
    const parts = partsOf(node);
    if (parts === undefined) return undefined;
    for (const part of parts) {
      const found = this.look(part);
      if (found === undefined) return undefined;
      usesRange ||= found.usesRange;
    }
    return { usesRange };
  }
}

/** The parts on which it depends whether an expression is steady; undefined where it is not, whatever they are. */
function partsOf(node: Node): readonly Node[] | undefined {
  if (node.typename === 'Filter' && node.node === null) return undefined;
  if (node.typename !== 'Call') return children(node);
  const { node: callee, args } = node;
  if (node.kwargs.length > 0 || node.dyn_kwargs !== null) return undefined;
  const given = node.dyn_args === null ? args : [...args, node.dyn_args];
  if (callee.typename === 'Name') return callee.name === RANGE ? given : undefined;
  if (callee.typename !== 'Getattr' || CHANGING_METHODS.has(callee.attr)) return undefined;
  return [callee.node, ...given];
}

/** Whether a value is text, a number or a flat container of these, and not too large. */
function isPlain(value: Value): boolean {
  if (Array.isArray(value)) return areAtoms(value);
  if (value instanceof Dict && value.constructor === Dict)
    return areAtoms([...value.entries()].flat());
  return value instanceof Tuple ? areAtoms(value.items) : areAtoms([value]);
}

function areAtoms(values: readonly Value[]): boolean {
  return (
    values.every(isAtom) && values.reduce<number>((sum, value) => sum + sizeOf(value), 0) <= MOST
  );
}

function isAtom(value: Value): boolean {
  // Jinja writes infinities as names that nobody has defined.
  if (value instanceof PyFloat) return Number.isFinite(value.value);
  return value === null || typeof value !== 'object' || value instanceof Markup;
}

function sizeOf(value: Value): number {
  if (value instanceof Markup) return value.text.length;
  return typeof value === 'string' ? value.length : 1;
}

function isRange(value: Value): value is Range {
  return value instanceof Range;
}

/** The code of a value: a list is a new one each time, made from one that the module keeps. */
function emitShared(generator: Emitter, value: Value): string {
  const code = emitConstant(generator, value);
  return Array.isArray(value) ? `${generator.hoistOnce(code)}.slice()` : code;
}

/** The code of a value that is looked at and not handed on, so that the module keeps one for all renders. */
function emitOnce(generator: Emitter, value: Value): string {
  if (isRange(value))
    return generator.hoistOnce(`new R.Range(${value.start}, ${value.stop}, ${value.step})`);
  const code = emitConstant(generator, value);
  const isContainer = Array.isArray(value) || value instanceof Tuple;
  return isContainer ? generator.hoistOnce(code) : code;
}
