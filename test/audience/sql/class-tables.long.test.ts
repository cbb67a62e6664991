import { DuckDBInstance } from '@duckdb/node-api';
import { array, assert, asyncProperty, constantFrom, oneof, string, tuple } from 'fast-check';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import {
  cellOf,
  classColumns,
  classQuery,
  type DialectName,
  type Features,
} from '../../../src/audience/index.ts';
import { createDatabase, POSTGRES } from '../../postgres.ts';
import { ALL, COLUMNS, rowOf, TEXTS, userOf, type Cell } from './adversarial.ts';

/** The attribute of texts alone. */
const TEXT: Features = { ...ALL, attributes: ALL.attributes.slice(0, 1) };

type Rows = readonly (readonly Cell[])[];

const ROWS: Rows = Array.from({ length: 400 }, (_, at) => rowOf(at));

const RANDOM = array(
  oneof(
    string({ unit: 'grapheme' }),
    constantFrom(...TEXTS),
    tuple(constantFrom(...TEXTS), constantFrom(...TEXTS)).map((two) => two.join('')),
  ).filter((text) => !text.includes('\0') && text.isWellFormed()),
  { minLength: 150, maxLength: 150 },
).map((texts) => texts.map((text) => [{ value: text, written: text }]));

/** The class table as JavaScript makes it: a line a class, sorted. */
function javascriptTable(rows: Rows, features: Features): string {
  const columns = classColumns(features);
  const cells = columns.map(cellOf);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const user = userOf(row);
    const line = columns.map(({ attribute }, at) => cells[at]?.(user.get(attribute.name)) ?? '');
    const key = JSON.stringify(line);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return tableOf([...counts].map(([key, users]) => [...(JSON.parse(key) as string[]), `${users}`]));
}

function tableOf(lines: readonly (readonly unknown[])[]): string {
  return lines
    .map((line) => JSON.stringify(line))
    .sort()
    .join('\n');
}

function query(dialect: DialectName, features: Features): string {
  return classQuery(features, dialect, {
    table: 'users',
    columnOf: ({ name }) => (name === 'Absent' ? undefined : name),
  }).sql;
}

/** Statements that make the table and fill it. */
function* statements(
  types: readonly string[],
  rows: Rows,
  literal: (written: string, column: number) => string,
): Generator<string> {
  const columns = COLUMNS.map((name, at) => `"${name}" ${types[at]}`).join(', ');
  yield `CREATE TABLE users (${columns})`;
  for (let from = 0; from < rows.length; from += 50) {
    const values = rows.slice(from, from + 50).map((row) => {
      const cells = COLUMNS.map((_, at) => {
        const written = row[at]?.written;
        return written === undefined ? 'NULL' : literal(written, at);
      });
      return `(${cells.join(', ')})`;
    });
    yield `INSERT INTO users VALUES ${values.join(', ')}`;
  }
}

/** A text by its bytes: what is tested are not the literals of this file. */
function hex(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex');
}

function listOf(written: string, literal: (text: string) => string, type: string): string {
  const items = JSON.parse(written) as readonly string[];
  return items.length === 0
    ? `CAST(ARRAY[] AS ${type})`
    : `ARRAY[${items.map((item) => literal(item)).join(', ')}]`;
}

async function duckdbTable(rows: Rows, features: Features): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const text = (written: string): string => `decode(unhex('${hex(written)}'))`;
    const types = ['VARCHAR', 'HUGEINT', 'DOUBLE', 'DECIMAL(10,2)', 'BOOLEAN', 'JSON', 'VARCHAR[]'];
    const literal = (written: string, at: number): string =>
      at === 6
        ? listOf(written, text, 'VARCHAR[]')
        : `CAST(${text(written)} AS ${types[at] ?? ''})`;
    for (const statement of statements(types, rows, literal)) await connection.run(statement);
    const reader = await connection.runAndReadAll(query('duckdb', features));
    return tableOf(reader.getRows().map(([, ...cells]) => cells.map(String)));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function postgresTable(rows: Rows, features: Features): Promise<string> {
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const text = (written: string): string => `convert_from('\\x${hex(written)}', 'UTF8')`;
    const types = ['text', 'numeric', 'float8', 'numeric(10,2)', 'boolean', 'jsonb', 'text[]'];
    const literal = (written: string, at: number): string =>
      at === 6 ? listOf(written, text, 'text[]') : `CAST(${text(written)} AS ${types[at] ?? ''})`;
    for (const statement of statements(types, rows, literal)) await client.query(statement);
    const { rows: answer } = await client.query<string[]>({
      text: query('postgres', features),
      rowMode: 'array',
    });
    return tableOf(answer.map(([, ...cells]) => cells.map(String)));
  } finally {
    await client.end();
    await database.drop();
  }
}

describe('the class table of a database is that of JavaScript', () => {
  test('DuckDB: values of all types', async () => {
    expect(await duckdbTable(ROWS, ALL)).toBe(javascriptTable(ROWS, ALL));
  });

  test('DuckDB: random texts', async () => {
    await assert(
      asyncProperty(RANDOM, async (rows) => {
        expect(await duckdbTable(rows, TEXT)).toBe(javascriptTable(rows, TEXT));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  test.runIf(POSTGRES)('PostgreSQL: values of all types', async () => {
    expect(await postgresTable(ROWS, ALL)).toBe(javascriptTable(ROWS, ALL));
  });

  test.runIf(POSTGRES)('PostgreSQL: random texts', async () => {
    await assert(
      asyncProperty(RANDOM, async (rows) => {
        expect(await postgresTable(rows, TEXT)).toBe(javascriptTable(rows, TEXT));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
