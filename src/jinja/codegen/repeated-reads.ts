/** The reads of the same item that a template or block has in several places: `UserAttribute['First Name']` all over a mail. */
import { DICT_ATTRIBUTES } from '../values/type-table.ts';
import { eachChild, type Getattr, type Getitem, type Node } from '../syntax/nodes.ts';
import { quoted } from './constants.ts';
import type { Emitter } from './emitter.ts';
import type { Scope } from './scope.ts';

/**
 * How many places make it worth an object for each run of the function. Macros and callers make none: they run often, and read what
 * they read in one branch; 10,000 calls of a macro took up to a tenth more.
 */
const LEAST = 3;

type Read = Getattr | Getitem;

/** The reads of an item of a name by a text that a template or block has in at least three places outside of macros. */
export function repeatedReads(root: Node): ReadonlySet<Node> {
  const repeated = new Set<Node>();
  collect(root, new Map(), repeated);
  return repeated;
}

function collect(node: Node, found: Map<string, Read[]>, repeated: Set<Node>): void {
  const key = itemOf(node)?.key;
  if (key !== undefined) {
    const reads = found.get(key) ?? [];
    reads.push(node as Read);
    found.set(key, reads);
    if (reads.length === LEAST) for (const read of reads) repeated.add(read);
    else if (reads.length > LEAST) repeated.add(node);
  }
  if (node.typename === 'Macro' || node.typename === 'CallBlock') return;
  const inside = node.typename === 'Block' ? new Map<string, Read[]>() : found;
  eachChild(node, (child) => collect(child, inside, repeated));
}

/** A read of an item of a name by a text: what tells it apart from others, how it is read, and the text. */
type Item = { readonly key: string; readonly how: string; readonly name: string };

/** What a node reads; undefined where it is not an item of a name by a text. A loop object is not a dict. */
function itemOf(node: Node): Item | undefined {
  if (node.typename === 'Getattr') {
    const { node: owner, attr } = node;
    if (owner.typename !== 'Name' || owner.name === 'loop' || DICT_ATTRIBUTES.has(attr))
      return undefined;
    return { key: `${owner.name}.${attr}`, how: 'member', name: attr };
  }
  if (node.typename !== 'Getitem') return undefined;
  const { node: owner, arg } = node;
  if (owner.typename !== 'Name' || arg.typename !== 'Const' || typeof arg.value !== 'string')
    return undefined;
  return { key: `${owner.name}[${arg.value}`, how: 'getItem', name: arg.value };
}

/** The code of a repeated read: an object of the function remembers what it found last. Undefined for any other read. */
export function repeatedRead(generator: Emitter, node: Read, scope: Scope): string | undefined {
  const item = generator.repeated.has(node) ? itemOf(node) : undefined;
  if (item === undefined) return undefined;
  const { key, how, name } = item;
  const { writer } = generator;
  const kept = writer.once(key, `new R.KeptItem(${quoted(name)}, ${how})`, () =>
    generator.temporary(),
  );
  const owner = generator.unfolded(node.node, scope);
  return `${kept}.read(ctx, ${owner}${writer.running(node)})`;
}
