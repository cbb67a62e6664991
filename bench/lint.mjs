#!/usr/bin/env node
/**
 * What `smartpass lint` costs, each a process of its own: the shipped campaigns next to `node -e 0`, 100 templates of 30 reads, a mail of
 * 60 KB, a template of 1 MB, and how time grows with reads and conditions, where a doubling should cost less than 2.4 times.
 * `node bench/lint.mjs`. Build first (`npm run build`).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costOf } from './processes.mjs';

const RUNS = 5;
const PROGRAM = new URL('../bin/smartpass.js', import.meta.url).pathname;
const SHIPPED = new URL('../templates', import.meta.url).pathname;

const folder = mkdtempSync(join(tmpdir(), 'smartpass-bench-lint-'));

const read = (name) => `UserAttribute['${name}']`;

/** What a template has for one attribute. */
const LINES = {
  prints: (name) => `<p>Hi {{ ${read(name)} }},</p>`,
  defaults: (name) => `<p>Hi {{ ${read(name)}|default('you', true) }},</p>`,
  conditions: (name) => `{% if ${read(name)} == 'gold' %}<b>{{ ${read(name)} }}</b>{% endif %}`,
};

const WORDS = 'Town Hue Pet Shop Plan Badge Slogan Firm Region Store Title Suburb Eye Goal Bay';

/** An attribute as templates have it. */
const nameOf = (at) => `${WORDS.split(' ')[at % 15]} ${at}`;

function template(kind, reads, from = 0) {
  return Array.from({ length: reads }, (_, at) => LINES[kind](nameOf(from + at))).join('\n');
}

/** A third of each kind, by turns. */
function mixed(reads, from) {
  const kinds = Object.keys(LINES);
  const line = (at) => LINES[kinds[at % kinds.length]](nameOf(from + at));
  return Array.from({ length: reads }, (_, at) => line(at)).join('\n');
}

/** A table with a row for each thing, which few attributes decide about. */
function rows(count, attributes) {
  return Array.from({ length: count }, (_, at) =>
    at % 4 === 0
      ? `<tr>{% if ${read(`A${at % attributes}`)} == 'x' %}<td>gold ${at}</td>{% endif %}</tr>`
      : `<tr><td style="padding:0 12px">{{ ${read(`A${at % attributes}`)}|default('you', true) }}</td></tr>`,
  ).join('\n');
}

/** Writes a template, and gives its name: the commands run in the folder, so that campaigns are looked for there alone. */
function written(name, text) {
  writeFileSync(join(folder, name), text);
  return name;
}

/** Processor time in milliseconds, the least of some runs. */
function time(args, runs = RUNS) {
  const times = Array.from(
    { length: runs },
    () => costOf(args, { cwd: folder, codes: [0, 1] }).milliseconds,
  );
  return Math.min(...times);
}

const lint = (files, runs) => time([PROGRAM, 'lint', ...files], runs);

function report(what, milliseconds, more = '') {
  console.log(`${what.padEnd(44)} ${milliseconds.toFixed(0).padStart(7)} ms${more}`);
}

try {
  const nothing = time(['-e', '0']);
  report('node -e 0', nothing);
  const shipped = lint([SHIPPED]);
  report('the shipped campaigns', shipped, `  ${(shipped / nothing).toFixed(1)} x node -e 0`);
  const many = Array.from({ length: 100 }, (_, at) =>
    written(`mail-${at}.html`, mixed(30, at * 30)),
  );
  report('100 templates of 30 reads', lint(many, 1));
  report('a mail of 60 KB, 30 attributes', lint([written('60.html', rows(700, 30))], 2));
  report(
    'a template of 1 MB, 2,000 attributes',
    lint([written('1000.html', rows(12_000, 2000))], 1),
  );
  for (const kind of Object.keys(LINES)) {
    let last;
    for (const count of [250, 500, 1000, 2000, 4000]) {
      const file = written(`${kind}-${count}.html`, template(kind, count));
      const cost = lint([file], 1) - nothing;
      const ratio = last === undefined ? '' : `  x ${(cost / last).toFixed(2)}`;
      report(`${count} ${kind}`, cost, ratio);
      last = cost;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
