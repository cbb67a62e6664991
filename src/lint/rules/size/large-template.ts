import type { Report, Subject, TextRule } from '../../rule.ts';
import { bytesOf, KILOBYTE } from '../../sizes.ts';

/** MoEngage recommends templates below this. */
const MOST = 90 * KILOBYTE;

/** A template that is larger than MoEngage recommends. */
export const sizeLargeTemplate: TextRule = {
  code: 'size/large-template',
  severity: 'warning',
  why: 'MoEngage recommends templates below 90 KB: larger ones are slow to personalise and may be cut.',
  bad: '<p>Hello and welcome to our newsletter</p>'.repeat(2400),
  shown: `<p>Hello and welcome to our newsletter</p> … 95 KB of it`,
  good: `<p>Hello and welcome to our newsletter</p>`,

  check,
};

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  const bytes = bytesOf(analysis.map.text);
  if (!isHtml || bytes <= MOST) return;
  const message = `the template has ${Math.round(bytes / KILOBYTE)} KB: MoEngage recommends less than 90`;
  yield {
    message,
    hint: 'move styles and repeated parts out, or shorten them',
    at: { start: 0, end: 0 },
  };
}
