import { findStatements, findDependencies } from '../../analysis/queries.ts';
import { children, type Node, type Root } from '../../syntax/nodes.ts';

/**
 * The name that Python has for the function which takes the place of an unknown filter or test: Jinja 3.1 numbers the filters
 * and tests of each function, then its other temporary variables, function by function. `top` is the function, such as `root`.
 */
export function dependencyName(
  root: Root,
  kind: 'filter' | 'test',
  name: string,
  top: string,
): string {
  const numbers = new Map<string, number>();
  let last = 0;
  const blocks = findStatements(root.body, 'Block').map(
    (block) => [`block_${block.name}`, block] as const,
  );
  for (const [title, { body }] of [['root', root] as const, ...blocks]) {
    for (const key of keysOf(body)) if (!numbers.has(key)) numbers.set(key, (last += 1));
    if (title === top) break;
    last += temporaries(body);
  }
  return `${top}.<locals>.t_${numbers.get(`${kind} ${name}`) ?? 1}`;
}

/** The filters, then the tests of a function, each sorted by name. */
function keysOf(body: readonly Node[]): string[] {
  const keys = findDependencies(body).map(
    ({ typename, name }) => `${typename.toLowerCase()} ${name}`,
  );
  return keys.sort();
}

/** How many temporary variables the code of statements has, blocks left out. */
function temporaries(nodes: readonly Node[]): number {
  let count = 0;
  for (const node of nodes) {
    if (node.typename === 'Block') continue;
    if (BUFFERING.has(node.typename)) count += 1;
    if (node.typename === 'For')
      count += Number(node.test !== null) + Number(node.recursive) + Number(node.else_.length > 0);
    count += temporaries(children(node));
  }
  return count;
}

const BUFFERING: ReadonlySet<string> = new Set([
  'Macro',
  'CallBlock',
  'FilterBlock',
  'AssignBlock',
  'Autoescape',
]);
