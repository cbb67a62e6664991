import { lastAtMost } from '../diagnostics/index.ts';
import type { Token } from '../jinja/index.ts';

/** A character of no text, which marks the places of tags. */
const MARK = '\uf8fe';

/** HTML with a mark in place of each tag of Jinja, and what puts the tags back. */
type WithoutTags = {
  /** The offset in the text of a place in the HTML. */
  readonly origin: (at: number) => number;
  readonly html: string;
  readonly restore: (html: string) => string;
};

/** Where a mark ends, and how much longer the text is up to there than the HTML. */
type Mark = { readonly end: number; readonly added: number };

/** A template as an editor of HTML reads it, its tags a text of their own. */
export function withoutTags(text: string, tokens: readonly Token[]): WithoutTags {
  const tags: string[] = [];
  const marks: Mark[] = [{ end: 0, added: 0 }];
  let html = '';
  let last = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const open = tokens[at];
    if (open === undefined || !open.kind.endsWith('_begin')) continue;
    const closing = open.kind.replace('begin', 'end');
    while (at < tokens.length && tokens[at]?.kind !== closing) at += 1;
    const end = tokens[at]?.end ?? text.length;
    html += `${text.slice(last, open.start)}${MARK}${tags.length}${MARK}`;
    tags.push(text.slice(open.start, end));
    marks.push({ end: html.length, added: end - html.length });
    last = end;
  }
  html += text.slice(last);
  const restore = (saved: string): string =>
    saved.replaceAll(/\uf8fe(\d+)\uf8fe/g, (_, index: string) => tags[Number(index)] ?? '');
  const origin = (at: number): number =>
    at + (marks[lastAtMost(marks, at, ({ end }) => end)]?.added ?? 0);
  return { html, origin, restore };
}

/** Elements that a browser puts in, and those without an end tag: they tell nothing. */
const SILENT =
  /^(?:html|head|body|tbody|area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** The tags of HTML and the marks in it, in their order, each with its place. */
function outline(html: string): readonly (readonly [part: string, at: number])[] {
  const plain = html.replaceAll(/<!--[^]*?-->|<!doctype[^>]*>/gi, (part) =>
    ' '.repeat(part.length),
  );
  const parts = plain.matchAll(
    /\uf8fe\d+\uf8fe|<(\/?)([a-z][\w:-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>/gi,
  );
  return [...parts]
    .filter(({ 2: name = '' }) => !SILENT.test(name))
    .map(({ 0: whole, 1: slash = '', 2: name, index }) => {
      return [name === undefined ? whole : `<${slash}${name.toLowerCase()}`, index];
    });
}

/** Where HTML with marks first has another element than it has once it is repaired; undefined where each keeps its place. */
export function firstMoved(html: string, repaired: string): number | undefined {
  const [before, after] = [outline(html), outline(repaired)];
  const at = before.findIndex(([part], index) => part !== after[index]?.[0]);
  if (at < 0) return before.length === after.length ? undefined : before.at(-1)?.[1];
  return before[at]?.[1];
}
