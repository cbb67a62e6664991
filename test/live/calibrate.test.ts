import { describe, expect, test } from 'vitest';
import { makeProfile, nobleHashes } from '../../src/account/index.ts';
import { calibrateLive, emulatedAccount } from '../../src/live/index.ts';
import { accountOf } from './accounts.ts';
import { NOW, OPTIONS, pinned, profiles, told } from './read-back.ts';

describe('accounts on our own engine', () => {
  test.each(['2.8', '3.1', '3.1.6'] as const)('release %s is read back', async (jinja) => {
    for (const profile of profiles(2, jinja, 11)) {
      const render = emulatedAccount({ profile, crypto: nobleHashes, clock: () => NOW });
      const { client, sent } = accountOf({ render });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const read = await calibrateLive(client, OPTIONS);
      expect([pinned(read), read.findings]).toEqual([told(profile), []]);
      expect(sent).toHaveLength(1);
    }
  });

  test('the request holds the probe, the channel and neither attributes nor a user', async () => {
    const render = emulatedAccount({
      profile: makeProfile({}),
      crypto: nobleHashes,
      clock: () => NOW,
    });
    const { client, sent } = accountOf({ render });
    await calibrateLive(client, { ...OPTIONS, channel: 'sms' });
    const body = JSON.parse(sent[0]?.body ?? '') as Record<string, unknown>;
    expect(body).toMatchObject({
      request_id: 'r',
      personalization_details: { channel: 'SMS', user_attributes: {} },
    });
    expect(body).not.toHaveProperty('user_details');
  });

  test('an account that shows nothing of a part has not answered it', async () => {
    const { client } = accountOf({ render: () => ({ text: 'Hi' }) });
    const { decision, findings } = await calibrateLive(client, OPTIONS);
    expect(decision).toBeUndefined();
    expect(findings.map(({ code }) => code)).toEqual(['calibrate/refused-part']);
  });
});
