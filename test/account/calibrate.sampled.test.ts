import { expect, test } from 'vitest';
import { MANGLINGS } from './calibrate-manglings.ts';
import { accounts, read } from './recorded-accounts.ts';
import { sampled } from '../sampled.ts';

test('one digit changed anywhere never gives another profile', () => {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (const { answer, profile } of accounts) {
    if (!answer.includes('v1p12a')) continue;
    for (let turn = 0; turn < sampled(1, 20); turn += 1) {
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

test.each(accounts.map((account, at) => ({ ...account, at })))(
  'the profile of account $id on $profile.jinja is read back, however its answer was mangled',
  ({ at, answer, ...account }) => {
    const { trailingNewline: _, ...profile } = account.profile;
    const codes = account.findings ?? [];
    const step = sampled(4, 1);
    for (const [name, mangle] of [...MANGLINGS].filter((__, place) => place % step === at % step))
      expect([name, read(mangle(answer))]).toEqual([name, { profile, codes }]);
  },
);
