import { expect, test } from 'vitest';
import { makeProfile, PROFILE_FIELDS } from '../../src/account/index.ts';
import { everyNth, sampled } from '../sampled.ts';
import {
  campaignOf,
  compareWith,
  emulated,
  expectedDifferences,
  namedFields,
  SHIPPED,
} from './compare.ts';
import { REAL_FIELDS } from './real-account.ts';

/** Every value of every field that is not its default. */
const OTHERS = [...PROFILE_FIELDS].flatMap(([field, { values, default: usual }]) =>
  REAL_FIELDS.includes(field) || field === 'jinja'
    ? [...values.keys()].filter((value) => value !== usual).map((value) => [field, value] as const)
    : [],
);

test.each(everyNth(OTHERS, 3))(
  '%s: %s is found for exactly those users whom it changes',
  async (field, value) => {
    for (const name of sampled(['passkit-guide'], SHIPPED)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const campaign = await campaignOf(name);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { comparison } = await compareWith(campaign, emulated({ [field]: value }));
      const found = comparison.differences.map(({ user }) => user);
      expect(found).toEqual(
        expectedDifferences(campaign, makeProfile({ [field]: value }, 'email')),
      );
      if (found.length > 0) expect(namedFields(comparison)).toContain(field);
    }
  },
);
