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
  const { map, links } = analysis;
  for (const [start, end] of links) {
    const address = map.text.slice(start, end);
    if (!/^\s*\{\{\s+[\w.]+\s*\}\}\s*$|^\s*\{\{\s*[\w.]+\s+\}\}\s*$/.test(address)) continue;
    const hint = `write ${address.replaceAll(/\s+/g, '')}`;
    yield {
      message: 'the rich-text editor breaks spaces inside the braces of an address',
      hint,
      at: { start, end },
    };
  }
}
