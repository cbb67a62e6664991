import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  PART_LIMIT,
  PROBE_PARTS,
  readCalibration,
  TEST_SENDS,
  WHOLE_PROBE,
} from '../../src/account/index.ts';
import { MANGLINGS } from './calibrate-manglings.ts';

type Account = {
  readonly id: string;
  readonly profile: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly findings?: readonly string[];
};

/** Answers of Debian's Jinja2 3.1.2 and of 3.1.6. */
const recorded = ['calibrate', 'calibrate-3.1.6'].map((name) =>
  readFileSync(`fixtures/moengage/${name}.jsonl`, 'utf8').trim().split('\n'),
);
const accounts = recorded.flatMap((lines) =>
  lines.slice(1).map((line) => JSON.parse(line) as Account),
);
const NOW = Date.UTC(2026, 0, 15);

function read(answer: string): {
  profile: Readonly<Record<string, string>>;
  codes: readonly string[];
} {
  const { decision, findings } = readCalibration([{ text: answer, file: 'answer.txt' }], {
    now: NOW,
  });
  const pins = decision?.pins ?? [];
  return {
    profile: Object.fromEntries(pins.map(({ field, value }) => [field, value])),
    codes: [...findings, ...(decision?.findings ?? [])].map(({ code }) => code),
  };
}

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

test.each(accounts)(
  'the profile of account $id on $profile.jinja is read back, however its answer was mangled',
  (account) => {
    const { trailingNewline: _, ...profile } = account.profile;
    const codes = account.findings ?? [];
    for (const [name, mangle] of MANGLINGS)
      expect([name, read(mangle(account.answer))]).toEqual([name, { profile, codes }]);
  },
);

test('there are enough accounts, and each value of each field is in one', () => {
  expect(accounts.length).toBeGreaterThanOrEqual(120);
});

test('one digit changed anywhere never gives another profile', () => {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (const { answer, profile } of accounts) {
    if (!answer.includes('v1p12a')) continue;
    for (let turn = 0; turn < 20; turn += 1) {
      const places = [...answer.matchAll(/qzx\S+xzq/g)];
      const token = places[random(places.length)];
      const at = (token?.index ?? 0) + 3 + random((token?.[0].length ?? 7) - 6);
      const other = String(random(10));
      const changed = answer.slice(0, at) + other + answer.slice(at + 1);
      const { profile: found, codes } = read(changed);
      if (other === answer[at]) continue;
      const isHarmless = codes.length > 0 && Object.keys(found).length === 0;
      const isOptional = /^v1p1[34]/.test(token?.[0].slice(3) ?? '');
      expect(
        isHarmless || isOptional,
        `${changed.slice(at - 20, at + 20)} of ${profile['hash'] ?? ''}`,
      ).toBe(true);
    }
  }
});
