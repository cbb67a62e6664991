import { DEFAULT, type Read, type Reads } from '../analysis/index.ts';
import { PyFloat, type ast, type Value } from '../jinja/index.ts';
import type { Fold } from './features.ts';

/** Filters and methods that change a text before it is compared. */
export const FOLDS: ReadonlyMap<string, Fold> = new Map([
  ['trim', 'trim'],
  ['strip', 'trim'],
  ['lower', 'lower'],
  ['upper', 'upper'],
  ['title', 'title'],
]);

/** Filters that give a number of whatever they get, or fail by its type alone. */
export const NUMBERS: ReadonlySet<string> = new Set(['abs', 'float', 'int', 'round']);
/** Filters that count. */
export const LENGTHS: ReadonlySet<string> = new Set(['length', 'count']);

/** An attribute whose value an expression is, and what was done with it before. */
export type Subject = {
  readonly read: Read;
  readonly folds: readonly Fold[];
  readonly as: 'value' | 'number' | 'length' | 'other';
};

/** Finds the attributes that expressions of a template are the values of. */
export class Subjects {
  private readonly reads: Reads;
  private readonly open: Set<string> = new Set();

  constructor(reads: Reads) {
    this.reads = reads;
  }

  /** The attributes in an expression, whatever is done with them. */
  attributesIn(node: ast.Node): readonly Read[] {
    return this.reads.of(node).filter(isAttribute);
  }

  /** The attributes that a value may be of, through variables, defaults and the filters that features know. */
  of(node: ast.Node): readonly Subject[] {
    const read = this.reads.at(node);
    if (read !== undefined) return isAttribute(read) ? [{ read, folds: [], as: 'value' }] : [];
    switch (node.typename) {
      case 'Name':
        return this.ofName(node.name);
      case 'CondExpr':
        return [node.expr1, node.expr2].flatMap((one) => (one === null ? [] : this.of(one)));
      case 'Or':
      case 'And':
        return [node.left, node.right].flatMap((one) => this.of(one));
      case 'Filter':
        return this.filtered(node);
      case 'Call': {
        const { node: callee } = node;
        const fold = callee.typename === 'Getattr' ? FOLDS.get(callee.attr) : undefined;
        if (callee.typename === 'Getattr' && fold !== undefined && node.args.length === 0)
          return this.folded(callee.node, fold);
        break;
      }
      default:
        break;
    }
    return this.attributesIn(node).map((one) => ({ read: one, folds: [], as: 'other' }));
  }

  private ofName(name: string): readonly Subject[] {
    if (this.open.has(name)) return [];
    this.open.add(name);
    const found = (this.reads.bindings.get(name) ?? []).flatMap((source) => this.of(source));
    this.open.delete(name);
    return found;
  }

  private filtered(node: ast.Filter): readonly Subject[] {
    const { name, node: subject, args } = node;
    if (subject === null) return [];
    if (DEFAULT.has(name)) return [subject, ...args.slice(0, 1)].flatMap((one) => this.of(one));
    const fold = FOLDS.get(name);
    if (fold !== undefined && args.length === 0) return this.folded(subject, fold);
    const as = NUMBERS.has(name) ? 'number' : LENGTHS.has(name) ? 'length' : 'other';
    return this.of(subject).map((one) => ({
      ...one,
      as: one.as === 'value' && one.folds.length === 0 && name !== 'round' ? as : 'other',
    }));
  }

  private folded(node: ast.Node, fold: Fold): readonly Subject[] {
    return this.of(node).map((one) => ({
      ...one,
      folds: [...one.folds, fold],
      as: one.as === 'value' ? 'value' : 'other',
    }));
  }
}

/** Whether a read is of an attribute, not of a product set, a table or an API. */
export function isAttribute({ kind }: Read): boolean {
  return kind.endsWith('Attribute');
}

/** The literals that something is compared with; undefined where it is compared with something else. */
export function literalsOf(
  node: ast.Node,
  op: ast.CompareOp,
): readonly (string | number | boolean)[] | undefined {
  const items =
    (op === 'in' || op === 'notin') && (node.typename === 'List' || node.typename === 'Tuple')
      ? node.items
      : op === 'in' || op === 'notin'
        ? undefined
        : [node];
  const found: (string | number | boolean)[] = [];
  for (const item of items ?? []) {
    const value: Value | undefined = item.typename === 'Const' ? item.value : undefined;
    if (value === undefined || typeof value === 'bigint') return undefined;
    if (value instanceof PyFloat) found.push(value.value);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      found.push(value);
  }
  return items === undefined ? undefined : found;
}
