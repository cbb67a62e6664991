import { findZone } from '../../../account/index.ts';
import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A time zone that does not exist. */
export const dateUnknownZone: TextRule = {
  code: 'date/unknown-zone',
  severity: 'error',
  why: 'A time zone has a name of the tz database, such as Asia/Kolkata, or is UTC or GMT. With any other the message fails for everyone.',
  bad: `{{ '2030-01-19 17:21:00'|dateTimeFormatter(timeZone='Asia/Mumbai') }}`,
  good: `{{ '2030-01-19 17:21:00'|dateTimeFormatter(timeZone='Asia/Kolkata') }}`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  ast.visit(analysis.root, {
    Filter({ name, args, kwargs }) {
      const zone =
        name === 'today'
          ? (args[0] ?? kwargs.find(({ key }) => key === 'tz')?.value)
          : name === 'dateTimeFormatter'
            ? (kwargs.find(({ key }) => key === 'timeZone')?.value ?? args[1])
            : undefined;
      if (zone?.typename !== 'Const' || typeof zone.value !== 'string' || zone.value === '') return;
      if (findZone(zone.value) !== undefined) return;
      const message = `there is no time zone '${zone.value}'`;
      found.push({ message, hint: "write a name such as 'Asia/Kolkata' or 'UTC'", at: zone });
    },
  });
  return found;
}
