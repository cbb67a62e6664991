import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSource, partsOf, type ExportSource } from '../../../src/audience/index.ts';
import { valueAt } from '../../../src/audience/read/columns.ts';
import { readPart } from '../../../src/audience/read/read-part.ts';
import { Dict, PyFloat, type Value } from '../../../src/jinja/index.ts';
import { folderOf, smartpass } from '../../cli/run-cli.ts';

/** Writes the result of a query as Parquet and gives its path. */
async function written(query: string, options = ''): Promise<string> {
  const file = join(folderOf({}), 'u.parquet');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet${options})`);
  } finally {
    connection.closeSync();
  }
  return file;
}

/** Every value of a source, by column. */
async function valuesOf(source: ExportSource): Promise<Record<string, (Value | undefined)[]>> {
  const columns = source.columns.map((name) => ({
    attribute: { kind: 'UserAttribute' as const, name },
    column: name,
  }));
  const found: Record<string, (Value | undefined)[]> = Object.fromEntries(
    source.columns.map((name) => [name, []]),
  );
  const options = { columns, types: source.types, onBroken: () => undefined };
  for (const part of partsOf(source))
    for await (const batch of readPart(part, options))
      for (const [at, name] of source.columns.entries())
        for (let row = 0; row < batch.size; row += 1)
          found[name]?.push(valueAt(batch.columns[at] ?? [], row));
  return found;
}

const TYPES = `SELECT * FROM (VALUES
  ('Ada', true, 7, 12345678901234567::BIGINT, 0.5::DOUBLE, 12.30::DECIMAL(9,2), 12345678901234567890::DECIMAL(20,0), DATE '2026-01-31', TIMESTAMP '2026-01-31 09:00:00', ['a','b'], {'n': 1}, 3::UTINYINT),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('', false, -1, -1, 'NaN'::DOUBLE, -0.05, -1, DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59', [], {'n': NULL}, 255)
) t("text", "flag", "small", "large", "float", "price", "digits", "day", "moment", "list", "struct", "byte")`;

describe('Parquet', () => {
  test.each(['', ', PARQUET_VERSION v2'])('values of all types %s', async (options) => {
    const values = await valuesOf(await openSource(await written(TYPES, options)));
    expect(values).toEqual({
      text: ['Ada', undefined, ''],
      flag: [true, undefined, false],
      small: [7, undefined, -1],
      large: [12_345_678_901_234_567n, undefined, -1],
      float: [new PyFloat(0.5), undefined, new PyFloat(Number.NaN)],
      price: [new PyFloat(12.3), undefined, new PyFloat(-0.05)],
      digits: [12_345_678_901_234_567_890n, undefined, -1],
      day: ['2026-01-31', undefined, '1969-12-31'],
      moment: ['2026-01-31 09:00:00', undefined, '1969-12-31 23:59:59'],
      list: [['a', 'b'], undefined, []],
      struct: [Dict.of([['n', 1]]), undefined, Dict.of([['n', null]])],
      byte: [3, undefined, 255],
    });
  });

  test.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI', 'LZ4_RAW'])(
    '%s, dictionary and plain pages, in several row groups',
    async (codec) => {
      const query = `SELECT 'u-' || i AS "ID", ['gold','silver'][1 + i % 2] AS "Tier", CASE WHEN i % 7 = 0 THEN NULL ELSE i END AS "Points" FROM range(6000) r(i)`;
      const source = await openSource(
        await written(query, `, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048`),
      );
      const rows = Array.from({ length: 6000 }, (_, at) => at);
      expect(partsOf(source).length).toBeGreaterThan(1);
      expect(await valuesOf(source)).toEqual({
        ID: rows.map((at) => `u-${at}`),
        Tier: rows.map((at) => (at % 2 === 0 ? 'gold' : 'silver')),
        Points: rows.map((at) => (at % 7 === 0 ? undefined : at)),
      });
    },
  );

  test('pages of the second version, with their encodings', async () => {
    const query = `SELECT 'u-' || i AS "ID", i * 3 AS "Whole", i / 8 AS "Part", CASE WHEN i % 5 = 0 THEN NULL ELSE 'Ada' || (i % 9) END AS "Name", [i] AS "List" FROM range(5000) r(i)`;
    const values = await valuesOf(await openSource(await written(query, ', PARQUET_VERSION v2')));
    const rows = Array.from({ length: 5000 }, (_, at) => at);
    expect(values).toEqual({
      ID: rows.map((at) => `u-${at}`),
      Whole: rows.map((at) => at * 3),
      Part: rows.map((at) => new PyFloat(at / 8)),
      Name: rows.map((at) => (at % 5 === 0 ? undefined : `Ada${at % 9}`)),
      List: rows.map((at) => [at]),
    });
  });

  test('a large row group is read in parts', async () => {
    const query = `SELECT i AS "ID", 'n' || (i % 1000) AS "Name", CASE WHEN i % 3 = 0 THEN NULL ELSE 'u-' || i END AS "Key", [i] AS "List" FROM range(300000) r(i)`;
    const source = await openSource(await written(query, ', ROW_GROUP_SIZE 300000'));
    expect(partsOf(source).map(({ from, to }) => [from, to])).toEqual([
      [0, 131_072],
      [131_072, 262_144],
      [262_144, 300_000],
    ]);
    const values = await valuesOf(source);
    for (const at of [0, 1, 131_071, 131_072, 262_143, 262_144, 299_999])
      expect([values.ID?.[at], values.Name?.[at], values.Key?.[at], values.List?.[at]]).toEqual([
        at,
        `n${at % 1000}`,
        at % 3 === 0 ? undefined : `u-${at}`,
        [at],
      ]);
    expect(values.Key?.length).toBe(300_000);
  });

  test('a file without rows has no users', async () => {
    const source = await openSource(await written('SELECT 1 AS "ID" WHERE false'));
    expect([source.users, await valuesOf(source)]).toEqual([0, { ID: [] }]);
  });

  test.each([
    ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['cut after the magic', (bytes: Buffer) => bytes.subarray(0, 4)],
    ['without the magic at its end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['with a page that is overwritten', (bytes: Buffer) => Buffer.from(bytes).fill(0xff, 4, 200)],
    [
      'with a footer that is overwritten',
      (bytes: Buffer) =>
        Buffer.from(bytes).fill(
          0xff,
          bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8),
          bytes.length - 8,
        ),
    ],
  ])('a file %s is an error with its name', async (_, broken) => {
    const file = await written(`SELECT 'canary-' || i AS "ID" FROM range(3000) r(i)`);
    writeFileSync(file, broken(readFileSync(file)));
    const folder = folderOf({
      'campaign.yaml': 'campaign: card\nchannel: email\ntemplate: mail.html\nusers: ada.yaml\n',
      'ada.yaml': 'user: {}\n',
      'mail.html': "<p>{{ UserAttribute['ID'] }}</p>",
    });
    const { code, out, err } = await smartpass(['audience', 'campaign.yaml', '--users', file], {
      cwd: folder,
    });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('audience/bad-export');
    expect(err).toContain('u.parquet');
    expect(err).not.toMatch(/canary-|\n {4}at /);
  });
});
