import Database from 'libsql/promise';
import { sqliteDialect } from '../../src/cli/sqlite-dialect.ts';
import { openSqlStore } from '../../src/events/index.ts';
import type { TestStore } from './store-suite.ts';

/** A store in an SQLite file, or in memory. */
export async function openSqlite(path = ':memory:'): Promise<TestStore> {
  const database = new Database(path, { timeout: 5000 });
  const store = await openSqlStore({ dialect: sqliteDialect(database), engine: 'sqlite' });
  return { store, remove: () => store.close() };
}
