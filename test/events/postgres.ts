import { PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { openSqlStore } from '../../src/events/index.ts';
import { createDatabase } from '../postgres.ts';
import type { TestStore } from './store-suite.ts';

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
