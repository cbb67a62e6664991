import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { folderOf, smartpass } from '../cli/run-cli.ts';
import { CANARY, leaksOf, COMMANDS } from './canary-export.ts';

const MAIL = `{% if UserAttribute['Tier']|lower == 'gold' %}{{ UserAttribute['Name'] }}{% endif %}
{{ UserAttribute['Points']|int + 1 }} {{ UserAttribute['Until']|dateTimeFormatter(toFormat='%Y') }}
{{ UserAttribute['City'][0] }}`;
const USERS = `SELECT 'canary-id-' || i AS "ID", CASE WHEN i % 3 > 0 THEN 'canary-name-' || i END AS "Name",
  CASE WHEN i % 2 = 0 THEN 'gold' ELSE 'canary-tier-' || i END AS "Tier", CASE WHEN i % 5 = 0 THEN 'canary' ELSE '7738291' END AS "Points",
  CASE WHEN i % 7 = 0 THEN 'canary-date' ELSE '1907-03-21' END AS "Until", 'Canaryville' || i AS "City" FROM range(200) r(i)`;

/** The result of the query of a campaign on DuckDB, as CSV, and what the command prints of it. */
async function byClasses(...more: readonly string[]): Promise<{
  readonly result: string;
  readonly hidden: string;
  readonly shown: string;
}> {
  const cwd = folderOf({
    'c.yaml': 'campaign: c\nchannel: email\ntemplate: t\nusers: none/*.yaml\n',
    t: MAIL,
  });
  const audience = async (...argv: readonly string[]): Promise<string> => {
    const { out, err } = await smartpass(['audience', 'c.yaml', ...argv], { cwd });
    return `${out}${err}`;
  };
  const { out: query } = await smartpass(['audience', 'c.yaml', '--sql', 'duckdb', ...more], {
    cwd,
  });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE users AS ${USERS}`);
  const file = join(cwd, 'result.csv');
  await connection.run(`COPY (${query.trim().replace(/;$/, '')}) TO '${file}' (HEADER)`);
  connection.closeSync();
  return {
    result: readFileSync(file, 'utf8'),
    hidden: (await audience('--classes', file)) + (await audience('--classes', file, '--json')),
    shown: await audience('--classes', file, '--json', '--show-ids'),
  };
}

test('the result of a query has no value of a user, and with --sample-key only keys, which are hashed', async () => {
  const plain = await byClasses();
  expect(plain.result.split('\n').length).toBeGreaterThan(5);
  expect(CANARY.exec(`${plain.result}${plain.hidden}${plain.shown}`)?.[0]).toBeUndefined();
  const keyed = await byClasses('--sample-key', 'ID');
  expect(keyed.result).toContain('canary-id-');
  expect(CANARY.exec(keyed.result.replaceAll('canary-id-', ''))?.[0]).toBeUndefined();
  expect(CANARY.exec(keyed.hidden)?.[0]).toBeUndefined();
  expect(keyed.shown).toContain('canary-id-');
});

test('no value of a user is in any output, whatever the export and the options', async () => {
  expect(await leaksOf(COMMANDS)).toEqual([]);
});
