#!/usr/bin/env node
/**
 * Whether time grows with the size of a text alone: runs each case at a size and at twice that size, and prints the milliseconds
 * of processor time and their ratio: 2 is linear, 4 is quadratic. `node bench/growth.mjs [--case TEXT]`. Build first
 * (`npm run build`). Exit code 1 where a ratio is above 3.
 */
import { parseArgs } from 'node:util';
import { compile, readFieldMap } from '../dist/compiler/index.js';
import { closest } from '../dist/diagnostics/index.js';
import { Environment } from '../dist/jinja/index.js';
import { tokenise } from '../dist/jinja/syntax/index.js';
import { readJson } from '../dist/passkit/json-reader.js';

const { values: options } = parseArgs({ options: { case: { type: 'string', default: '' } } });

/** The best of so many runs counts. */
const RUNS = 5;
/** Shorter times than these milliseconds say nothing. */
const SHORTEST = 4;
const MOST = 3;

const SYNTAX = {
  version: '3.1',
  trimBlocks: false,
  lstripBlocks: false,
  keepTrailingNewline: false,
  tags: new Map(),
};

/** Sources with a part that is repeated: each is the start of something that does not end as it should. */
const SOURCES = [
  (n) => '{%'.padEnd(8 * n),
  (n) => '{% '.repeat(3 * n),
  (n) => `{{ ${'1_'.repeat(4 * n)} }}`,
  (n) => `{{ 0.${'1_'.repeat(4 * n)} }}`,
  (n) => `{{ ${`'a" `.repeat(2 * n)} }}`,
  (n) => `{{ "${'\\a'.repeat(4 * n)} }}`,
  (n) => `{% raw %}${'{% '.repeat(3 * n)}`,
  (n) => '{# '.repeat(3 * n),
  (n) => `${' '.repeat(1000)}{%- do a -%}`.repeat(n / 100),
  (n) => `{{ ${'é'.repeat(8 * n)} }}`,
];

const JSON_PIECES = ['"', '"}', '",', '" ', '{"a":"', '\\"', '"a":'];

const FILTERS =
  'urlize striptags title wordcount capitalize upper escape urlencode trim truncate indent int float tojson pprint wordwrap reverse length string';
const TEXTS =
  "a|<|< |<!--|http://|a@|@|www.|(|a(|.|a.|&|&lt;| |\n|'|-|a-|1|1_|é|👍|ß|http://a.com/((|mailto:|a@b.|%|&#|)|&gt;";

/**
 * What is run at a size, by name.
 *
 * @returns {Generator<[name: string, run: (size: number) => unknown]>}
 */
function* cases() {
  for (const [at, source] of SOURCES.entries())
    yield [`tokenise ${source(4).slice(0, 12)}… (${at})`, (n) => tokenise(source(n), SYNTAX)];
  for (const piece of JSON_PIECES)
    yield [`readJson ${piece}`, (n) => readJson(`{"a":"${piece.repeat(n)}`)];
  yield ['closest', (n) => closest('Tier', ['a'.repeat(100 * n), 'Teir'])];
  yield ['a field map', (n) => compile(mapOf(n / 200), { channel: 'email' })];
  const environment = new Environment();
  for (const filter of FILTERS.split(' ')) {
    const template = environment.compile(`{{ x|${filter} }}`);
    for (const text of TEXTS.split('|'))
      yield [`${filter} ${JSON.stringify(text)}`, (n) => rendered(template, text.repeat(n))];
  }
}

function rendered(template, text) {
  try {
    // The last characters make patterns that look ahead look for them in vain.
    return template.renderText({ x: `${text}!a.` });
  } catch (error) {
    return error;
  }
}

function mapOf(count) {
  const fields = Array.from(
    { length: count },
    (_, at) => `  meta.f${at}: { user: Attribute ${at}, as: datetime, missing: omit }\n`,
  );
  const head =
    'smartpass: 1\nidentity: none\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nfields:\n';
  return readFieldMap(`${head}${fields.join('')}`, 'x.yaml').map;
}

function milliseconds(run, size) {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    run(size);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

let slow = 0;
let count = 0;
for (const [name, run] of cases()) {
  if (!name.includes(options.case)) continue;
  count += 1;
  const [one, two] = [milliseconds(run, 10_000), milliseconds(run, 20_000)];
  const ratio = two / Math.max(one, 0.01);
  const isSlow = two > SHORTEST && ratio > MOST;
  if (isSlow) slow += 1;
  if (isSlow || two > 4 * SHORTEST)
    console.log(
      `${isSlow ? 'SLOW' : '    '} ${String(name)}: ${one.toFixed(1)} ms, ${two.toFixed(1)} ms at twice the size, ratio ${ratio.toFixed(1)}`,
    );
}
console.log(`${count} cases, ${slow} of them grow faster than their text`);
process.exitCode = slow === 0 ? 0 : 1;
