import type { Report, Subject, TextRule } from '../../rule.ts';

/** A picture has no alternative text. */
export const a11yAlt: TextRule = {
  code: 'a11y/alt',
  severity: 'note',
  why: 'Screen readers read the file name, and mail programs that block pictures show nothing.',
  bad: `<img src="https://example.com/a.png">`,
  good: `<img src="https://example.com/a.png" alt="">`,

  check,
};

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  if (!isHtml) return;
  for (const { 0: tag, index } of analysis.map.text.matchAll(
    /<img\b(?:"[^"]*"|'[^']*'|[^>"'])*>/gi,
  )) {
    if (/\salt\s*(?:=|[\s/>])/i.test(tag)) continue;
    const at = { start: index, end: index + tag.length };
    yield {
      message: 'the picture has no alternative text',
      hint: 'alt="" where it only decorates',
      at,
    };
  }
}
