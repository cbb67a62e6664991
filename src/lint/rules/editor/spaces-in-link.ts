import type { Edit } from '../../../diagnostics/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** An address has spaces inside its braces. */
export const editorSpacesInLink: TextRule = {
  code: 'editor/spaces-in-link',
  severity: 'warning',
  why: "MoEngage's rich-text editor percent-encodes the spaces in an address: {{ x }} becomes {{%20x%20}}, which does not parse.",
  bad: `{% set url = 'https://example.com' %}<a href="{{ url }}">Card</a>`,
  good: `{% set url = 'https://example.com' %}<a href="{{url}}">Card</a>`,

  check,
};

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  if (!isHtml) return;
  const { map, links, tokens } = analysis;
  const begins = tokens.filter(({ kind }) => kind === 'variable_begin');
  for (const [from, to] of links) {
    const tags = begins
      .filter(({ start }) => from <= start && start < to)
      .flatMap(({ start }) => spacedAt(map.text.slice(start, to), start) ?? []);
    if (tags.length === 0) continue;
    const address = map.text.slice(from, to);
    const change = { title: 'take the spaces out', edits: tags.flatMap(({ edits }) => edits) };
    const isAll = tags.every(({ hasMore }) => !hasMore);
    yield {
      message: 'the rich-text editor breaks spaces inside the braces of an address',
      hint: isAll
        ? `write ${address.replaceAll(/\{\{\s*(\S+?)\s*\}\}/g, '{{$1}}')}`
        : 'set a variable above, and write it without spaces: {{name}}',
      at: { start: from, end: to },
      ...(isAll && { change }),
    };
  }
}

/** The edits that take the spaces next to the braces of a tag out, and whether it has others; undefined where there are none. */
function spacedAt(
  text: string,
  start: number,
): { readonly edits: readonly Edit[]; readonly hasMore: boolean } | undefined {
  const [whole = '', before = '', inner = '', after = ''] =
    /^\{\{(\s*)([^{}]*?)(\s*)\}\}/.exec(text) ?? [];
  const end = start + whole.length - 2;
  const edits = [
    { from: start + 2, to: start + 2 + before.length, text: '' },
    { from: end - after.length, to: end, text: '' },
  ].filter((edit) => edit.from < edit.to);
  return edits.length === 0 ? undefined : { edits, hasMore: /\s/.test(inner) };
}
