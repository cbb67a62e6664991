import type { PassEventKind } from '../account/index.ts';
import { fullBucket, takeTokens, type Bucket } from './rate.ts';
import {
  eventKey,
  isPaused,
  LONGEST_PAUSE,
  type AddedEvent,
  type Claimed,
  type ClaimRequest,
  type DeadEvent,
  type EventStore,
  type NewEvent,
  type ReplayRequest,
  type Settled,
  type StoredEvent,
  type StoreStatus,
} from './store.ts';

type Row = NewEvent & {
  readonly id: number;
  readonly key: string;
  state: 'waiting' | 'sending' | 'delivered' | 'dead';
  dueAt: number;
  doneAt: number;
  owner: string;
  attempts: number;
  triedSince: number;
  isUncertain: boolean;
  code: string;
  reason: string;
};

/** A store that ends with its process, for a try-out or a test: what it holds outlives a relay, and nothing else. */
export function memoryStore(): EventStore {
  return new MemoryStore();
}

class MemoryStore implements EventStore {
  private readonly rows: Map<number, Row> = new Map();
  private readonly seen: Map<string, { key: string; at: number }> = new Map();
  private bucket: Bucket | undefined;
  private pausedUntil = 0;
  private lastId = 0;

  async add(events: readonly NewEvent[], window: number): Promise<readonly AddedEvent[]> {
    return events.map((event) => {
      const before = this.seen.get(event.hash);
      if (before !== undefined && Math.abs(event.receivedAt - before.at) < window)
        return { key: before.key, isNew: false };
      const key = eventKey(event);
      this.seen.set(event.hash, { key, at: event.receivedAt });
      const id = (this.lastId += 1);
      const open = { state: 'waiting', dueAt: event.receivedAt, doneAt: 0, owner: '' } as const;
      const fresh = {
        triedSince: event.receivedAt,
        attempts: 0,
        isUncertain: false,
        code: '',
        reason: '',
      };
      this.rows.set(id, { ...event, id, key, ...open, ...fresh });
      return { key, isNew: true };
    });
  }

  async claim(request: ClaimRequest): Promise<Claimed> {
    const { owner, limit, now, lease, eventsPerMinute } = request;
    if (isPaused(this.pausedUntil, now)) return { events: [], nextAt: this.pausedUntil };
    const heads = this.heads();
    const due = heads.filter(({ dueAt }) => dueAt <= now).slice(0, limit);
    const full = fullBucket(eventsPerMinute, now);
    const { taken, bucket, nextAt } = takeTokens(this.bucket ?? full, due.length, request);
    this.bucket = bucket;
    const claimed = due.slice(0, taken);
    for (const row of claimed) {
      if (row.state === 'sending') row.isUncertain = true;
      row.triedSince += now - row.dueAt;
      Object.assign(row, { state: 'sending', owner, dueAt: now + lease });
      row.attempts += 1;
    }
    const later = heads.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now);
    const next = taken < due.length ? nextAt : later.length > 0 ? Math.min(...later) : undefined;
    return { events: claimed.map(storedOf), nextAt: next };
  }

  async settle(owner: string, results: readonly Settled[]): Promise<void> {
    for (const result of results) {
      const row = this.rows.get(result.id);
      if (row === undefined || row.owner !== owner || row.state !== 'sending') continue;
      const { state } = result;
      row.state = state;
      if (state === 'waiting') {
        Object.assign(row, { dueAt: result.dueAt, code: result.code, reason: result.reason });
        if (result.isUncertain) row.isUncertain = true;
      } else row.doneAt = result.at;
      if (state === 'dead') Object.assign(row, { code: result.code, reason: result.reason });
    }
  }

  async pause(until: number): Promise<void> {
    this.pausedUntil = Math.max(this.pausedUntil, until);
  }

  async status(): Promise<StoreStatus> {
    const rows = [...this.rows.values()];
    const count = (state: Row['state']): number => rows.filter((row) => row.state === state).length;
    const open = rows.filter(isOpen).map(({ receivedAt }) => receivedAt);
    return {
      waiting: count('waiting'),
      sending: count('sending'),
      delivered: count('delivered'),
      dead: count('dead'),
      oldest: open.length > 0 ? Math.min(...open) : undefined,
      pausedUntil: this.pausedUntil > 0 ? this.pausedUntil : undefined,
      deadByCode: countedByCode(rows, 'dead'),
      waitingByCode: countedByCode(rows, 'waiting'),
      uncertainCount: rows.filter((row) => row.isUncertain).length,
    };
  }

  async dead(limit: number): Promise<readonly DeadEvent[]> {
    const rows = [...this.rows.values()].filter(({ state }) => state === 'dead').reverse();
    return rows.slice(0, limit).map(({ key, kind, receivedAt, code, reason }) => {
      return { key, kind, receivedAt, code, reason };
    });
  }

  async uncertain(limit?: number): Promise<readonly string[]> {
    const rows = [...this.rows.values()].filter((row) => row.isUncertain).reverse();
    return rows.slice(0, limit).map(({ key }) => key);
  }

  async replay({ state, kinds, since, now }: ReplayRequest): Promise<number> {
    const asked: ReadonlySet<PassEventKind> = new Set(kinds);
    const rows = [...this.rows.values()].filter(
      (row) => row.state === state && row.receivedAt >= since && asked.has(row.kind),
    );
    for (const row of rows)
      Object.assign(row, { state: 'waiting', dueAt: now, attempts: 0, triedSince: now, code: '' });
    return rows.length;
  }

  async tidy(now: number, keep: number): Promise<void> {
    for (const [id, row] of this.rows) {
      if (!isOpen(row) && row.doneAt < now - keep) this.rows.delete(id);
      if (isOpen(row) && row.dueAt > now + LONGEST_PAUSE) row.dueAt = now;
    }
    for (const [hash, { at }] of this.seen) if (at < now - keep) this.seen.delete(hash);
  }

  async close(): Promise<void> {}

  /** The first event of each pass that is not done, in the order of their arrival. */
  private heads(): readonly Row[] {
    const heads = new Map<string, Row>();
    for (const row of this.rows.values()) {
      const head = heads.get(row.passId);
      if (isOpen(row) && (head === undefined || row.occurredAt < head.occurredAt))
        heads.set(row.passId, row);
    }
    return [...heads.values()].sort((one, other) => one.dueAt - other.dueAt || one.id - other.id);
  }
}

function countedByCode(rows: readonly Row[], wanted: Row['state']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state, code } of rows)
    if (state === wanted && code !== '') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function isOpen({ state }: Row): boolean {
  return state === 'waiting' || state === 'sending';
}

function storedOf({
  hash: _hash,
  state: _state,
  dueAt: _dueAt,
  doneAt: _doneAt,
  owner: _owner,
  code: _code,
  reason: _reason,
  ...event
}: Row): StoredEvent {
  return event;
}
