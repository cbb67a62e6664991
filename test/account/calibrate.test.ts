import { describe, expect, test } from 'vitest';
import { PART_LIMIT, PROBE_PARTS, TEST_SENDS, WHOLE_PROBE } from '../../src/account/index.ts';
import { MANGLINGS } from './calibrate-manglings.ts';
import { accounts, read, recorded } from './recorded-accounts.ts';

describe('the templates', () => {
  test('the recorded answers are those of the present templates (record anew: test/oracle/calibrate.py)', () => {
    const parts = PROBE_PARTS.map(({ number, where, template }) => ({ number, where, template }));
    const testSends = TEST_SENDS.map(({ number, template }) => ({ number, template }));
    for (const [first = ''] of recorded)
      expect(JSON.parse(first)).toEqual({ probe: { parts, testSends } });
  });

  test('each fits a push message and holds nothing that an editor changes, but for the part that asks for that', () => {
    for (const { template } of PROBE_PARTS) {
      expect(template.length).toBeLessThanOrEqual(PART_LIMIT);
      expect(template).toMatch(/^[\x20-\x7e]+$/);
    }
    expect(WHOLE_PROBE).not.toMatch(/[<>&"]/);
  });
});

// calibrate.long.test.ts mangles each answer in every way.
test.each(accounts.map((account, at) => ({ ...account, at })))(
  'the profile of account $id on $profile.jinja is read back, however its answer was mangled',
  ({ at, answer, ...account }) => {
    const { trailingNewline: _, ...profile } = account.profile;
    const codes = account.findings ?? [];
    for (const [name, mangle] of [...MANGLINGS].filter((__, place) => place % 4 === at % 4))
      expect([name, read(mangle(answer))]).toEqual([name, { profile, codes }]);
  },
);

test('there are enough accounts, and each value of each field is in one', () => {
  expect(accounts.length).toBeGreaterThanOrEqual(120);
});
