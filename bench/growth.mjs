#!/usr/bin/env node
/**
 * Whether time grows with the size alone: runs each case at a size and at twice that size; the ratio of processor times is 2 where it
 * is linear, 4 where it is quadratic. `node bench/growth.mjs [--case TEXT]`. Build first (`npm run build`). Exit code 1 where a doubling
 * costs more than 2.4 times.
 */
import { parseArgs } from 'node:util';
import { curves } from './curves.mjs';
import { texts } from './texts.mjs';

/** The most that a doubling may cost. */
const MOST = 2.4;
/** Shorter times than these milliseconds say nothing. */
const SHORTEST = 8;
/** The best of so many runs counts, and a case that looks too slow is measured so many times. */
const RUNS = 3;
const TRIES = 4;

function milliseconds(run, size) {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    run(size);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** The times at both sizes, and whether the larger one is too much. */
function measured(run, size) {
  let one = Infinity;
  let two = Infinity;
  for (let tries = 0; tries < TRIES; tries += 1) {
    one = Math.min(one, milliseconds(run, size));
    two = Math.min(two, milliseconds(run, 2 * size));
    if (two <= SHORTEST || two / one <= MOST) return { one, two, isSlow: false };
  }
  return { one, two, isSlow: true };
}

/** Rows of name, milliseconds at 8,000 and 16,000, ratio, for the constructs of a template; with `SLOW` where that is above 2.4. */
export function* growthRows(only = '') {
  for (const [name, run] of curves())
    if (name.includes(only)) yield rowOf(name, measured(run, 8000));
}

function rowOf(name, { one, two, isSlow }) {
  return [
    name,
    one.toFixed(1),
    two.toFixed(1),
    `${(two / one).toFixed(2)}${isSlow ? ' SLOW' : ''}`,
  ];
}

function main() {
  const { values } = parseArgs({ options: { case: { type: 'string', default: '' } } });
  let count = 0;
  let slow = 0;
  const show = (row, isShown) => {
    count += 1;
    if (row.at(-1).endsWith('SLOW')) slow += 1;
    else if (!isShown) return;
    console.log(row.join(' | '));
  };
  for (const row of growthRows(values.case)) show(row, true);
  for (const [name, run] of texts())
    if (name.includes(values.case)) show(rowOf(name, measured(run, 10_000)), false);
  console.log(`${count - slow} passed, ${slow} failed`);
  process.exitCode = slow === 0 ? 0 : 1;
}

if (import.meta.filename === process.argv[1]) main();
