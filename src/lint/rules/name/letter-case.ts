import type { Read } from '../../../analysis/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';
import { unknownNames } from '../../unknown.ts';

/** A name that differs from the account's in letter case or spaces alone. */
export const nameLetterCase: TextRule = {
  code: 'name/letter-case',
  severity: 'warning',
  why: 'Letter case and spaces of names count: UserAttribute["first name"] is another attribute than First Name, and missing for everyone.',
  bad: `Hi {{ UserAttribute['first name']|default('you', true) }}`,
  good: `Hi {{ UserAttribute['First Name']|default('you', true) }}`,

  check,
};

function* check(subject: Subject): Iterable<Report> {
  const { reads } = subject.analysis;
  const told = new Set<number>();
  const spellings = new Map<string, Set<string>>();
  for (const read of reads.all)
    spellings.set(keyOf(read), (spellings.get(keyOf(read)) ?? new Set()).add(read.name));
  for (const report of unknownNames(subject, true)) {
    told.add(report.at.start);
    const read = reads.all.find(({ node }) => node.start === report.at.start);
    const isBoth = read !== undefined && (spellings.get(keyOf(read))?.size ?? 0) > 1;
    yield isBoth ? { ...report, severity: 'warning' } : report;
  }
  const first = new Map<string, string>();
  for (const read of reads.all) {
    const { name, node } = read;
    const other = first.get(keyOf(read)) ?? name;
    first.set(keyOf(read), other);
    if (other === name || told.has(node.start)) continue;
    const message = `'${name}' is '${other}' in another place of this template: letter case counts`;
    yield { message, hint: 'write both in the same way', at: node };
  }
}

function keyOf({ kind, name }: Read): string {
  return `${kind} ${name.toLowerCase()}`;
}
