import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileSchema } from '../../src/documents/index.ts';
import {
  CREATE_EVENT_REQUEST,
  isBlockedCustomerId,
  readEventSettings,
  type CreateEventRequest,
} from '../../src/events/index.ts';
import { harness, NO_HEADERS } from './harness.ts';
import { sampled } from '../sampled.ts';
import { webhook } from './random-webhooks.ts';

const CONFIG = `events:
  time: at
  attributes:
    Tier: { field: members.tier.id }
    Status: { field: universal.status }
    Project: { field: pass.classId }
    Type: { field: pass.type }
    Greeting: "Hi {{ pass['person.forename'] | default('Friend') }}"
    Sum: "{{ pass['members.tier.id'] | default(0) + 1 }}"
`;

/** What came of random webhooks: how many of each answer, how many were delivered, and whatever was wrong with a request. */
type RandomResult = {
  readonly answers: ReadonlyMap<number, number>;
  readonly delivered: number;
  readonly dead: number;
  readonly wrong: readonly string[];
};

/** Hands so many random webhooks to a relay, and holds every request that leaves it against the contract. */
async function randomWebhooks(count: number, seed: number): Promise<RandomResult> {
  const { settings } = readEventSettings(CONFIG, 'smartpass.config.yaml');
  const fits = compileSchema(CREATE_EVENT_REQUEST);
  const requests: CreateEventRequest[] = [];
  const h = harness({
    ...(settings && { settings }),
    api: { onAccepted: (request) => requests.push(request) },
  });
  const answers = new Map<number, number>();
  for (const body of fc.sample(webhook, { numRuns: count, seed })) {
    const asked = { method: 'PUT', path: '/', headers: NO_HEADERS, body: JSON.stringify(body) };
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { status } = await h.relay.receive(asked);
    answers.set(status, (answers.get(status) ?? 0) + 1);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await h.drain();
    h.clock.at += 1000;
  }
  const wrong = requests
    .filter((request) => !fits(request) || isBlockedCustomerId(request.customer_id))
    .map((request) => JSON.stringify(request));
  const { delivered, dead } = await h.store.status();
  const reasons = (await h.store.dead(count)).filter(({ code }) => code === 'events/bad-request');
  const refused = reasons.map(({ reason }) => reason);
  return { answers, delivered, dead, wrong: [...wrong, ...refused] };
}

test('random webhooks: every request is what the contract says, and no refused customer id is sent', async () => {
  const seed = sampled(
    14,
    Number(process.env['SMARTPASS_SEED']) || Math.floor(Math.random() * 2 ** 31),
  );
  const { answers, delivered, dead, wrong } = await randomWebhooks(sampled(300, 10_000), seed);
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  expect(new Set(answers.keys())).toEqual(new Set([200, 400]));
  expect(Math.min(delivered, dead)).toBeGreaterThan(20);
});
