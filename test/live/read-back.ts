import {
  makeProfile,
  PROFILE_FIELDS,
  type Profile,
  type ProfileField,
  type ProfileValues,
} from '../../src/account/index.ts';
import type { CalibratedAccount, LiveCalibration } from '../../src/live/index.ts';
import { REAL_FIELDS } from './real-account.ts';

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
