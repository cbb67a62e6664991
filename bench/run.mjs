#!/usr/bin/env node
/**
 * Measures the speed: renders and compiles against other engines, whole commands, and how time grows with size.
 * `npm run bench -- [--write] [--short] [--only renders|links|compiles|pipelines|growth] [--case NAME] [--rounds N] [--before FOLDER]`.
 * What is measured is processor time, in processes that alternate. `--before` adds another checkout, built, as one more engine;
 * `--short` checks some ratios against bounds, with exit code 1; `--write` writes docs/performance.md. Build first (`npm run build`).
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { growthRows } from './growth.mjs';
import { pageOf, tableOf } from './page.mjs';
import { pipelineRows } from './pipelines.mjs';
import {
  cellsOf,
  compileRows,
  compilersOf,
  linkRows,
  linkRivals,
  renderRows,
  rivalsOf,
} from './renders.mjs';
import { checkBounds } from './short.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '0.15' },
    thousands: { type: 'string', default: '100' },
    only: { type: 'string' },
    case: { type: 'string' },
    before: { type: 'string' },
    short: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const before = options.before && resolve(options.before);
const asked = {
  rounds: Number(options.rounds),
  seconds: options.seconds,
  thousands: Number(options.thousands),
  before,
  only: options.case,
};

/** Prints rows as they come; gives the table. */
function shown(title, columns, rows) {
  console.log(`\n${title}\n${columns.join(' | ')}`);
  const all = [];
  for (const row of rows) {
    console.log(row.join(' | '));
    all.push(row);
  }
  return tableOf(columns, all);
}

function* inCells(rows) {
  for (const [name, ratios] of rows) yield [name, ...cellsOf(ratios)];
}

const SECTIONS = {
  renders: () =>
    shown('Renders', ['template', 'µs', ...rivalsOf(before)], inCells(renderRows(asked))),
  links: () => shown('Links', ['snippet', 'µs', ...linkRivals()], inCells(linkRows(asked))),
  compiles: () =>
    shown(
      'Compiles',
      ['template', 'µs', ...compilersOf(before)],
      inCells(compileRows({ ...asked, rivals: compilersOf(before) })),
    ),
  pipelines: () =>
    shown(
      'Commands',
      ['command', 'ms', '× node -e 0', 'MB', ...(before === undefined ? [] : ['before'])],
      pipelineRows(asked),
    ),
  growth: () => shown('Growth', ['what', 'ms at 8,000', 'ms at 16,000', 'ratio'], growthRows()),
};

if (options.short) process.exitCode = checkBounds(asked) ? 0 : 1;
else {
  const tables = new Map(
    Object.entries(SECTIONS)
      .filter(([name]) => options.only === undefined || name === options.only)
      .map(([name, make]) => [name, make()]),
  );
  if (options.write)
    writeFileSync(new URL('../docs/performance.md', import.meta.url), pageOf(tables, asked));
}
