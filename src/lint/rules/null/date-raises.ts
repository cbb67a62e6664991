import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

const DATES: ReadonlySet<string> = new Set(['dateFormatter', 'dateTimeFormatter', 'days', 'today']);

/** A date filter gets a value that may be missing or no date. */
export const nullDateRaises: HarmRule = {
  code: 'null/date-raises',
  severity: 'error',
  why: 'The date filters of MoEngage fail on what they cannot read as a date, and the user is dropped.',
  bad: `Valid until {{ UserAttribute['Expiry']|dateFormatter('%d.%m.%Y') }}`,
  good: `{% if UserAttribute['Expiry'] and UserAttribute['Expiry']|trim %}Valid until {{ UserAttribute['Expiry']|dateFormatter('%d.%m.%Y') }}{% endif %}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.isError &&
    isLack(harm) &&
    harm.node.typename === 'Filter' &&
    DATES.has(harm.node.name),
  hint: () => "ask before: {% if UserAttribute['…'] %}",
};
