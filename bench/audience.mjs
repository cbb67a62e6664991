#!/usr/bin/env node
/**
 * What the dry run costs by the number of users: `node bench/audience.mjs [--as .parquet] [--every-user] [COUNT ...]`, of 1, 2, 5 and 10 million unless
 * given, of the loyalty card over an export of bench/audience-data.mjs (`.csv`, `.csv.gz` and `.ndjson` too). Prints seconds of wall and processor time, and
 * the greatest memory. Needs @duckdb/node-api. Build first.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { as: { type: 'string', default: '.parquet' }, 'every-user': { type: 'boolean' } },
});
const counts = positionals.length > 0 ? positionals.map(Number) : [1e6, 2e6, 5e6, 10e6];
const folder = mkdtempSync(join(tmpdir(), 'smartpass-audience-'));

/** Runs the command once over an export. */
function run(users) {
  const usage = join(folder, 'usage');
  rmSync(usage, { force: true });
  const start = performance.now();
  execFileSync(
    process.execPath,
    [
      '--require',
      resolve('bench/usage.cjs'),
      'bin/smartpass.js',
      'audience',
      'templates/loyalty-card/campaign.yaml',
      '--users',
      users,
      '--seed',
      '1',
      '--json',
      ...(values['every-user'] ? ['--every-user'] : []),
    ],
    { env: { ...process.env, SMARTPASS_BENCH_USAGE: usage }, maxBuffer: 2 ** 28 },
  );
  const seconds = (performance.now() - start) / 1000;
  const [microseconds = 0, kilobytes = 0] = readFileSync(usage, 'utf8').split(' ').map(Number);
  return { seconds, processor: microseconds / 1e6, megabytes: kilobytes / 1024 };
}

try {
  for (const count of counts) {
    const users = join(folder, `users${values.as}`);
    execFileSync(process.execPath, ['bench/audience-data.mjs', users, String(count)]);
    const { seconds, processor, megabytes } = run(users);
    const each = (1e6 * processor) / count;
    console.log(
      `${count.toLocaleString('en')} users (${values.as}): ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor time (${each.toFixed(1)} µs a user), ${megabytes.toFixed(0)} MB`,
    );
    rmSync(users);
  }
} finally {
  rmSync(folder, { recursive: true });
}
