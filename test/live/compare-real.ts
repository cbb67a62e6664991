import { afterAll, describe, expect, test } from 'vitest';
import { makeProfile, PROFILE_FIELDS, type ProfileValues } from '../../src/account/index.ts';
import type { Installation } from '../oracle/python.ts';
import { campaignOf, compareWith, expectedDifferences, NOW, SHIPPED } from './compare.ts';
import { RealAccount } from './real-account.ts';

/** Ten accounts that each differ from the default in one field or several, and the default itself. */
export const ACCOUNTS: readonly Partial<ProfileValues>[] = [
  {},
  { missing: 'none' },
  { missing: 'empty', default: 'falsy' },
  { default: 'none', missing: 'none' },
  { hash: 'sha256-value-secret' },
  { hash: 'sha256-secret-value', hashCase: 'upper' },
  { base64Alphabet: 'url' },
  { base64Lines: '76', trailingNewline: 'kept' },
  { autoescape: 'on' },
  { macros: 'refused', whitespaceControl: 'refused' },
  { blockSet: 'refused', do: 'refused', urldecode: 'percent' },
];

/** Renders every shipped campaign in real accounts and here, for all its users: the differences are those of the profiles. */
export function comparesWithReal(
  name: string,
  installation: Installation | undefined,
  release: Partial<ProfileValues>,
  accounts: readonly Partial<ProfileValues>[],
): void {
  // Skipped, and reported as such, where the release is not on this machine.
  describe.skipIf(installation === undefined)(`campaigns beside the real ${name}`, () => {
    const real = new RealAccount(installation);
    afterAll(() => real.stop());
    const pairs = accounts.flatMap((values) =>
      SHIPPED.map((shipped) => [shipped, values] as const),
    );

    test.each(pairs)(
      '%s beside %j differs for exactly the users whom the profiles differ for',
      async (shipped, values) => {
        const campaign = await campaignOf(shipped, release);
        const other = makeProfile({ ...release, ...values }, 'email');
        const { comparison, sent, wrong } = await compareWith(campaign, real.render(other, NOW));
        const found = comparison.differences.map(({ user }) => user);
        expect([found, wrong]).toEqual([expectedDifferences(campaign, other), []]);
        expect([comparison.users.length, sent.length]).toEqual([34, 34]);
        expect(comparison.explanation.users).toBe(found.length);
        for (const { field, account } of comparison.explanation.steps.flatMap(
          ({ fields }) => fields,
        ))
          expect([field, PROFILE_FIELDS.get(field)?.values.has(account as never)]).toEqual([
            field,
            true,
          ]);
      },
    );
  });
}
