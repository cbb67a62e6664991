import { sql, type Insertable, type Transaction, type Updateable } from 'kysely';
import { storedOf, type DueRow, type EventTables } from './sql-tables.ts';
import {
  eventKey,
  type ClaimRequest,
  type NewEvent,
  type Settled,
  type StoredEvent,
} from './store.ts';

/** A transaction that changes the queue. */
export type Change = Transaction<EventTables>;

/** Notes that events were seen, and gives the keys of those that were not within the window. */
export async function see(
  one: Change,
  events: readonly NewEvent[],
  window: number,
): Promise<ReadonlyMap<string, string>> {
  // In one order for all relays, so that no two wait for each other.
  const rows = events
    .map((event) => ({ hash: event.hash, event_key: eventKey(event), seen_at: event.receivedAt }))
    .sort((first, second) => (first.hash < second.hash ? -1 : 1));
  const fresh = await one
    .insertInto('smartpass_seen')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet((build) => ({
          event_key: build.ref('excluded.event_key'),
          seen_at: build.ref('excluded.seen_at'),
        }))
        .where(sql<boolean>`abs(excluded.seen_at - smartpass_seen.seen_at) >= ${window}`),
    )
    .returning(['hash', 'event_key'])
    .execute();
  return new Map(fresh.map(({ hash, event_key: key }) => [hash, key]));
}

/** The keys of events that were stored before, by hash. */
export async function keysOf(
  one: Change,
  hashes: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  if (hashes.length === 0) return [];
  const seen = one.selectFrom('smartpass_seen').where('hash', 'in', hashes);
  const rows = await seen.select(['hash', 'event_key']).execute();
  return rows.map(({ hash, event_key: key }) => [hash, key] as const);
}

/** A new event as a row. */
export function rowOf(event: NewEvent): Insertable<EventTables['smartpass_events']> {
  const { passId, kind, occurredAt, receivedAt, body } = event;
  return {
    event_key: eventKey(event),
    pass_id: passId,
    kind,
    occurred_at: occurredAt,
    received_at: receivedAt,
    tried_since: receivedAt,
    body,
    state: 'waiting',
    due_at: receivedAt,
    done_at: null,
    owner: '',
    attempts: 0,
    is_uncertain: 0,
    code: '',
    reason: '',
  };
}

/** The row of what relays share; no other relay changes it before the transaction ends. */
export async function lockRate(one: Change): Promise<EventTables['smartpass_rate']> {
  return one
    .updateTable('smartpass_rate')
    .set({ id: 1 })
    .where('id', '=', 1)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Makes events those of a relay. One that another relay had is due again because that did not say what became of it. */
export async function take(
  one: Change,
  rows: readonly DueRow[],
  request: ClaimRequest,
): Promise<void> {
  if (rows.length === 0) return;
  const { now } = request;
  const overdue = sql<number>`case when due_at < ${now} then ${now} - due_at else 0 end`;
  await one
    .updateTable('smartpass_events')
    .set(({ eb }) => ({
      state: 'sending',
      owner: request.owner,
      due_at: request.now + request.lease,
      tried_since: sql<number>`tried_since + ${overdue}`,
      attempts: eb('attempts', '+', 1),
      is_uncertain: sql<number>`case when state = 'sending' then 1 else is_uncertain end`,
    }))
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}

/** An event after it was claimed, from its row before. */
export function claimedOf(row: DueRow, now: number): StoredEvent {
  const event = storedOf(row);
  const isUncertain = event.isUncertain || row.state === 'sending';
  const triedSince = event.triedSince + Math.max(0, now - (row.due_at ?? now));
  return { ...event, attempts: event.attempts + 1, isUncertain, triedSince };
}

/** What changes in the row of an event. */
export function changeOf(result: Settled): Updateable<EventTables['smartpass_events']> {
  const { state } = result;
  if (state === 'waiting') {
    const { dueAt, code, reason, isUncertain } = result;
    return { state, due_at: dueAt, code, reason, ...(isUncertain && { is_uncertain: 1 }) };
  }
  const done = { state, due_at: null, done_at: result.at };
  return state === 'dead' ? { ...done, code: result.code, reason: result.reason } : done;
}
