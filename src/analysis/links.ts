import { ast } from '../jinja/syntax/index.ts';

/** Attributes of HTML whose value is a place that is loaded or opened. */
const LINK_ATTRIBUTE = /\b(?:href|src)\s*=\s*(?:"([^"]*)("|$)|'([^']*)('|$)|([^\s>"']+))/gi;

const BLANK = '\0';

/** A stretch of the source that is a link destination, quotes left out. */
export type LinkRange = readonly [start: number, end: number];

/**
 * Where the link destinations of an HTML message stand: values of `href` and `src`. What stands between the tags of the
 * template is looked at alone, so that quotes inside an expression do not end a value.
 */
export function linkRanges(root: ast.Root, source: string): readonly LinkRange[] {
  const texts: LinkRange[] = [];
  ast.walk(root, (node) => {
    if (node.typename === 'TemplateData') texts.push([node.start, node.end]);
  });
  texts.sort((a, b) => a[0] - b[0]);
  let html = '';
  for (const [start, end] of texts) {
    if (start < html.length) continue;
    html += BLANK.repeat(start - html.length) + source.slice(start, end);
  }
  html += BLANK.repeat(Math.max(0, source.length - html.length));
  return [...html.matchAll(LINK_ATTRIBUTE)].map((match) => {
    const value = match[1] ?? match[3] ?? match[5] ?? '';
    const closing = match[2] ?? match[4] ?? '';
    const end = match.index + match[0].length - closing.length;
    return [end - value.length, end];
  });
}
