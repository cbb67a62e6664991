import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A date with both a time zone and an offset. */
export const dateZoneAndOffset: TextRule = {
  code: 'date/zone-and-offset',
  severity: 'warning',
  why: 'Where dateTimeFormatter gets both, tzOffset wins and timeZone is not looked at, unless the offset is -1000.',
  bad: `{{ '2030-01-19 17:21:00'|dateTimeFormatter(timeZone='Asia/Kolkata', tzOffset=60) }}`,
  good: `{{ '2030-01-19 17:21:00'|dateTimeFormatter(timeZone='Asia/Kolkata') }}`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  ast.visit(analysis.root, {
    Filter({ name, kwargs }) {
      if (name !== 'dateTimeFormatter') return;
      const given = (key: string): ast.Keyword | undefined => kwargs.find((one) => one.key === key);
      const [zone, offset] = [given('timeZone'), given('tzOffset')];
      // An offset of an attribute may be -1000, which asks for the zone.
      if (zone === undefined || offset === undefined || !isNumber(offset.value)) return;
      found.push({
        message: 'this time zone is not looked at: tzOffset wins',
        hint: 'leave one of them',
        at: zone,
      });
    },
  });
  return found;
}

function isNumber(node: ast.Expr): boolean {
  const value = node.typename === 'Neg' ? node.node : node;
  return value.typename === 'Const' && typeof value.value === 'number' && value.value !== 1000;
}
