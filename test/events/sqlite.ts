import Database from 'libsql';
import { SqliteDialect } from 'kysely';
import { openSqlStore } from '../../src/events/index.ts';
import type { TestStore } from './store-suite.ts';

/** A store in an SQLite file, or in memory. */
export async function openSqlite(path = ':memory:'): Promise<TestStore> {
  const database = new Database(path, { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  const store = await openSqlStore({ dialect: new SqliteDialect({ database }), engine: 'sqlite' });
  return { store, remove: () => store.close() };
}
