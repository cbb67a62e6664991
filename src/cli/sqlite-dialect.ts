import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { Cache } from '../diagnostics/index.ts';

/** What the dialect needs of a database of `libsql/promise`. */
type SqliteDatabase = {
  prepare(sql: string): Promise<SqliteStatement>;
  exec(sql: string): Promise<unknown>;
  close(): void;
};

/** A prepared statement of `libsql/promise`. */
type SqliteStatement = {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): Promise<unknown[]>;
  run(parameters: readonly unknown[]): { readonly changes: number };
};

/**
 * SQLite by `libsql/promise` for Kysely. Locks and commits, which wait for other processes and for the disk, do so in a thread of
 * the driver, so that webhooks are read meanwhile; statements are prepared once. Kysely's own dialect does both on the event loop.
 */
export function sqliteDialect(database: SqliteDatabase): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** One connection, which is used by one transaction or query at a time, in the order in which they ask. */
class SqliteDriver implements Driver {
  private readonly database: SqliteDatabase;
  private readonly connection: SqliteConnection;
  private last: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;

  constructor(database: SqliteDatabase) {
    this.database = database;
    this.connection = new SqliteConnection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.last;
    let release = this.release;
    this.last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.release = release;
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    this.release();
  }

  async beginTransaction(): Promise<void> {
    // A transaction that began by reading could not wait for a writer.
    await this.database.exec('begin immediate');
  }

  async commitTransaction(): Promise<void> {
    await this.database.exec('commit');
  }

  async rollbackTransaction(): Promise<void> {
    await this.database.exec('rollback');
  }

  async destroy(): Promise<void> {
    this.database.close();
  }
}

/** So many statements are kept. Lists of another length are another statement. */
const MOST_STATEMENTS = 200;

type Prepared = { readonly statement: SqliteStatement; readonly isReader: boolean };

class SqliteConnection implements DatabaseConnection {
  private readonly database: SqliteDatabase;
  private readonly prepared: Cache<Prepared> = new Cache(MOST_STATEMENTS);

  constructor(database: SqliteDatabase) {
    this.database = database;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { statement, isReader } = this.prepared.get(sql) ?? (await this.prepare(sql));
    if (isReader) return { rows: (await statement.all(parameters)) as Row[] };
    const { changes } = statement.run(parameters);
    return { numAffectedRows: BigInt(changes), rows: [] };
  }

  // oxlint-disable-next-line require-yield -- the interface asks for it, and nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('queries are not streamed');
  }

  private async prepare(sql: string): Promise<Prepared> {
    const statement = await this.database.prepare(sql);
    const prepared = { statement, isReader: statement.reader };
    this.prepared.set(sql, prepared);
    return prepared;
  }
}
