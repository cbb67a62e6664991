import type { Report, Subject, TextRule } from '../../rule.ts';
import { bytesOf, KILOBYTE } from '../../sizes.ts';

/** Gmail is reported to clip mails near this. */
const CLIP = 100 * KILOBYTE;

/** A message that Gmail clips. */
export const sizeGmailClip: TextRule = {
  code: 'size/gmail-clip',
  severity: 'warning',
  why: 'Gmail shows about the first 100 KB of a mail: what comes after, often the unsubscribe link and the picture that counts opens, is hidden.',
  bad: `{% for n in range(1400) %}<p>Hello and welcome to our newsletter, the one with long paragraphs of text</p>{% endfor %}`,
  good: `{% for n in range(4) %}<p>Hello and welcome to our newsletter</p>{% endfor %}`,

  check,
};

function* check({ complete, channel }: Subject): Iterable<Report> {
  const bytes = complete === undefined || channel !== 'email' ? 0 : bytesOf(complete.text);
  if (bytes <= CLIP) return;
  const message = `a complete user is sent ${Math.round(bytes / KILOBYTE)} KB: Gmail clips mails near 100`;
  yield { message, hint: 'show fewer items, shorten styles', at: { start: 0, end: 0 } };
}
