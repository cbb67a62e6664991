import type { Report, Subject, TextRule } from '../../rule.ts';

/** A link has no text of its own. */
export const a11yLinkText: TextRule = {
  code: 'a11y/link-text',
  severity: 'note',
  why: 'Screen readers read links alone: click here says nothing.',
  bad: `<a href="https://example.com">click here</a>`,
  good: `<a href="https://example.com">Your card</a>`,

  check,
};

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  if (!isHtml) return;
  for (const { 0: whole, 1: text = '', index } of analysis.map.text.matchAll(
    /<a\b[^>]*>([^<]*)<\/a>/gi,
  )) {
    if (!/^\s*(?:click )?here\s*$|^\s*$/i.test(text)) continue;
    const at = { start: index, end: index + whole.length };
    yield { message: 'the link has no text that says where it leads', at };
  }
}
