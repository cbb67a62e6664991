import Database from 'libsql';
import { PostgresDialect, SqliteDialect } from 'kysely';
import { Pool } from 'pg';
import { openSqlStore } from '../../src/events/index.ts';
import { createDatabase } from '../postgres.ts';
import type { TestStore } from './store-suite.ts';

/** A store in an SQLite file, or in memory. */
export async function openSqlite(path = ':memory:'): Promise<TestStore> {
  const database = new Database(path, { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  const store = await openSqlStore({ dialect: new SqliteDialect({ database }), engine: 'sqlite' });
  return { store, remove: () => store.close() };
}

/** A store in a PostgreSQL database of its own. */
export async function openPostgres(): Promise<TestStore> {
  const { url, drop } = await createDatabase();
  const pool = new Pool({ connectionString: url });
  const store = await openSqlStore({ dialect: new PostgresDialect({ pool }), engine: 'postgres' });
  const remove = async (): Promise<void> => {
    await store.close();
    await drop();
  };
  return { store, remove };
}
