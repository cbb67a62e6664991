import { ast } from '../jinja/syntax/index.ts';
import { str } from '../jinja/values/index.ts';
import { DEFAULT } from './branches.ts';
import type { Read, Reads } from './reads.ts';

/**
 * A read whose value an expression works on, if it is there or not: through variables, sides of an inline `if`, items of a
 * list. `keys` are the members of it that are looked up on the way, `defaults` the filters `default` that it goes through.
 */
export type Flow = {
  readonly read: Read;
  readonly keys: readonly string[];
  readonly defaults: readonly ast.Filter[];
};

/** The reads whose values an expression or statement works on, or is. */
export function flowsInto(node: ast.Node, reads: Reads): readonly Flow[] {
  const found: Flow[] = [];
  const flow = new Flows(reads, found);
  flow.value(node, [], []);
  if (found.length === 0) for (const operand of operandsOf(node)) flow.value(operand, [], []);
  return found;
}

/** Through so many variables a value is followed: each is a step of recursion. */
const MOST_NAMES = 500;

class Flows {
  private readonly reads: Reads;
  private readonly found: Flow[];
  private readonly seen: Set<string> = new Set();

  constructor(reads: Reads, found: Flow[]) {
    this.reads = reads;
    this.found = found;
  }

  /** Follows what the value of an expression is. */
  value(node: ast.Node, keys: Flow['keys'], defaults: Flow['defaults']): void {
    const read = this.reads.at(node);
    if (read !== undefined) {
      this.found.push({ read, keys, defaults });
      return;
    }
    if (node.typename === 'Name') {
      if (this.seen.has(node.name) || this.seen.size > MOST_NAMES) return;
      this.seen.add(node.name);
      for (const source of this.reads.bindings.get(node.name) ?? [])
        this.value(source, keys, defaults);
    } else if (node.typename === 'Getattr') this.value(node.node, [...keys, node.attr], defaults);
    else if (node.typename === 'Getitem') this.value(node.node, [...keys, keyOf(node)], defaults);
    else if (node.typename === 'Filter' && DEFAULT.has(node.name)) {
      if (node.node !== null) this.value(node.node, keys, [...defaults, node]);
      for (const one of node.args.slice(0, 1)) this.value(one, keys, defaults);
    } else for (const one of choicesOf(node)) this.value(one, keys, defaults);
  }
}

function keyOf({ arg }: ast.Getitem): string {
  return arg.typename === 'Const' ? str(arg.value) : '';
}

/** The expressions one of which is the value of another, or in it. */
function choicesOf(node: ast.Node): readonly ast.Node[] {
  switch (node.typename) {
    case 'CondExpr':
      return node.expr2 === null ? [node.expr1] : [node.expr1, node.expr2];
    case 'And':
    case 'Or':
    case 'List':
    case 'Tuple':
    case 'Dict':
    case 'Pair':
    case 'Keyword':
    case 'Slice':
    case 'Operand':
      return ast.children(node);
    default:
      return [];
  }
}

/** What an expression works on; of a statement, what its tag holds. */
function operandsOf(node: ast.Node): readonly ast.Node[] {
  switch (node.typename) {
    case 'For':
      return [node.iter];
    case 'If':
      return [node.test];
    case 'With':
      return node.values;
    case 'CallBlock':
      return [node.call];
    case 'FilterBlock':
      return [node.filter];
    case 'Autoescape':
      return [node.value];
    case 'AssignBlock':
      return node.filter === null ? [] : [node.filter];
    case 'Root':
    case 'Output':
    case 'Macro':
    case 'Block':
      return [];
    default:
      return ast.children(node);
  }
}
