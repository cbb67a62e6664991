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
    const edits = begins.flatMap(({ start }): Edit[] => {
      if (start < from || start >= to) return [];
      // A tag with more spaces is encoded whatever is next to its braces.
      const tag = /^\{\{(\s*)[^\s{}]+(\s*)\}\}/.exec(map.text.slice(start, to));
      const [whole = '', before = '', after = ''] = tag ?? [];
      const end = start + whole.length - 2;
      return [
        { from: start + 2, to: start + 2 + before.length, text: '' },
        { from: end - after.length, to: end, text: '' },
      ].filter((edit) => edit.from < edit.to);
    });
    const [first, last] = [edits[0], edits.at(-1)];
    if (first === undefined || last === undefined) continue;
    const address = map.text.slice(from, to);
    yield {
      message: 'the rich-text editor breaks spaces inside the braces of an address',
      hint: `write ${address.replaceAll(/\{\{\s*(\S+?)\s*\}\}/g, '{{$1}}')}`,
      at: { start: from, end: to },
      change: { title: 'take the spaces out', edits },
    };
  }
}
