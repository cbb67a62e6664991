import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** The address of a PostgreSQL on this machine in which tests may create databases: `.ci/postgres` starts one. Undefined where there is none. */
export const POSTGRES: string | undefined = process.env['SMARTPASS_POSTGRES'] || undefined;

if (POSTGRES === undefined)
  console.log('SMARTPASS_POSTGRES names no server: tests on PostgreSQL are skipped');

/** A database of a test's own, and how to remove it with everything in it. */
export type TestDatabase = { readonly url: string; drop(): Promise<void> };

/** Creates an empty database. Throws where there is no server. */
export async function createDatabase(): Promise<TestDatabase> {
  if (POSTGRES === undefined) throw new Error('SMARTPASS_POSTGRES names no server');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(POSTGRES, `create database ${name}`);
  const url = new URL(POSTGRES);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(POSTGRES, `drop database ${name} with (force)`) };
}

async function execute(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
