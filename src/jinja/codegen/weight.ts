import { walk, type Node } from '../syntax/nodes.ts';

/** Nodes that cost one step. */
const NODES = 32;

/** How many steps it costs to run statements once, loops and macros in them not counted again: at least 1. */
export function weightOf(nodes: readonly Node[]): number {
  let count = 0;
  for (const statement of nodes)
    walk(statement, (node) => {
      count += 1;
      return node.typename !== 'Macro' && (node.typename !== 'For' || node.recursive);
    });
  return Math.max(1, Math.floor(count / NODES));
}
