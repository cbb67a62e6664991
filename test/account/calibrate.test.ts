import { describe, expect, test } from 'vitest';
import { PART_LIMIT, PROBE_PARTS, TEST_SENDS, WHOLE_PROBE } from '../../src/account/index.ts';
import { accounts, recorded } from './recorded-accounts.ts';

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

test('there are enough accounts, and each value of each field is in one', () => {
  expect(accounts.length).toBeGreaterThanOrEqual(120);
});
