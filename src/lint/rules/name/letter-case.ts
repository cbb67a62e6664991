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
  const told = new Set<number>();
  for (const report of unknownNames(subject, true)) {
    told.add(report.at.start);
    yield report;
  }
  const first = new Map<string, string>();
  for (const { kind, name, node } of subject.analysis.reads.all) {
    const key = `${kind} ${name.toLowerCase()}`;
    const other = first.get(key) ?? name;
    first.set(key, other);
    if (other === name || told.has(node.start)) continue;
    const message = `'${name}' is '${other}' in another place of this template: letter case counts`;
    yield { message, hint: 'write both in the same way', at: node };
  }
}
