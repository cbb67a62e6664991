import { children, type Node } from '../syntax/nodes.ts';

/** Nodes that cost one step. */
const NODES = 32;

/** How many steps it costs to run statements once, loops and macros in them not counted again: at least 1. */
export function weightOf(nodes: readonly Node[]): number {
  let count = 0;
  const left: Node[] = [...nodes];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    count += 1;
    if (node.typename !== 'Macro' && (node.typename !== 'For' || node.recursive))
      for (const child of children(node)) left.push(child);
  }
  return Math.max(1, Math.floor(count / NODES));
}
