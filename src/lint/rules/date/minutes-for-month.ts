import { repr } from '../../../jinja/index.ts';
import { dateFormats } from '../../date-formats.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** %M beside days and years, or %m beside hours. */
const MINUTES = /(?<=%[dejYy][ ./-]?)%M|%M(?=[ ./-]?%[dejYy])/g;
const MONTH = /(?<=%[HI]:)%m/g;

/** A date format that prints minutes for the month, or the month for minutes. */
export const dateMinutesForMonth: TextRule = {
  code: 'date/minutes-for-month',
  severity: 'warning',
  why: '%m is the month and %M are minutes: a date with the other one shows a number that is no month.',
  bad: `{% if UserAttribute['Expiry'] %}{{ UserAttribute['Expiry']|dateTimeFormatter(toFormat='%d/%M/%Y') }}{% endif %}`,
  good: `{% if UserAttribute['Expiry'] %}{{ UserAttribute['Expiry']|dateTimeFormatter(toFormat='%d/%m/%Y') }}{% endif %}`,

  check,
};

function* check({ analysis }: Subject): Iterable<Report> {
  for (const node of dateFormats(analysis.root)) {
    const meant = node.value.replaceAll(MINUTES, '%m').replaceAll(MONTH, '%M');
    if (meant === node.value) continue;
    const edits = [{ from: node.start + 1, to: node.end - 1, text: meant }];
    yield {
      message: `${repr(node.value)} has ${/%[HI]:%m/.test(node.value) ? 'the month where minutes' : 'minutes where the month'} should be`,
      hint: `write ${repr(meant)}`,
      at: node,
      change: { title: `write ${repr(meant)}`, edits },
    };
  }
}
