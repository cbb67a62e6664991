import { expect, test } from 'vitest';
import { defaultEventSettings } from '../../src/events/index.ts';
import { answer, harness, HOUR, inTurn, MINUTE, names, seconds, START } from './harness.ts';

test.each([401, 403])(
  '%i: one event a minute asks, none is given up, and all go once the key is accepted',
  async (status) => {
    const h = harness({ network: inTurn(answer(status), answer(status)) });
    for (const pass of ['a', 'b', 'c']) await h.receive('installed', pass);
    await h.drain(1);
    expect(h.relay.problem).toBe('events/unauthorized');
    const refused = await h.store.status();
    expect(refused).toMatchObject({ waiting: 3, dead: 0, pausedUntil: undefined });
    expect([...refused.waitingByCode]).toEqual([['events/unauthorized', 1]]);
    expect(h.log.at(-1)).toMatchObject({ level: 'error', code: 'events/unauthorized' });
    await h.drain();
    expect(seconds(h.sentAt)).toEqual([0, 60, 120, 120, 120]);
    expect(names(h)).toHaveLength(3);
    expect(h.relay.problem).toBeUndefined();
    expect(await h.store.status()).toMatchObject({ delivered: 3, dead: 0, uncertainCount: 0 });
  },
);

test('until a key was accepted one event asks for all, whatever else is wrong', async () => {
  const h = harness({ network: inTurn(answer(500), answer(401), answer(500), answer(400)) });
  for (const pass of ['a', 'b', 'c', 'd', 'e']) await h.receive('installed', pass);
  await h.drain();
  expect(seconds(h.sentAt)).toEqual([0, 0, 60, 120, 120, 120, 120, 120]);
  expect(await h.store.status()).toMatchObject({ delivered: 4, dead: 1 });
});

test('a relay that is started with another key asks at once', async () => {
  const first = harness({ network: () => answer(401) });
  for (const pass of ['a', 'b']) await first.receive('installed', pass);
  await first.drain(1);
  const { store, clock } = first;
  const next = harness({ store, clock, owner: 'next' });
  await next.drain();
  expect(seconds(next.sentAt)).toEqual([0, 0]);
  expect(names(next)).toHaveLength(2);
});

test('the pause of a key that is refused counts for no event: a server error after it is tried again', async () => {
  const refusals = Array.from({ length: 180 }, () => answer(401));
  const h = harness({
    network: inTurn(...refusals, answer(500), answer(500)),
    settings: { delivery: { ...defaultEventSettings().delivery, retry: HOUR } },
  });
  for (const pass of ['a', 'b']) await h.receive('installed', pass);
  await h.drain(1000);
  expect(names(h)).toHaveLength(2);
  expect(h.clock.at).toBeGreaterThan(START + 2 * HOUR);
  expect(await h.store.status()).toMatchObject({ delivered: 2, dead: 0 });
});

test('an event is given up after the hours in which it was tried, and not those in which nobody ran', async () => {
  const settings = { delivery: { ...defaultEventSettings().delivery, retry: HOUR } };
  const first = harness({ network: () => answer(500), settings });
  await first.receive('installed', 'a');
  await first.drain(3);
  const { store, clock } = first;
  clock.at += 48 * HOUR;
  const next = harness({ store, clock, settings, network: () => answer(500), owner: 'next' });
  const began = clock.at;
  await next.drain(1000);
  expect(Object.fromEntries((await store.status()).deadByCode)).toEqual({ 'events/given-up': 1 });
  const tried = (next.sentAt.at(-1) ?? 0) - began;
  expect(tried).toBeGreaterThan(HOUR - 5 * MINUTE);
  expect(tried).toBeLessThan(HOUR + 10 * MINUTE);
});
