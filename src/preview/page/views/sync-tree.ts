/**
 * Makes an element the same as another one, of which it takes nodes. What is the same stays where it is, so that what is scrolled to stays
 * in sight, and only what differs is laid out again.
 */
export function syncTree(now: Element, wanted: Element): void {
  syncAttributes(now, wanted);
  const [old, next] = [Array.from(now.childNodes), Array.from(wanted.childNodes)];
  const shorter = Math.min(old.length, next.length);
  let from = 0;
  while (from < shorter && isSame(old[from], next[from])) from += 1;
  let rest = 0;
  while (rest < shorter - from && isSame(old.at(-1 - rest), next.at(-1 - rest))) rest += 1;
  const [out, into] = [old.slice(from, old.length - rest), next.slice(from, next.length - rest)];
  const end = old[old.length - rest] ?? null;
  for (const [at, node] of into.entries()) {
    const before = out[at];
    if (before === undefined) now.insertBefore(node, end);
    else if (isElement(before) && isElement(node) && isAlike(before, node)) syncTree(before, node);
    else before.replaceWith(node);
  }
  for (const node of out.slice(into.length)) node.remove();
}

function isSame(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && one.isEqualNode(other);
}

/** By its type: the nodes of a frame are of classes of its own. */
function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}

function isAlike(one: Element, other: Element): boolean {
  return one.nodeName === other.nodeName && one.namespaceURI === other.namespaceURI;
}

function syncAttributes(now: Element, wanted: Element): void {
  for (const { name } of Array.from(now.attributes))
    if (!wanted.hasAttribute(name)) now.removeAttribute(name);
  for (const { name, namespaceURI, value } of Array.from(wanted.attributes))
    if (now.getAttribute(name) !== value) now.setAttributeNS(namespaceURI, name, value);
}
