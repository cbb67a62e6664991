import { Kysely, sql, type Dialect } from 'kysely';
import { fullBucket, takeTokens } from './rate.ts';
import {
  changeOf,
  claimedOf,
  keysOf,
  lockRate,
  rowOf,
  see,
  take,
  type Change,
} from './sql-statements.ts';
import {
  EVENT_COLUMNS,
  makeTables,
  type DueRow,
  type EventTables,
  type SqlEngine,
} from './sql-tables.ts';
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
  type StoreStatus,
} from './store.ts';

/** A database: how Kysely speaks to it, and of which kind it is. */
export type SqlDatabase = { readonly dialect: Dialect; readonly engine: SqlEngine };

/** Opens the queue in a database, its tables made where they are missing. Throws what the driver does where there is no database. */
export async function openSqlStore({ dialect, engine }: SqlDatabase): Promise<EventStore> {
  const db = new Kysely<EventTables>({ dialect });
  await makeTables(db, engine);
  return new SqlStore(db, engine);
}

/** Each change begins with a statement that writes, so that SQLite never has to turn a reader into a writer. */
class SqlStore implements EventStore {
  private readonly db: Kysely<EventTables>;
  private readonly engine: SqlEngine;

  constructor(db: Kysely<EventTables>, engine: SqlEngine) {
    this.db = db;
    this.engine = engine;
  }

  async add(events: readonly NewEvent[], window: number): Promise<readonly AddedEvent[]> {
    const firsts = new Map<string, NewEvent>();
    for (const event of events) if (!firsts.has(event.hash)) firsts.set(event.hash, event);
    const { fresh, keys } = await this.db.transaction().execute(async (one) => {
      const fresh = await see(one, [...firsts.values()], window);
      const added = [...firsts.values()].filter(({ hash }) => fresh.has(hash));
      if (added.length > 0)
        await one.insertInto('smartpass_events').values(added.map(rowOf)).execute();
      const known = [...firsts.keys()].filter((hash) => !fresh.has(hash));
      return { fresh, keys: new Map([...fresh, ...(await keysOf(one, known))]) };
    });
    return events.map((event) => {
      const isNew = fresh.has(event.hash) && firsts.get(event.hash) === event;
      return { key: keys.get(event.hash) ?? eventKey(event), isNew };
    });
  }

  async claim(request: ClaimRequest): Promise<Claimed> {
    const { now, limit } = request;
    // Where nothing is due there is nothing to write either.
    if (!(await this.isDue(now))) return { events: [], nextAt: await this.nextDue(now) };
    const { rows, taken, nextAt } = await this.db.transaction().execute(async (one) => {
      const rate = await lockRate(one);
      if (isPaused(rate.paused_until, now))
        return { rows: [], taken: 0, nextAt: rate.paused_until };
      const due = await this.heads(one, now, limit);
      const full = fullBucket(request.eventsPerMinute, now);
      const before = rate.tokens < 0 ? full : { tokens: rate.tokens, at: rate.at };
      const result = takeTokens(before, due.length, request);
      await one.updateTable('smartpass_rate').set(result.bucket).where('id', '=', 1).execute();
      const claimed = due.slice(0, result.taken);
      await take(one, claimed, request);
      const isShort = claimed.length < due.length;
      return { rows: claimed, taken: claimed.length, nextAt: isShort ? result.nextAt : undefined };
    });
    const events = rows.map((row) => claimedOf(row, now));
    return { events, nextAt: nextAt ?? (taken < limit ? await this.nextDue(now) : undefined) };
  }

  async settle(owner: string, results: readonly Settled[]): Promise<void> {
    const delivered = results.filter(({ state }) => state === 'delivered');
    const others = results.filter((result) => result.state !== 'delivered');
    await this.db.transaction().execute(async (one) => {
      const mine = one
        .updateTable('smartpass_events')
        .where('owner', '=', owner)
        .where('state', '=', 'sending');
      const last = delivered.at(-1);
      if (last?.state === 'delivered')
        await mine
          .set({ state: 'delivered', due_at: null, done_at: last.at })
          .where(
            'id',
            'in',
            delivered.map(({ id }) => id),
          )
          .execute();
      for (const result of others)
        // oxlint-disable-next-line no-await-in-loop -- one statement after the other
        await mine.set(changeOf(result)).where('id', '=', result.id).execute();
    });
  }

  async pause(until: number): Promise<void> {
    await this.db
      .updateTable('smartpass_rate')
      .set({ paused_until: until })
      .where('id', '=', 1)
      .where('paused_until', '<', until)
      .execute();
  }

  async status(): Promise<StoreStatus> {
    const { db } = this;
    const states = await db
      .selectFrom('smartpass_events')
      .select((build) => ['state', 'code', build.fn.countAll<number | string>().as('events')])
      .groupBy(['state', 'code'])
      .orderBy('code')
      .execute();
    const countOf = (asked: string): number =>
      states.reduce((sum, { state, events }) => sum + (state === asked ? Number(events) : 0), 0);
    const byCode = (asked: string): ReadonlyMap<string, number> => {
      const rows = states.filter(({ state, code }) => state === asked && code !== '');
      return new Map(rows.map(({ code, events }) => [code, Number(events)]));
    };
    const open = await db
      .selectFrom('smartpass_events')
      .select((build) => build.fn.min('received_at').as('oldest'))
      .where('due_at', 'is not', null)
      .executeTakeFirst();
    const uncertain = await db
      .selectFrom('smartpass_events')
      .where('is_uncertain', '=', 1)
      .select((build) => build.fn.countAll<number | string>().as('events'))
      .executeTakeFirst();
    const rate = await db.selectFrom('smartpass_rate').select('paused_until').executeTakeFirst();
    return {
      waiting: countOf('waiting'),
      sending: countOf('sending'),
      delivered: countOf('delivered'),
      dead: countOf('dead'),
      oldest: open?.oldest ?? undefined,
      pausedUntil: (rate?.paused_until ?? 0) > 0 ? rate?.paused_until : undefined,
      deadByCode: byCode('dead'),
      waitingByCode: byCode('waiting'),
      uncertainCount: Number(uncertain?.events ?? 0),
    };
  }

  async dead(limit: number): Promise<readonly DeadEvent[]> {
    const rows = await this.db
      .selectFrom('smartpass_events')
      .select(['event_key', 'kind', 'received_at', 'code', 'reason'])
      .where('state', '=', 'dead')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ event_key: key, kind, received_at: receivedAt, code, reason }) => {
      return { key, kind, receivedAt, code, reason };
    });
  }

  async uncertain(limit?: number): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('smartpass_events')
      .select('event_key')
      .where('is_uncertain', '=', 1)
      .orderBy('id', 'desc')
      .$if(limit !== undefined, (all) => all.limit(limit ?? 0))
      .execute();
    return rows.map(({ event_key: key }) => key);
  }

  async replay({ state, kinds, since, now }: ReplayRequest): Promise<number> {
    if (kinds.length === 0) return 0;
    const { numUpdatedRows } = await this.db
      .updateTable('smartpass_events')
      .set({
        state: 'waiting',
        due_at: now,
        done_at: null,
        attempts: 0,
        tried_since: now,
        code: '',
      })
      .where('state', '=', state)
      .where('received_at', '>=', since)
      .where('kind', 'in', kinds)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  async tidy(now: number, keep: number): Promise<void> {
    const { db } = this;
    await db
      .deleteFrom('smartpass_events')
      .where('done_at', '<', now - keep)
      .execute();
    await db
      .deleteFrom('smartpass_seen')
      .where('seen_at', '<', now - keep)
      .execute();
    await db
      .updateTable('smartpass_events')
      .set({ due_at: now })
      .where('due_at', '>', now + LONGEST_PAUSE)
      .execute();
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  private async isDue(now: number): Promise<boolean> {
    const due = this.db.selectFrom('smartpass_events').select('id').where('due_at', '<=', now);
    return (await due.limit(1).executeTakeFirst()) !== undefined;
  }

  /** When the next event is due that is not due yet. */
  private async nextDue(now: number): Promise<number | undefined> {
    const later = this.db.selectFrom('smartpass_events').where('due_at', '>', now);
    const row = await later.select((build) => build.fn.min('due_at').as('next')).executeTakeFirst();
    return row?.next ?? undefined;
  }

  /** Due events, the first one that is not done of each pass; on PostgreSQL without those that another relay has locked. */
  private async heads(one: Change, now: number, limit: number): Promise<readonly DueRow[]> {
    const due = one
      .selectFrom('smartpass_events as event')
      .select(EVENT_COLUMNS)
      .where('due_at', '<=', now)
      .where((build) =>
        build.not(
          build.exists(
            build
              .selectFrom('smartpass_events as earlier')
              .select('earlier.id')
              .whereRef('earlier.pass_id', '=', 'event.pass_id')
              .where('earlier.due_at', 'is not', null)
              .where(
                sql<boolean>`(earlier.occurred_at, earlier.id) < (event.occurred_at, event.id)`,
              ),
          ),
        ),
      )
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit);
    return (this.engine === 'postgres' ? due.forUpdate().skipLocked() : due).execute();
  }
}
