import { DuckDBInstance } from '@duckdb/node-api';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import {
  cellOf,
  classColumns,
  featuresOf,
  type AudienceReport,
} from '../../../src/audience/index.ts';
import { readCsv } from '../../../src/account/index.ts';
import { loadCampaign } from '../../../src/campaign/index.ts';
import { folderOf, smartpass, type Answer } from '../../cli/run-cli.ts';
import { createDatabase, POSTGRES } from '../../postgres.ts';
import { memoryFiles } from '../../testing/memory-campaign.ts';
import { EXPORTS } from '../exports.ts';

const FIXTURES = 'fixtures/audience';
const COUNT = 300;
/** Where databases decide nearly everything, and where they know shapes alone. */
const CAMPAIGNS = ['by-hand', 'macros', 'push', 'loyalty'];
/** Columns of texts: the tables have no other ones, as a staging table of an export. */
const NAMES = [
  'MoEngage_ID',
  'First Name',
  'Last Name',
  'Email (Standard)',
  'Phone',
  'Tier',
  'Since',
  'City',
  'Newsletter',
];

/** The users as rows of texts; U+0000 is for no database. */
function rows(): readonly (readonly (string | null)[])[] {
  const { text = '' } = EXPORTS['as people type, CSV']?.(COUNT) ?? {};
  const [header, ...body] = readCsv(text, { hasLooseQuotes: true }).rows;
  const places = NAMES.map((name) => header?.cells.indexOf(name) ?? -1);
  return body.map(({ cells }) =>
    places.map((at) => cells[at]?.replaceAll('\0', '').toWellFormed() ?? null),
  );
}

const ROWS = rows();
const CREATE = `CREATE TABLE users (${NAMES.map((name) => `"${name}" text`).join(', ')})`;

function folder(): string {
  const names = readdirSync(FIXTURES);
  return folderOf(
    Object.fromEntries(names.map((name) => [name, readFileSync(join(FIXTURES, name), 'utf8')])),
  );
}

/** Runs a query in DuckDB and gives the CSV that it writes. */
async function inDuckdb(query: string, cwd: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const file = join(cwd, 'duckdb.csv');
  try {
    await connection.run(CREATE);
    for (const row of ROWS) {
      const cells = row.map((cell) =>
        cell === null ? 'NULL' : `decode(unhex('${Buffer.from(cell).toString('hex')}'))`,
      );
      await connection.run(`INSERT INTO users VALUES (${cells.join(', ')})`);
    }
    await connection.run(`COPY (${query.replace(/;\s*$/, '')}) TO '${file}' (FORMAT csv, HEADER)`);
    return readFileSync(file, 'utf8');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Runs a query in PostgreSQL and gives the CSV that psql writes. */
async function inPostgres(query: string, cwd: string): Promise<string> {
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(CREATE);
    const places = NAMES.map((_, at) => `$${at + 1}`).join(', ');
    for (const row of ROWS) await client.query(`INSERT INTO users VALUES (${places})`, [...row]);
    writeFileSync(join(cwd, 'query.sql'), query);
    const line = ['--no-psqlrc', '--csv', '--file', join(cwd, 'query.sql'), database.url];
    return execFileSync('psql', line, { encoding: 'utf8' });
  } finally {
    await client.end();
    await database.drop();
  }
}

/** The class table of JavaScript: the lines of the CSV, sorted, without the version. */
async function ownTable(path: string): Promise<readonly string[]> {
  const texts = new Map(
    readdirSync(FIXTURES).map((name) => [name, readFileSync(join(FIXTURES, name), 'utf8')]),
  );
  texts
    .set(path, (texts.get(path) ?? '').replace('none/*.yaml', 'u.json'))
    .set('u.json', '{"user": {}}');
  const columns = classColumns(featuresOf(await loadCampaign(path, memoryFiles(texts))));
  const counts = new Map<string, number>();
  for (const row of ROWS) {
    const cells = columns.map((column) => {
      const at =
        column.attribute.kind === 'UserAttribute' ? NAMES.indexOf(column.attribute.name) : -1;
      return cellOf(column)(row[at] ?? undefined);
    });
    const key = JSON.stringify(cells);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, users]) => JSON.stringify([...(JSON.parse(key) as string[]), `${users}`]))
    .sort();
}

function tableOf(csv: string): readonly string[] {
  const [, ...body] = readCsv(csv, { hasLooseQuotes: false }).rows;
  return body.map(({ cells }) => JSON.stringify(cells.slice(1).map((cell) => cell ?? ''))).sort();
}

const DATABASES = [
  ['duckdb', inDuckdb, true],
  ['postgres', inPostgres, POSTGRES !== undefined],
] as const;

describe.each(DATABASES)('%s', (dialect, run, isThere) => {
  test.runIf(isThere).each(CAMPAIGNS)(
    '%s: query, its result, and what becomes of the users',
    async (name) => {
      const cwd = folder();
      const campaign = `${name}.message.yaml`;
      const absent = ['Points', 'Score', 'Tags'].flatMap((one) => ['--absent', one]);
      const audience = async (...more: string[]): Promise<Answer> => {
        const answer = await smartpass(['audience', campaign, ...more], { cwd });
        if (answer.code !== 0) throw new Error(answer.err);
        return answer;
      };
      const csv = await run((await audience('--sql', dialect, ...absent)).out, cwd);
      writeFileSync(join(cwd, 'result.csv'), csv);
      expect(tableOf(csv)).toEqual(await ownTable(campaign));

      const classes = await audience('--classes', 'result.csv', '--json');
      const byClasses = JSON.parse(classes.out) as AudienceReport;
      const lines = ROWS.map((row) =>
        JSON.stringify(
          Object.fromEntries(
            NAMES.flatMap((one, at) => (row[at] === null ? [] : [[one, row[at]]])),
          ),
        ),
      );
      writeFileSync(join(cwd, 'u.ndjson'), lines.join('\n'));
      const users = await audience('--users', 'u.ndjson', '--json', '--no-fixes', '--every-user');
      const byUsers = JSON.parse(users.out) as AudienceReport;
      // Users whom made-up values do not decide are left out; of those by their shape it is said how many they are.
      const byShape = Number(/(\d+) users are in classes of which/.exec(classes.err)?.[1] ?? 0);
      const undecided = byUsers.users - byClasses.users;
      console.log(`${dialect} ${name}: ${undecided} of ${COUNT} undecided, ${byShape} by shape`);
      expect(undecided).toBeLessThan(COUNT * 0.6);
      expect(byClasses.sent).toBeLessThanOrEqual(byUsers.sent + byShape);
      expect(byClasses.dropped).toBeLessThanOrEqual(byUsers.dropped + byShape);
    },
  );
});
