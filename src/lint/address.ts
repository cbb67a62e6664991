import { linkRanges, type Analysis } from '../analysis/index.ts';
import type { ast } from '../jinja/index.ts';

/** The beginning of an address, of any scheme, or of a domain with a path as text messages have it. */
const ADDRESS = /(?:\b[a-z][a-z0-9+.-]*:\/\/|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}\/)[^\s"'<>]*$/i;

/**
 * The part of an address before a node, as it is written: of the link destination of HTML that the node is in, or of an address in a
 * text, `https://…`, `app://…` or `shop.example/…` up to the node. Undefined where the node is in no address.
 */
export function addressBefore(analysis: Analysis, node: ast.Node): string | undefined {
  const { map, texts } = analysis;
  // HTML may be in any text, as in a card.
  const links = analysis.links.length > 0 ? analysis.links : linkRanges(texts, map.text);
  const link = links.find(([start, end]) => start <= node.start && node.end <= end);
  if (link !== undefined) return map.text.slice(link[0], node.start);
  // Between values of an address there are texts without spaces.
  let before = '';
  for (const { data } of texts.filter(({ end }) => end <= node.start).toReversed()) {
    before = data + before;
    if (/\s/.test(data)) break;
  }
  return ADDRESS.exec(before)?.[0];
}
