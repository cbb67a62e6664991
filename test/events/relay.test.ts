import { expect, test } from 'vitest';
import { defaultEventSettings, type RefusalName } from '../../src/events/index.ts';
import { answer, harness, inTurn, names, seconds, START } from './harness.ts';

test('a webhook is stored, answered with 200 and delivered once', async () => {
  const h = harness();
  expect(await h.receive('PASS_EVENT_INSTALLED', 'a')).toBe(200);
  expect(h.accepted).toEqual([]);
  await h.drain();
  expect(h.accepted).toEqual([
    {
      type: 'event',
      customer_id: 'user-a',
      actions: [
        {
          action: 'Pass installed',
          attributes: {
            'Pass Id': 'a',
            'Pass Type': 'membership',
            'Project Id': 'project',
            'Event Key': expect.stringMatching(/^[0-9a-f]{24}-[0-9a-z]+$/),
          },
          current_time: '2026-03-01T12:00:00.000Z',
        },
      ],
    },
  ]);
  expect(await h.store.status()).toMatchObject({ waiting: 0, sending: 0, delivered: 1, dead: 0 });
});

test('429 with reset 3: no event is sent for three seconds, then all', async () => {
  const h = harness({
    network: inTurn(answer(429, { 'x-ratelimit-reset': '3' })),
    settings: { delivery: { ...defaultEventSettings().delivery, parallel: 1 } },
  });
  for (const pass of ['a', 'b', 'c']) await h.receive('installed', pass);
  await h.drain();
  expect(seconds(h.sentAt)).toEqual([0, 3, 3, 3]);
  expect(names(h)).toHaveLength(3);
  expect(await h.store.status()).toMatchObject({ delivered: 3, dead: 0, uncertainCount: 0 });
});

test('x-ratelimit-remaining 0 with an accepted event: the next one waits for the reset', async () => {
  const h = harness({
    network: inTurn(answer(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '7' })),
    settings: { delivery: { ...defaultEventSettings().delivery, parallel: 1 } },
  });
  for (const pass of ['a', 'b']) await h.receive('installed', pass);
  await h.drain();
  expect(seconds(h.sentAt)).toEqual([0, 7]);
});

test.each([
  [400, 'events/bad-request'],
  [404, 'events/not-found'],
  [413, 'events/too-large'],
  [415, 'events/refused'],
  [302, 'events/refused'],
])(
  '%i: the event is dead with %s, the next one of the pass goes on, a replay sends it',
  async (status, code) => {
    const h = harness({ network: inTurn(answer(status)) });
    await h.receive('created', 'a');
    await h.receive('installed', 'a');
    await h.drain();
    expect(names(h)).toEqual(['user-a: Pass installed']);
    expect(Object.fromEntries((await h.store.status()).deadByCode)).toEqual({ [code]: 1 });
    const since = START;
    expect(
      await h.store.replay({ state: 'dead', kinds: ['created'], since, now: h.clock.at }),
    ).toBe(1);
    await h.drain();
    expect(names(h)).toEqual(['user-a: Pass installed', 'user-a: Pass created']);
  },
);

test('500 five times: waits grow from two seconds, the sixth try delivers', async () => {
  const fault: RefusalName = 'unknown-error';
  const h = harness({ api: { fault: inTurn(fault, fault, fault, fault, fault) } });
  await h.receive('installed', 'a');
  await h.drain();
  expect(seconds(h.sentAt)).toEqual([0, 2, 6, 14, 30, 62]);
  expect(names(h)).toEqual(['user-a: Pass installed']);
});

test('an answer that is lost: the event is sent once more under the same key, and named', async () => {
  const h = harness({ network: inTurn<'answer lost' | 'request lost'>('answer lost') });
  await h.receive('installed', 'a');
  await h.drain();
  expect(h.accepted).toHaveLength(2);
  const [first, second] = h.accepted.map(({ actions }) => actions[0]?.attributes?.['Event Key']);
  expect(second).toBe(first);
  expect(await h.store.uncertain()).toEqual([first]);
  expect(h.log.map(({ event }) => event)).toEqual(['stored', 'retry', 'delivered-perhaps-twice']);
});

test('a webhook that comes three times is delivered once', async () => {
  const h = harness();
  for (let time = 0; time < 3; time += 1) expect(await h.receive('installed', 'a')).toBe(200);
  await h.drain();
  expect(names(h)).toEqual(['user-a: Pass installed']);
  expect(Object.fromEntries(h.relay.counts.webhooks)).toEqual({ stored: 1, duplicate: 2 });
});

test('the events of a pass that waits keep their order, those of other passes go on', async () => {
  const h = harness({ api: { fault: inTurn<RefusalName>('unknown-error') } });
  await h.receive('created', 'a');
  await h.receive('installed', 'a');
  await h.receive('created', 'b');
  await h.drain();
  expect(names(h)).toEqual([
    'user-b: Pass created',
    'user-a: Pass created',
    'user-a: Pass installed',
  ]);
});

test('events that come out of order are sent in the order of their time, and each with its time', async () => {
  const h = harness({ settings: { time: 'meta.at' } });
  await h.receive('uninstalled', 'a', { metadata: { at: '2026-03-01T11:00:02Z' } });
  await h.receive('installed', 'a', { metadata: { at: { seconds: (START - 3_599_000) / 1000 } } });
  await h.drain();
  expect(names(h)).toEqual(['user-a: Pass installed', 'user-a: Pass uninstalled']);
  expect(h.accepted.map(({ actions }) => actions[0]?.current_time)).toEqual([
    '2026-03-01T11:00:01.000Z',
    '2026-03-01T11:00:02.000Z',
  ]);
});

test('of all six events a filter of two lets those two through', async () => {
  const h = harness({ settings: { send: new Set(['installed', 'uninstalled']) } });
  for (const [index, kind] of [
    'created',
    'updated',
    'installed',
    'deleted',
    'uninstalled',
    'invalidated',
  ].entries())
    expect(await h.receive(`PASS_EVENT_${kind.toUpperCase()}`, `p${index}`)).toBe(200);
  await h.drain();
  expect(names(h).map((name) => name.replace(/.*: /, ''))).toEqual([
    'Pass installed',
    'Pass uninstalled',
  ]);
});
