import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryStore, type EventStore, type NewEvent } from '../../src/events/index.ts';
import { harness, names, VirtualClock } from './harness.ts';

/** A store to test, and how its databases are removed afterwards. */
export type TestStore = { readonly store: EventStore; remove(): Promise<void> };

const RATE = 30_000;
const MINUTE = 60_000;

/** What every store has to do, whichever database it is in. */
export function storeSuite(name: string, open: () => Promise<TestStore>): void {
  describe(`a store ${name}`, () => {
    let opened: TestStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.remove());

    test('what is added is claimed once, in the order of arrival, the first of each pass alone', async () => {
      const { store } = opened;
      const now = 1e6;
      await store.add(
        [event('a1', 'a', now), event('a2', 'a', now), event('b1', 'b', now)],
        MINUTE,
      );
      const first = await store.claim(claim('one', now));
      expect(first.events.map(({ key }) => key.slice(0, 2))).toEqual(['a1', 'b1']);
      expect((await store.claim(claim('two', now))).events).toEqual([]);
      await store.settle(
        'one',
        first.events.map(({ id }) => ({ id, state: 'delivered', at: now })),
      );
      const second = await store.claim(claim('two', now));
      expect(second.events.map(({ key, attempts }) => [key.slice(0, 2), attempts])).toEqual([
        ['a2', 1],
      ]);
      await store.settle('two', [{ id: second.events[0]?.id ?? 0, state: 'delivered', at: now }]);
      expect(await store.status()).toMatchObject({ waiting: 0, sending: 0, delivered: 3 });
    });

    test('equal webhooks are one event within the window, also in one batch, and another one after it', async () => {
      const { store } = opened;
      const at = 2e6;
      const batch = [event('same', 'c', at), event('same', 'c', at), event('other', 'c', at)];
      const added = await store.add(batch, MINUTE);
      expect(added.map(({ isNew }) => isNew)).toEqual([true, false, true]);
      expect(added[1]?.key).toBe(added[0]?.key);
      const [within] = await store.add([event('same', 'c', at + MINUTE - 1)], MINUTE);
      expect(within).toEqual({ key: added[0]?.key, isNew: false });
      const [after] = await store.add([event('same', 'c', at + MINUTE)], MINUTE);
      expect(after?.isNew).toBe(true);
      expect(after?.key).not.toBe(added[0]?.key);
      await finish(store, at + MINUTE);
    });

    test('an event whose relay ended is claimed after its lease, and named as perhaps sent twice', async () => {
      const { store } = opened;
      const now = 3e6;
      await store.add([event('lost', 'd', now)], MINUTE);
      const [mine] = (await store.claim(claim('dead relay', now, 500))).events;
      const idle = await store.claim(claim('other', now + 499));
      expect([idle.events, idle.nextAt]).toEqual([[], now + 500]);
      const [theirs] = (await store.claim(claim('other', now + 500))).events;
      expect(theirs).toMatchObject({ id: mine?.id, attempts: 2, isUncertain: true });
      await store.settle('dead relay', [
        { id: mine?.id ?? 0, state: 'dead', at: now, code: 'x', reason: '' },
      ]);
      await store.settle('other', [{ id: mine?.id ?? 0, state: 'delivered', at: now + 500 }]);
      const { dead, uncertainCount } = await store.status();
      expect([dead, await store.uncertain(), uncertainCount]).toEqual([0, [mine?.key], 1]);
    });

    test('a pass whose event waits is left alone, and the next look is when it is due', async () => {
      const { store } = opened;
      const now = 4e6;
      await store.add([event('first', 'e', now), event('second', 'e', now)], MINUTE);
      const [first] = (await store.claim(claim('one', now))).events;
      const waiting = {
        state: 'waiting',
        dueAt: now + 2000,
        code: 'events/server-error',
        reason: 'status 500',
        isUncertain: false,
      } as const;
      await store.settle('one', [{ id: first?.id ?? 0, ...waiting }]);
      const { waitingByCode, deadByCode } = await store.status();
      expect([[...waitingByCode], deadByCode.has(waiting.code)]).toEqual([
        [[waiting.code, 1]],
        false,
      ]);
      const { events, nextAt } = await store.claim(claim('one', now + 1));
      expect([events, nextAt]).toEqual([[], now + 2000]);
      await finish(store, now + 2000);
    });

    test('a dead event is listed and counted by its code, and a replay sends it', async () => {
      const { store } = opened;
      const now = 5e6;
      await store.add([event('bad', 'f', now)], MINUTE);
      const [one] = (await store.claim(claim('one', now))).events;
      const reason = 'the pass has no person.externalId';
      const code = 'events/no-customer-id';
      await store.settle('one', [{ id: one?.id ?? 0, state: 'dead', at: now, code, reason }]);
      expect(Object.fromEntries((await store.status()).deadByCode)).toEqual({ [code]: 1 });
      expect(await store.dead(5)).toEqual([
        { key: one?.key, kind: 'installed', receivedAt: now, code, reason },
      ]);
      const asked = { state: 'dead', since: 0, now: now + 1 } as const;
      expect(await store.replay({ ...asked, kinds: ['created'] })).toBe(0);
      expect(
        await store.replay({ ...asked, kinds: ['created', 'installed'], since: now + 1 }),
      ).toBe(0);
      expect(await store.replay({ ...asked, kinds: ['created', 'installed'] })).toBe(1);
      const again = await store.claim(claim('one', now + 1));
      expect(again.events).toMatchObject([{ key: one?.key, attempts: 1, triedSince: now + 1 }]);
      await finish(store, now + 60_000);
    });

    test('a pause holds for all relays until it is over', async () => {
      const { store } = opened;
      const now = 6e6;
      await store.add([event('held', 'g', now)], MINUTE);
      await store.pause(now + 3000);
      await store.pause(now + 1000);
      const paused = await store.claim(claim('one', now + 2999));
      expect([paused.events, paused.nextAt]).toEqual([[], now + 3000]);
      await finish(store, now + 3000);
    });

    test('no more events go than the rate allows, for two relays together', async () => {
      const { store } = opened;
      const now = 7e6;
      const perMinute = 60;
      const passes = Array.from({ length: 200 }, (_, index) =>
        event(`r${index}`, `r${index}`, now),
      );
      await store.add(passes, MINUTE);
      const sentAt: number[] = [];
      for (let at = now + 5 * MINUTE; sentAt.length < 200; at += 250) {
        const ask = {
          owner: at % 500 === 0 ? 'one' : 'two',
          limit: 50,
          now: at,
          lease: 10_000,
          eventsPerMinute: perMinute,
        };
        const { events } = await store.claim(ask);
        sentAt.push(...events.map(() => at));
        await store.settle(
          ask.owner,
          events.map(({ id }) => ({ id, state: 'delivered', at })),
        );
      }
      for (const [index, at] of sentAt.entries())
        expect(
          sentAt.slice(index).filter((other) => other < at + MINUTE).length,
        ).toBeLessThanOrEqual(perMinute);
      const last = sentAt.at(-1) ?? 0;
      expect(last - (sentAt[0] ?? 0)).toBeLessThan(4 * MINUTE);
    });

    test('what was done long ago is forgotten, what waits is not', async () => {
      const { store } = opened;
      const now = 9e9;
      await store.add([event('stays', 'h', now)], MINUTE);
      await store.tidy(now + MINUTE, 0);
      expect(await store.status()).toMatchObject({
        waiting: 1,
        delivered: 0,
        dead: 0,
        uncertainCount: 0,
      });
      await finish(store, now + MINUTE);
    });

    test('a clock that is set back by a day holds nothing up: events, their pause, the rate, equal webhooks', async () => {
      const { store } = opened;
      const DAY = 24 * 60 * MINUTE;
      const later = 9.5e9;
      await store.add([event('early', 'k', later)], MINUTE);
      const [first] = (await store.claim(claim('one', later))).events;
      await store.pause(later + 3000);
      const now = later - DAY;
      await store.tidy(now, 100 * DAY);
      const [added] = await store.add([event('early', 'l', now)], MINUTE);
      expect(added?.isNew).toBe(true);
      const { events } = await store.claim(claim('two', now));
      expect(events.map(({ key, isUncertain }) => [key, isUncertain])).toEqual([
        [first?.key, true],
        [added?.key, false],
      ]);
      await store.settle(
        'two',
        events.map(({ id }) => ({ id, state: 'delivered', at: now })),
      );
      await store.add([event('next', 'm', now + 1)], MINUTE);
      await finish(store, now + MINUTE);
      expect(await store.status()).toMatchObject({ waiting: 0, sending: 0 });
    });

    test('a clock that goes forward by a day: what was under way is claimed once more and named, nothing is given up', async () => {
      const { store } = opened;
      const now = 9.6e9;
      const later = now + 24 * 60 * MINUTE;
      await store.add([event('jump', 'n', now)], MINUTE);
      await store.claim(claim('one', now));
      const [again] = (await store.claim(claim('two', later))).events;
      expect(again).toMatchObject({ isUncertain: true, attempts: 2 });
      expect(later - (again?.triedSince ?? 0)).toBeLessThanOrEqual(10_000);
      await store.settle('two', [{ id: again?.id ?? 0, state: 'delivered', at: later }]);
    });

    test('texts of any kind come back as they were', async () => {
      const { store } = opened;
      const now = 1e10;
      const body = JSON.stringify(["O'Brien; drop table", '\u{1F600}', '"', '\\', ' é']);
      await store.add([{ ...event("'--", `p'"`, now), body }], MINUTE);
      const { events } = await store.claim(claim('one', now));
      expect(events.map((one) => [one.body, one.passId])).toEqual([[body, `p'"`]]);
      await store.settle(
        'one',
        events.map(({ id }) => ({ id, state: 'delivered', at: now })),
      );
    });

    test('a relay on it delivers in the order of each pass', async () => {
      const clock = new VirtualClock();
      clock.at = 2e12;
      const h = harness({ store: opened.store, clock });
      for (let round = 0; round < 3; round += 1)
        for (const pass of ['x', 'y', 'z'])
          await h.receive('updated', pass, { metadata: { round } });
      await h.drain();
      expect(names(h)).toHaveLength(9);
      expect(h.log.filter(({ event: what }) => what === 'delivered')).toHaveLength(9);
    });
  });
}

/** Delivers all that is due at an instant. */
async function finish(store: EventStore, at: number): Promise<void> {
  for (;;) {
    const { events } = await store.claim(claim('finish', at));
    if (events.length === 0) return;
    await store.settle(
      'finish',
      events.map(({ id }) => ({ id, state: 'delivered', at })),
    );
  }
}

function claim(owner: string, now: number, lease = 10_000): Parameters<EventStore['claim']>[0] {
  return { owner, limit: 100, now, lease, eventsPerMinute: RATE };
}

function event(hash: string, passId: string, receivedAt: number): NewEvent {
  return { hash, passId, kind: 'installed', occurredAt: receivedAt, receivedAt, body: '{}' };
}

export async function openMemory(): Promise<TestStore> {
  return { store: memoryStore(), remove: async () => undefined };
}
