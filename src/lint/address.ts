import { linkRanges, type Analysis } from '../analysis/index.ts';
import { lastAtMost } from '../diagnostics/index.ts';
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
  const links = analysis.links.length > 0 ? analysis.links : rangesIn(analysis);
  const link = links[lastAtMost(links, node.start, ([start]) => start)];
  if (link !== undefined && link[0] <= node.start && node.end <= link[1])
    return map.text.slice(link[0], node.start);
  // Between values of an address there are texts without spaces.
  let before = '';
  for (let at = lastAtMost(texts, node.start, ({ start }) => start); at >= 0; at -= 1) {
    const text = texts[at];
    if (text === undefined || text.end > node.start) continue;
    before = text.data + before;
    if (/\s/.test(text.data)) break;
  }
  return ADDRESS.exec(before)?.[0];
}

const known = new WeakMap<Analysis, ReturnType<typeof linkRanges>>();

/** Where link destinations are if the texts are HTML, found once for a template. */
function rangesIn(analysis: Analysis): ReturnType<typeof linkRanges> {
  const ranges = known.get(analysis) ?? linkRanges(analysis.texts, analysis.map.text);
  known.set(analysis, ranges);
  return ranges;
}
