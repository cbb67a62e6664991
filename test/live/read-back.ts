import { afterAll, describe, expect, test } from 'vitest';
import {
  makeProfile,
  PROFILE_FIELDS,
  type Profile,
  type ProfileField,
  type ProfileValues,
} from '../../src/account/index.ts';
import {
  calibrateLive,
  type CalibratedAccount,
  type LiveCalibration,
} from '../../src/live/index.ts';
import { findJinja, findOldJinja, type Installation } from '../oracle/python.ts';
import { accountOf } from './accounts.ts';
import { REAL_FIELDS, RealAccount } from './real-account.ts';

/** When every account here renders. */
export const NOW: number = Date.UTC(2026, 0, 15);
/** How every account here is asked. */
export const OPTIONS: LiveCalibration = { channel: 'email', id: 'r', now: NOW };

/** Everything but what no preview shows: what a null does to a message that is sent, what the editor does. */
const TOLD: readonly ProfileField[] = ['jinja', ...REAL_FIELDS];

/** What can be told of a profile. */
export function told(profile: Profile): object {
  return Object.fromEntries(TOLD.map((field) => [field, profile[field]]));
}

/** What was told. */
export function pinned({ decision, shown }: CalibratedAccount): object {
  const pins = [...(decision?.pins ?? []), ...shown].map(
    ({ field, value }) => [field, value] as const,
  );
  const all = Object.fromEntries(pins);
  return Object.fromEntries(TOLD.map((field) => [field, all[field]]));
}

/** Varied accounts of one release. */
export function profiles(
  count: number,
  jinja: ProfileValues['jinja'],
  seed: number,
): readonly Profile[] {
  let state = seed;
  const pick = <T>(values: readonly T[]): T => {
    state = (state * 48_271) % 2_147_483_647;
    return values[state % values.length] as T;
  };
  return Array.from({ length: count }, () => {
    const values = REAL_FIELDS.map((field) => [
      field,
      pick([...(PROFILE_FIELDS.get(field)?.values.keys() ?? [])]),
    ]);
    return makeProfile({ ...Object.fromEntries(values), jinja } as Partial<ProfileValues>);
  });
}

/** Declares tests that read accounts of the real Jinja back: so many of 3.1.2, so many of 2.8 on Python 2.7. */
export function readsBackReal(counts: readonly [number, number]): void {
  readsBack('Jinja 3.1.2', findJinja('3.1.2'), '3.1', counts[0]);
  readsBack('Jinja 2.8 on Python 2.7', findOldJinja(), '2.8', counts[1]);
}

function readsBack(
  name: string,
  installation: Installation | undefined,
  jinja: ProfileValues['jinja'],
  count: number,
): void {
  // Skipped, and reported as such, where the release is not on this machine.
  describe.skipIf(installation === undefined)(`accounts on the real ${name}`, () => {
    const real = new RealAccount(installation);
    afterAll(() => real.stop());

    test(`${count} of ${count} varied profiles are read back, with one request each`, async () => {
      for (const profile of profiles(count, jinja, 20_260_115)) {
        const { client, sent, wrong } = accountOf({ render: real.render(profile, NOW) });
        // oxlint-disable-next-line no-await-in-loop -- one process renders
        const read = await calibrateLive(client, OPTIONS);
        expect(pinned(read)).toEqual(told(profile));
        expect([sent.length, wrong, read.findings, read.decision?.findings]).toEqual([
          1,
          [],
          [],
          [],
        ]);
      }
    });

    test('an account that refuses a request for one of its texts is asked for each part', async () => {
      for (const profile of profiles(3, jinja, 7)) {
        const { client, sent, wrong } = accountOf({
          render: real.render(profile, NOW),
          failures: 'whole-request',
        });
        // oxlint-disable-next-line no-await-in-loop -- one process renders
        expect(pinned(await calibrateLive(client, OPTIONS))).toEqual(told(profile));
        expect(sent.length).toBeLessThan(20);
        expect(wrong).toEqual([]);
      }
    });
  });
}
