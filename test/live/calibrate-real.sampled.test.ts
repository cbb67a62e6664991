import { afterAll, describe, expect, test } from 'vitest';
import type { ProfileValues } from '../../src/account/index.ts';
import { calibrateLive } from '../../src/live/index.ts';
import { findJinja, findOldJinja, type Installation } from '../oracle/python.ts';
import { sampled } from '../sampled.ts';
import { accountOf } from './accounts.ts';
import { NOW, OPTIONS, pinned, profiles, told } from './read-back.ts';
import { RealAccount } from './real-account.ts';

readsBack('Jinja 3.1.2', findJinja('3.1.2'), '3.1', sampled(4, 48));
readsBack('Jinja 2.8 on Python 2.7', findOldJinja(), '2.8', sampled(2, 12));

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
