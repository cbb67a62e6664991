import { repr } from '../../../jinja/index.ts';
import { dateFormats } from '../../date-formats.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** What formats of other languages are called in Python. */
const DIRECTIVES: ReadonlyMap<string, string> = new Map([
  ['yyyy', '%Y'],
  ['yy', '%y'],
  ['MMMM', '%B'],
  ['MMM', '%b'],
  ['MM', '%m'],
  ['dd', '%d'],
  ['hh', '%I'],
  ['HH', '%H'],
  ['mm', '%M'],
  ['ss', '%S'],
]);

/** A date format without a directive of Python. */
export const dateNoDirective: TextRule = {
  code: 'date/no-directive',
  severity: 'error',
  why: 'Formats are those of Python, %d/%m/%Y. A format without % is printed as it is: everyone reads DD/MM/YYYY.',
  bad: `{% if UserAttribute['Expiry'] %}{{ UserAttribute['Expiry']|dateTimeFormatter(toFormat='dd/MM/yyyy') }}{% endif %}`,
  good: `{% if UserAttribute['Expiry'] %}{{ UserAttribute['Expiry']|dateTimeFormatter(toFormat='%d/%m/%Y') }}{% endif %}`,

  check,
};

function* check({ analysis }: Subject): Iterable<Report> {
  for (const node of dateFormats(analysis.root)) {
    if (node.value.includes('%') || node.value.trim() === '') continue;
    const meant = translated(node.value);
    const edits = [{ from: node.start + 1, to: node.end - 1, text: meant }];
    const isKnown = meant !== node.value;
    yield {
      message: `${repr(node.value)} has no directive of Python: it is printed as it is`,
      hint: isKnown ? `write ${repr(meant)}` : "write a format such as '%d/%m/%Y'",
      at: node,
      change: isKnown ? { title: `write ${repr(meant)}`, edits } : undefined,
    };
  }
}

/** A format of another language in Python's directives; DD and YYYY are written for dd and yyyy. */
function translated(format: string): string {
  const usual = format.replaceAll('D', 'd').replaceAll('Y', 'y');
  return usual.replaceAll(/yyyy|yy|M{2,4}|dd|hh|HH|mm|ss/g, (part) => DIRECTIVES.get(part) ?? part);
}
