import { chmodSync, closeSync, existsSync, openSync, readSync } from 'node:fs';
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
  try {
    return await openSqlStore(
      isServer ? await postgres(address) : await sqlite(files.resolve(address), mustExist),
    );
  } catch (error) {
    throw error instanceof FindingsError
      ? error
      : cannotOpen(isServer ? 'the database' : address, error);
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

async function sqlite(path: string, mustExist: boolean): Promise<SqlDatabase> {
  const { default: Database } = await driver('libsql', () => import('libsql/promise'));
  if (mustExist && !existsSync(path))
    throw refuse(
      'cli/missing-file',
      'there is no store of pass events',
      `events serve makes ${DEFAULT_STORE} in the folder that it runs in; name another with --store`,
    );
  if (path !== ':memory:') makePrivate(path);
  const database = new Database(path, { timeout: 5000 });
  // With FULL, what is answered with 200 outlives a power cut.
  await database.exec('pragma journal_mode = wal; pragma synchronous = full');
  return { dialect: sqliteDialect(database), engine: 'sqlite' };
}

/** What an SQLite file begins with. */
const SQLITE = 'SQLite format 3\0';

/** Makes a file that its owner alone can read; SQLite gives the files next to it the same permissions. A file of another kind is left as it is. */
function makePrivate(path: string): void {
  const file = openSync(path, 'a+', 0o600);
  const start = Buffer.alloc(SQLITE.length);
  const length = readSync(file, start, 0, SQLITE.length, 0);
  closeSync(file);
  if (length > 0 && start.toString('latin1') !== SQLITE)
    throw refuse(
      'events/store-failed',
      'the store of pass events is a file of another kind',
      'name another file with --store',
    );
  chmodSync(path, 0o600);
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

/** Drivers put statements, addresses and values into their messages: the code alone is told. */
function cannotOpen(what: string, error: unknown): FindingsError {
  const { code, text } = systemReason(error);
  const reason = text === '' || code === '' ? 'its driver refuses it' : text;
  return refuse(
    'events/store-failed',
    `${what} cannot be opened as the store of pass events: ${reason}`,
    'check the address, the rights of the user and whether the server runs',
  );
}

function refuse(code: string, message: string, hint: string): FindingsError {
  return new FindingsError([{ code, severity: 'error', message, hint }]);
}

function ignore(): void {}
