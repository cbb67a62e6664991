import { sql, type ColumnType, type Kysely, type Selectable } from 'kysely';
import type { PassEventKind } from '../account/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import type { StoredEvent } from './store.ts';

/** The database engines that the queue has statements for. */
export type SqlEngine = 'sqlite' | 'postgres';

/** An event that was received. `due_at` is when it is to be looked at, null once it is done; instants are epoch milliseconds. */
type EventTable = {
  // PostgreSQL's driver gives large ints as texts.
  readonly id: ColumnType<number | string, undefined, never>;
  readonly event_key: string;
  readonly pass_id: string;
  readonly kind: PassEventKind;
  readonly occurred_at: number;
  readonly received_at: number;
  readonly tried_since: number;
  readonly body: string;
  readonly state: 'waiting' | 'sending' | 'delivered' | 'dead';
  readonly due_at: number | null;
  readonly done_at: number | null;
  readonly owner: string;
  readonly attempts: number;
  readonly is_uncertain: number;
  readonly code: string;
  readonly reason: string;
};

/** When a webhook was last stored, by its hash, and as which event. */
type SeenTable = { readonly hash: string; readonly event_key: string; readonly seen_at: number };

/** The one row of what all relays share: the token bucket, and until when nothing is sent. */
type RateTable = {
  readonly id: number;
  readonly tokens: number;
  readonly at: number;
  readonly paused_until: number;
};

/** The one row that says by which version of these tables a store was made. */
type StoreTable = { readonly id: number; readonly version: number };

/** The tables of the queue. */
export type EventTables = {
  readonly smartpass_store: StoreTable;
  readonly smartpass_events: EventTable;
  readonly smartpass_seen: SeenTable;
  readonly smartpass_rate: RateTable;
};

/** The columns of an event that is claimed. */
export const EVENT_COLUMNS = [
  'id',
  'event_key',
  'pass_id',
  'kind',
  'occurred_at',
  'received_at',
  'tried_since',
  'body',
  'state',
  'due_at',
  'attempts',
  'is_uncertain',
] as const;

/** The row of an event that may be claimed. */
export type DueRow = Pick<Selectable<EventTable>, (typeof EVENT_COLUMNS)[number]>;

/** A row of an event as the interface of stores has it. */
export function storedOf(row: DueRow): StoredEvent {
  return {
    id: Number(row.id),
    key: row.event_key,
    passId: row.pass_id,
    kind: row.kind,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    triedSince: row.tried_since,
    body: row.body,
    attempts: row.attempts,
    isUncertain: row.is_uncertain === 1,
  };
}

/** An arbitrary number that relays agree on: only one of them makes tables at a time. */
const LOCK = 7_127_001;

/** The version of the tables. A program that changes them counts it up and knows how to change those of an older store. */
const TABLES_VERSION = 1;

/** Makes the tables where they are missing. Throws a FindingsError for a store that a newer program has made, which is left as it is. */
export async function makeTables(db: Kysely<EventTables>, engine: SqlEngine): Promise<void> {
  // A store that is there is not written to: nobody has to wait for one that opens it.
  if (await isMade(db)) return;
  const isSqlite = engine === 'sqlite';
  const id = sql.raw(isSqlite ? 'integer primary key autoincrement' : 'bigserial primary key');
  const statements = [
    sql`create table if not exists smartpass_events (
        id ${id}, event_key text not null, pass_id text not null, kind text not null,
        occurred_at double precision not null, received_at double precision not null,
        tried_since double precision not null, body text not null,
        state text not null, due_at double precision, done_at double precision, owner text not null,
        attempts integer not null, is_uncertain integer not null, code text not null, reason text not null)`,
    sql`create index if not exists smartpass_events_due on smartpass_events (due_at, id) where due_at is not null`,
    sql`create index if not exists smartpass_events_pass on smartpass_events (pass_id, occurred_at, id) where due_at is not null`,
    sql`create index if not exists smartpass_events_done on smartpass_events (done_at) where done_at is not null`,
    sql`create index if not exists smartpass_events_state on smartpass_events (state, code)`,
    sql`create index if not exists smartpass_events_uncertain on smartpass_events (id) where is_uncertain = 1`,
    sql`create table if not exists smartpass_seen (hash text primary key, event_key text not null, seen_at double precision not null)`,
    sql`create index if not exists smartpass_seen_at on smartpass_seen (seen_at)`,
    sql`create table if not exists smartpass_rate (
        id integer primary key, tokens double precision not null, at double precision not null, paused_until double precision not null)`,
    sql`insert into smartpass_rate (id, tokens, at, paused_until) values (1, -1, 0, 0) on conflict (id) do nothing`,
  ];
  await db.transaction().execute(async (one) => {
    if (!isSqlite) await sql`select pg_advisory_xact_lock(${LOCK})`.execute(one);
    await checkVersion(one);
    // oxlint-disable-next-line no-await-in-loop -- one statement after the other
    for (const statement of statements) await statement.execute(one);
  });
}

/** Whether a store has the tables of this version. */
async function isMade(db: Kysely<EventTables>): Promise<boolean> {
  const query = db.selectFrom('smartpass_store').select('version');
  const row = await query.executeTakeFirst().catch(() => undefined);
  return row?.version === TABLES_VERSION;
}

async function checkVersion(one: Kysely<EventTables>): Promise<void> {
  await sql`create table if not exists smartpass_store (id integer primary key, version integer not null)`.execute(
    one,
  );
  await one
    .insertInto('smartpass_store')
    .values({ id: 1, version: TABLES_VERSION })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const { version } = await one
    .selectFrom('smartpass_store')
    .select('version')
    .executeTakeFirstOrThrow();
  if (version <= TABLES_VERSION) return;
  throw new FindingsError([
    {
      code: 'events/newer-store',
      severity: 'error',
      message: `the store of pass events is of version ${version}, this smartpass knows those up to ${TABLES_VERSION}`,
      hint: 'install the smartpass that made it, or name another store with --store',
    },
  ]);
}
