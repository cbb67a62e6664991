import { describe, expect, test } from 'vitest';
import { FindingsError, type Finding } from '../../src/diagnostics/index.ts';
import { readFieldMap } from '../../src/compiler/index.ts';
import { readRecipient } from '../../src/account/index.ts';
import { lint, lintMap, RULES, type Rule } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

const EMAIL: NonNullable<Rule['where']> = { channel: 'email', trigger: 'event' };

const TEMPLATE_RULES = RULES.filter((rule) => !('checkMap' in rule));
const MAP_RULES = RULES.filter((rule) => 'checkMap' in rule);

describe.each(MAP_RULES)('$code', ({ code, bad, good, users }) => {
  const findingsOf = (text: string): readonly string[] => {
    const { map, findings } = readFieldMap(text, 'fieldmap.yaml');
    if (map === undefined) throw new FindingsError(findings);
    const recipients = users.flatMap((user) => readRecipient(user, 'ada.yaml').recipient ?? []);
    return lintMap(map, recipients).map((one) => one.code);
  };
  test('is found in its bad example, and alone', () => {
    expect(findingsOf(bad)).toEqual([code]);
  });
  test('finds nothing in its good example', () => {
    expect(findingsOf(good)).toEqual([]);
  });
});

describe.each(TEMPLATE_RULES)('$code', ({ code, bad, good, where = EMAIL }) => {
  const findingsOf = (template: string): readonly Finding[] =>
    lint(template, lintOptions(where)).findings;
  test('is found in its bad example, and alone', () => {
    const found = findingsOf(bad);
    expect(found.map((one) => one.code)).toContain(code);
    const others = found.filter((one) => one.code !== code && one.severity !== 'note');
    expect(others.map((one) => one.code)).toEqual([]);
  });
  test('finds nothing in its good example', () => {
    const found = findingsOf(good).filter((one) => one.code === code || one.severity !== 'note');
    expect(found.map((one) => one.code)).toEqual([]);
  });
});

test('a date format with a quote is written as Jinja has it', () => {
  const hints = (format: string): readonly (string | undefined)[] =>
    lint(`{{ '2027-01-31'|dateTimeFormatter(toFormat=${format}) }}`, lintOptions(EMAIL))
      .findings.filter(({ code }) => code.startsWith('date/'))
      .map(({ hint }) => hint);
  expect(hints("'%d/%M/%Y'")).toEqual(["write '%d/%m/%Y'"]);
  expect(hints(`"%H o'clock, %d/%M/%Y"`)).toEqual([`write "%H o'clock, %d/%m/%Y"`]);
  expect(hints(`"hh o'clock"`)).toEqual([`write "%I o'clock"`]);
});
