import { expect, test } from 'vitest';
import { randomWebhooks } from './random-suite.ts';

test('random webhooks: every request is what the contract says, and no refused customer id is sent', async () => {
  const { answers, delivered, dead, wrong } = await randomWebhooks(300, 14);
  expect(wrong).toEqual([]);
  expect(new Set(answers.keys())).toEqual(new Set([200, 400]));
  expect(Math.min(delivered, dead)).toBeGreaterThan(20);
});
