import { expect, test } from 'vitest';
import {
  defaultProfile,
  FILTER_DOCS,
  makeProfile,
  nobleHashes,
  PROFILE_FIELDS,
  TAG_DOCS,
  TEST_DOCS,
  type Profile,
} from '../../src/account/index.ts';
import { AccountEnvironment } from '../../src/emulator/account-environment.ts';

/** The default account, and each that has one field otherwise. */
const PROFILES: readonly Profile[] = [
  defaultProfile(),
  ...[...PROFILE_FIELDS].flatMap(([field, { values }]) =>
    [...values.keys()].map((value) => makeProfile({ [field]: value })),
  ),
];

const environments = PROFILES.map(
  (profile) => new AccountEnvironment({ profile, crypto: nobleHashes, clock: () => 0 }),
);

test('every filter and test of every account has its documentation, and nothing else has', () => {
  const filters = new Set(environments.flatMap((one) => [...one.filters.keys()]));
  const tests = new Set(environments.flatMap((one) => [...one.tests.keys()]));
  expect(environments.length).toBeGreaterThan(20);
  expect([...FILTER_DOCS.keys()].toSorted()).toEqual([...filters].toSorted());
  expect([...TEST_DOCS.keys()].toSorted()).toEqual([...tests].toSorted());
});

test('each is one sentence with a form that names it', () => {
  for (const docs of [FILTER_DOCS, TEST_DOCS, TAG_DOCS])
    for (const [name, { form, what }] of docs) {
      expect(what).toMatch(/^[A-Z].*\.$/);
      expect(form).toContain(name);
    }
});
