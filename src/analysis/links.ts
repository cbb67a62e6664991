import type { ast } from '../jinja/syntax/index.ts';

/** Attributes of HTML whose value is an address that is loaded or opened. */
const LINK_ATTRIBUTE = /\b(?:href|src)\s*=\s*(?:"([^"]*)("|$)|'([^']*)('|$)|([^\s>"']+))/gi;

/** The beginning of an element, and its attributes in double quotes. */
const ELEMENT = /<[a-z][\w:-]*(?:[^<>"']|"[^"]*"|'[^']*')*>/gi;
const QUOTED = /[^\s"'<>=]\s*=\s*"([^"]*)"/g;

/** What takes the place of tags. */
const NOTHING = '\0';

/** A stretch of the source that is a link destination, quotes left out. */
export type LinkRange = readonly [start: number, end: number];

/**
 * Where the link destinations of an HTML message are: values of `href` and `src`. `texts` are its texts between tags in their
 * order, which are looked at alone, so that quotes inside an expression do not end a value.
 */
export function linkRanges(
  texts: readonly ast.TemplateData[],
  source: string,
): readonly LinkRange[] {
  return [...withoutTags(texts, source).matchAll(LINK_ATTRIBUTE)].map((match) => {
    const value = match[1] ?? match[3] ?? match[5] ?? '';
    const closing = match[2] ?? match[4] ?? '';
    const end = match.index + match[0].length - closing.length;
    return [end - value.length, end];
  });
}

/** Where values of attributes of HTML are that double quotes enclose, quotes left out; `texts` as for `linkRanges`. */
export function quotedRanges(
  texts: readonly ast.TemplateData[],
  source: string,
): readonly LinkRange[] {
  return [...withoutTags(texts, source).matchAll(ELEMENT)].flatMap(({ 0: element, index }) =>
    [...element.matchAll(QUOTED)].map((match): LinkRange => {
      const end = index + match.index + match[0].length - 1;
      return [end - (match[1] ?? '').length, end];
    }),
  );
}

/** A text of the same length in which nothing is in place of tags. */
function withoutTags(texts: readonly ast.TemplateData[], source: string): string {
  let html = '';
  for (const { start, end } of texts) {
    if (start < html.length) continue;
    html += NOTHING.repeat(start - html.length) + source.slice(start, end);
  }
  return html + NOTHING.repeat(Math.max(0, source.length - html.length));
}
