import type { Report, Subject, TextRule } from '../../rule.ts';

/** A page that does not say its language. */
export const a11yLang: TextRule = {
  code: 'a11y/lang',
  severity: 'note',
  why: 'Screen readers choose the voice by the language of the page.',
  bad: `<html><body><p>Hi</p></body></html>`,
  good: `<html lang="en"><body><p>Hi</p></body></html>`,

  check,
};

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  const tag = isHtml ? /<html\b[^>]*>/i.exec(analysis.map.text) : null;
  if (tag === null || /\s(?:xml:)?lang\s*=/i.test(tag[0])) return;
  const at = { start: tag.index, end: tag.index + tag[0].length };
  yield { message: 'the page does not say its language', hint: 'write <html lang="en">', at };
}
