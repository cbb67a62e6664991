import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/diagnostics/index.ts';
import { defaultProfile, nobleHashes } from '../../src/account/index.ts';
import { lint, RULES, type Rule } from '../../src/lint/index.ts';

const EMAIL: NonNullable<Rule['where']> = { channel: 'email', trigger: 'event' };

describe.each(RULES)('$code', ({ code, bad, good, where = EMAIL }) => {
  const findingsOf = (template: string): readonly Finding[] =>
    lint(template, {
      profile: defaultProfile(where.channel),
      ...where,
      hashes: nobleHashes,
      clock: () => Date.UTC(2026, 0, 1),
    }).findings;
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
