import { smsParts } from '../../../passkit/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A text message of several parts. */
export const smsPartsOf: TextRule = {
  code: 'sms/parts',
  severity: 'note',
  why: 'Each part is paid for. A character that GSM-7 does not have, such as a curly quote or an emoji, halves what a part holds: 70 characters in place of 160.',
  where: { channel: 'sms', trigger: 'event' },
  bad: `Your points expire soon, don’t miss it: use them in any of our stores until the end of the month`,
  good: `Your points expire soon, don't miss it: use them in any of our stores until the end of the month`,

  check,
};

function* check({ complete, channel, analysis }: Subject): Iterable<Report> {
  if (complete === undefined || channel !== 'sms') return;
  const { parts, encoding, units, foreign } = smsParts(complete.text);
  if (parts < 2) return;
  const { text } = analysis.map;
  const place = Math.max(0, ...foreign.map((character) => text.indexOf(character)));
  const why =
    foreign.length === 0
      ? ''
      : `, by ${foreign
          .slice(0, 3)
          .map((one) => `'${one}'`)
          .join(', ')}`;
  const message = `a complete user is sent ${parts} parts: ${units} characters in ${encoding}${why}`;
  const hint =
    foreign.length === 0 ? 'shorten the text' : 'write plain quotes and dashes, leave emoji out';
  yield { message, hint, at: { start: place, end: place + (foreign.length > 0 ? 1 : 0) } };
}
