import { expect, test } from 'vitest';
import { randomWebhooks } from './random-suite.ts';

test('10,000 random webhooks: every request is what the contract says, and no refused customer id is sent', async () => {
  const seed = Number(process.env['SMARTPASS_SEED']) || Math.floor(Math.random() * 2 ** 31);
  const { answers, delivered, dead, wrong } = await randomWebhooks(10_000, seed);
  console.log(
    `seed ${seed}: ${delivered} delivered, ${dead} dead, ${answers.get(400) ?? 0} refused`,
  );
  expect(wrong).toEqual([]);
});
