import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

/** The elements of HTML and the names of their attributes, without any text: what a value must not change. */
export function skeleton(html: string): string {
  const parts: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node)
      parts.push(`<${[node.tagName, ...node.attrs.map(({ name }) => name)].join(' ')}>`);
    if ('childNodes' in node) node.childNodes.forEach(visit);
    if ('tagName' in node) parts.push('/');
  };
  visit(parseFragment(html));
  return parts.join('');
}
