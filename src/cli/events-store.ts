import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { PostgresDialect } from 'kysely';
import { FindingsError } from '../diagnostics/index.ts';
import { openSqlStore, type EventStore, type SqlDatabase } from '../events/index.ts';
import type { Arguments, CommandContext, CommandOptions } from './command.ts';
import { STORE_VARIABLE } from './secret.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { systemReason } from './system-errors.ts';

/** Where events are kept unless a command line or the environment says otherwise. */
const DEFAULT_STORE = 'smartpass-events.db';

/** The option of every command that works with the store. */
export const STORE_OPTIONS: CommandOptions = {
  store: {
    type: 'string',
    requiresArg: true,
    describe: `Where events are kept: a file, or postgres://… without a password (default: ${STORE_VARIABLE}, else ${DEFAULT_STORE})`,
  },
};

/**
 * Opens the store that a command line names: a PostgreSQL, else an SQLite file that nobody else can read. Throws a FindingsError
 * where it cannot be opened, its driver is not installed, or, with `mustExist`, there is no file.
 */
export async function openEventStore(
  args: Arguments,
  { files, streams }: CommandContext,
  { mustExist = false }: { readonly mustExist?: boolean } = {},
): Promise<EventStore> {
  const given = args.text('store');
  const address = given ?? (streams.env[STORE_VARIABLE] || DEFAULT_STORE);
  const isServer = /^postgres(?:ql)?:/i.test(address);
  if (isServer) hidePassword(address, given !== undefined, files.secrets);
  const path = files.resolve(address);
  const isThere = isServer || address === ':memory:' || existsSync(path);
  try {
    return await openSqlStore(
      isServer ? await postgres(address) : await sqlite(path, isThere, mustExist),
    );
  } catch (error) {
    // What could not become a store is not left behind, unless another relay makes one of it.
    if (!isThere && !isBusy(error) && statSync(path, { throwIfNoEntry: false })?.size === 0)
      rmSync(path);
    throw error instanceof FindingsError
      ? error
      : cannotOpen(isServer ? undefined : address, error);
  }
}

function hidePassword(
  address: string,
  isArgument: boolean,
  secrets: CommandContext['files']['secrets'],
): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const password = url?.password || url?.searchParams.get('password') || '';
  if (password === '') return;
  secrets.add(decodeURIComponent(password));
  secrets.add(password);
  if (isArgument)
    throw refuse(
      'cli/usage',
      'the address of the store has a password in it, which other users of this machine can see',
      `give the address in the environment variable ${STORE_VARIABLE}, or the password in PGPASSWORD or a .pgpass file`,
    );
}

async function postgres(connectionString: string): Promise<SqlDatabase> {
  const { Pool } = await driver('pg', () => import('pg'));
  const pool = new Pool({ connectionString, max: 8, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while nobody uses it is replaced by the next that is asked for.
  pool.on('error', ignore);
  return { dialect: new PostgresDialect({ pool }), engine: 'postgres' };
}

async function sqlite(path: string, isThere: boolean, mustExist: boolean): Promise<SqlDatabase> {
  const { default: Database } = await driver('libsql', () => import('libsql/promise'));
  if (mustExist && !isThere)
    throw refuse(
      'cli/missing-file',
      'there is no store of pass events',
      `events serve makes ${DEFAULT_STORE} in the folder that it runs in; name another with --store`,
    );
  if (path !== ':memory:') makePrivate(path, mustExist);
  const database = new Database(path, { timeout: 5000 });
  // With FULL, what is answered with 200 outlives a power cut.
  await afterOthers(() => database.exec('pragma journal_mode = wal; pragma synchronous = full'));
  return { dialect: sqliteDialect(database), engine: 'sqlite' };
}

/** So often, and with so many milliseconds between, a busy file is asked again: five seconds, as statements wait. */
const TRIES = 100;
const BETWEEN = 50;

/** The change to a write-ahead log does not wait for another relay that makes the same file, as statements do: it is tried again. */
async function afterOthers(change: () => Promise<unknown>): Promise<void> {
  for (let left = TRIES; ; left -= 1)
    try {
      await change();
      return;
    } catch (error) {
      if (left === 0 || !isBusy(error)) throw error;
      await setTimeout(BETWEEN);
    }
}

function isBusy(error: unknown): boolean {
  return systemReason(error).code.startsWith('SQLITE_BUSY');
}

/** What an SQLite file begins with. */
const SQLITE = 'SQLite format 3\0';

/** Makes a file that its owner alone can read; SQLite gives the files next to it the same permissions. A file of another kind is left as it is. */
function makePrivate(path: string, mustExist: boolean): void {
  const file = openSync(path, 'a+', 0o600);
  try {
    const start = Buffer.alloc(SQLITE.length);
    const isPlain = fstatSync(file).isFile();
    const length = isPlain ? readSync(file, start, 0, SQLITE.length, 0) : 0;
    const mayBeNew = length === 0 && !mustExist;
    if (!isPlain || (!mayBeNew && start.toString('latin1') !== SQLITE))
      throw refuse(
        'events/store-failed',
        'the store of pass events is a file of another kind',
        NAME,
      );
    fchmodSync(file, 0o600);
  } finally {
    closeSync(file);
  }
}

async function driver<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch {
    throw refuse(
      'events/no-driver',
      `the store needs the package ${name}`,
      `run "npm install ${name}"`,
    );
  }
}

const NAME = 'name another file with --store';

/** What the codes of SQLite mean for somebody who named a store. */
const SQLITE_REASONS: ReadonlyMap<string, readonly [text: string, hint: string]> = new Map([
  ['FULL', ['there is no space left', 'make space on the disk, or name a place that has some']],
  ['READONLY', ['it can only be read', 'look at the rights of the file and of its folder']],
  ['CANTOPEN', ['the system does not open it', 'look at the rights of the file and of its folder']],
  ['CORRUPT', ['it is damaged', `put back a copy of it, or ${NAME}`]],
  ['NOTADB', ['it is damaged', `put back a copy of it, or ${NAME}`]],
  ['BUSY', ['another program has it in use', 'end that program, or wait until it is done']],
  ['LOCKED', ['another program has it in use', 'end that program, or wait until it is done']],
  ['IOERR', ['the disk does not answer as it should', NAME]],
  ['ERROR', ['its tables are those of another program', NAME]],
]);

/** Drivers put statements, addresses and values into their messages: the code alone is told. No file: a server. */
function cannotOpen(file: string | undefined, error: unknown): FindingsError {
  const { code, text, hint = NAME } = systemReason(error);
  const sqlite = SQLITE_REASONS.get(/^SQLITE_([A-Z]+)/.exec(code)?.[1] ?? '');
  const [reason, advice] = sqlite ?? [code === '' ? 'its driver refuses it' : text, hint];
  const what = 'cannot be opened as the store of pass events';
  if (file !== undefined)
    return refuse('events/store-failed', `${file} ${what}: ${reason}`, advice);
  return refuse(
    'events/store-failed',
    `the database ${what}: ${reason}`,
    'check the address, the rights of the user and whether the server runs',
  );
}

function refuse(code: string, message: string, hint: string): FindingsError {
  return new FindingsError([{ code, severity: 'error', message, hint }]);
}

function ignore(): void {}
