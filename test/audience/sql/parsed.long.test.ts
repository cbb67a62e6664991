import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classQuery, DIALECT_NAMES } from '../../../src/audience/index.ts';
import { ALL, FEATURES } from './adversarial.ts';

/** Less literals with escapes, which this parser does not read in every dialect. */
const PLAIN = {
  ...ALL,
  attributes: ALL.attributes.map(({ attribute }) => ({
    attribute,
    features: FEATURES.filter(
      (feature) =>
        !/['\\]/.test(JSON.stringify(feature)) &&
        !(feature.kind === 'has' && ['apostrophe', 'backslash'].includes(feature.set)),
    ),
  })),
};

const PYTHON = '/usr/bin/python3';

function hasParser(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import sqlglot'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log(
      `${PYTHON} has no sqlglot: queries are not parsed (apt-get install python3-sqlglot)`,
    );
    return false;
  }
}

test.runIf(hasParser())('the queries of all dialects parse, with the columns that they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartpass-sql-'));
  const names: Record<string, readonly string[]> = {};
  for (const dialect of DIALECT_NAMES) {
    const { sql, columns } = classQuery(PLAIN, dialect, {
      table: 'users',
      columnOf: ({ name }) => name,
    });
    writeFileSync(join(folder, `${dialect}.sql`), sql);
    names[dialect] = ['smartpass', ...columns.map(({ name }) => name), 'users'];
  }
  const line = ['test/audience/sql/parsed.py', folder];
  expect(JSON.parse(execFileSync(PYTHON, line, { encoding: 'utf8' }))).toEqual(names);
  rmSync(folder, { recursive: true });
});
