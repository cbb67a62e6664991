/**
 * Writes exports of made-up users for the dry run: `node bench/audience-data.mjs users.parquet 1000000`, also `.csv`, `.csv.gz` and `.ndjson`. Needs
 * @duckdb/node-api. The same count gives the same users: one in 50 has no first name, one in 16 no email address, one in 1,000 no ID.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const FORMS = new Map([
  ['.parquet', '(FORMAT parquet, COMPRESSION snappy)'],
  ['.zstd', '(FORMAT parquet, COMPRESSION zstd)'],
  ['.csv', '(FORMAT csv, HEADER)'],
  ['.csv.gz', '(FORMAT csv, HEADER, COMPRESSION gzip)'],
  ['.ndjson', '(FORMAT json)'],
]);

/** The users of an export, as a query; `i` numbers them. */
function users(count) {
  const part = (salt) => `(hash(i * 7 + ${salt}) % 1000)`;
  return `SELECT
  CASE WHEN ${part(1)} = 0 THEN NULL ELSE 'u-' || i END AS "MoEngage_ID",
  CASE WHEN ${part(2)} < 20 THEN NULL WHEN ${part(2)} < 22 THEN ' ' WHEN ${part(2)} < 24 THEN 'O"Brien' ELSE
    list_extract(['Ada','Bo','Cleo','Dana','Émile','Fatima','Grace','Hedy'], 1 + (hash(i + 3) % 8)::INT) || CASE WHEN i % 3 = 0 THEN '' ELSE '-' || (hash(i) % 997) END END AS "First Name",
  CASE WHEN ${part(4)} < 30 THEN NULL ELSE 'Example' || (hash(i + 5) % 50000) END AS "Last Name",
  CASE WHEN ${part(6)} < 60 THEN NULL WHEN ${part(6)} < 62 THEN '' ELSE 'user' || i || '@example.com' END AS "Email (Standard)",
  CASE WHEN ${part(7)} < 250 THEN NULL ELSE '+1555' || lpad((hash(i + 8) % 10000000)::VARCHAR, 7, '0') END AS "Mobile Number (Standard)",
  CASE WHEN ${part(9)} < 100 THEN NULL ELSE list_extract(['gold','silver','bronze','none'], 1 + (hash(i + 9) % 4)::INT) END AS "Tier",
  list_extract(['Berlin','Paris','Rome','Oslo','Wien','Porto'], 1 + (hash(i + 10) % 6)::INT) AS "City"
FROM range(${count}) r(i)`;
}

const [file = 'users.parquet', count = '1000000'] = process.argv.slice(2);
const form = [...FORMS].findLast(([ending]) => file.endsWith(ending))?.[1];
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`COPY (${users(Number(count))}) TO '${file}' ${form}`);
connection.closeSync();
