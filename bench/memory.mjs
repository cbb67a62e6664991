#!/usr/bin/env node
/**
 * Whether renders leave memory behind: renders a million times in one process, templates compiled once and anew, and prints the
 * heap after each tenth: `node --expose-gc bench/memory.mjs [--renders N]`. Build first (`npm run build`).
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Environment } from '../dist/api/jinja.js';

const { values: options } = parseArgs({
  options: { renders: { type: 'string', default: '1000000' } },
});
const renders = Number(options.renders);
if (globalThis.gc === undefined) {
  process.stderr.write('start it with --expose-gc, so that garbage does not count\n');
  process.exit(2);
}

const SMALL =
  '{% macro link(url, text=\'x\') %}<a href="{{ url|urlencode }}">{{ text }}</a>{% endmacro %}' +
  '{% for item in items if item.price %}{{ loop.index }}. {{ link(item.name, text=item.name|upper) }} {{ "%.2f"|format(item.price) }}' +
  "{% else %}none{% endfor %}{{ user['First Name']|default('Friend') }}{{ missing.x if missing }}{% set n = items|length %}{{ n }}";

const environment = new Environment();
const small = environment.compile(SMALL);
const macros = environment.compile(
  readFileSync(new URL('templates/macros.jinja', import.meta.url), 'utf8'),
);
const started = performance.now();

/** One render: mostly of compiled templates, at times of one that is compiled for it, that fails, or that meets a limit. */
function renderOnce(at) {
  const context = {
    user: { 'First Name': `User ${at}` },
    items: [{ name: `a${at}`, price: at }, { name: 'b' }, { name: 'c', price: 2.5 }],
  };
  if (at % 100 === 0)
    return environment.renderSource(`{{ user['First Name'] }} ${at % 5000}`, context);
  if (at % 101 === 0) return failure('{{ missing.name.x }}', context);
  if (at % 103 === 0) return failure("{{ 'x' * 10 ** 9 }}", context);
  if (at % 10 === 0)
    return macros.renderText({
      items: context.items.map(({ name }) => ({ label: name, value: at, required: at % 20 === 0 })),
    });
  return small.renderText(context);
}

function failure(source, context) {
  try {
    return environment.renderSource(source, context);
  } catch (error) {
    return String(error);
  }
}

function report(done) {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const megabytes = (bytes) => (bytes / 1_000_000).toFixed(2).padStart(8);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${String(done).padStart(9)} renders: heap ${megabytes(heapUsed)} MB, process ${megabytes(rss)} MB, ${seconds} s\n`,
  );
  return heapUsed;
}

let length = 0;
let first = 0;
let last = 0;
report(0);
for (let tenth = 1; tenth <= 10; tenth += 1) {
  for (let at = 0; at < renders / 10; at += 1) length += renderOnce(at).length;
  last = report((renders / 10) * tenth);
  if (tenth === 1) first = last;
}
process.stdout.write(
  `${length} characters; heap after the last tenth minus after the first: ${((last - first) / 1000).toFixed(0)} kB\n`,
);
