#!/usr/bin/env node
/**
 * Compares engines, pair by pair, each measurement in a process of its own:
 * `node bench/run.mjs [--rounds N] [--seconds S] [--case NAME] [--mode render|compile] [--write]`.
 * A figure is the median over the rounds of our speed divided by the other's, with the lowest and highest round.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cases } from './cases.mjs';
import { BY_HAND, ENGINES } from './engines.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '0.6' },
    case: { type: 'string' },
    mode: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const OURS = 'smartpass';
const PYTHON = "Python's Jinja2";
const python = findPython();

/** An interpreter with Jinja2 3.1.2, or undefined. */
function findPython() {
  for (const command of ['/usr/bin/python3', 'python3']) {
    const found = spawnSync(command, ['-c', 'import jinja2; print(jinja2.__version__)'], {
      encoding: 'utf8',
    });
    if (found.status === 0 && found.stdout.trim() === '3.1.2') return command;
  }
  return undefined;
}

function measure(engine, mode, input) {
  const script = (name) => new URL(name, import.meta.url).pathname;
  const [command, args] =
    engine === PYTHON
      ? [python, [script('python.py'), mode, options.seconds]]
      : [process.execPath, [script('child.mjs'), engine, mode, options.seconds]];
  try {
    return Number(
      execFileSync(command, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] }),
    );
  } catch {
    return undefined;
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function compare(other, mode, input) {
  const ratios = [];
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const [first, second] = round % 2 === 0 ? [OURS, other] : [other, OURS];
    const figures = new Map([
      [first, measure(first, mode, input)],
      [second, measure(second, mode, input)],
    ]);
    const [ours, theirs] = [figures.get(OURS), figures.get(other)];
    if (ours === undefined || theirs === undefined) return '-';
    ratios.push(ours / theirs);
  }
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  return `${median(ratios).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

const others = [...ENGINES.keys()].filter((name) => name !== OURS);
if (python !== undefined) others.push(PYTHON);
else console.error("Python's Jinja2 3.1.2 is not installed: left out");
const modes = options.mode === undefined ? ['render', 'compile'] : [options.mode];
const lines = [];
const say = (line) => {
  lines.push(line);
  console.log(line);
};
for (const mode of modes) {
  // What is written by hand needs no compiling.
  const rivals = mode === 'render' ? others : others.filter((name) => name !== BY_HAND);
  say(`\n### ${mode === 'render' ? 'Renders' : 'Compiles'}: how many times as fast as\n`);
  say(`| template | ${rivals.join(' | ')} |`);
  say(`|---|${rivals.map(() => '---').join('|')}|`);
  for (const [name, input] of cases()) {
    if (options.case !== undefined && options.case !== name) continue;
    const figures = rivals.map((other) => compare(other, mode, JSON.stringify(input)));
    say(`| ${name} | ${figures.join(' | ')} |`);
  }
}
if (options.write) {
  const page = `# Performance

Our renders (and compiles) per second divided by the other engine's: the median of ${options.rounds} rounds, in parentheses the
lowest and the highest round. Every measurement is a process of its own, the two of a pair run one after the other, in
alternating order. \`-\`: the engine cannot run that template (no custom filters, or a filter it lacks).

    npm run bench -- --write

Node ${process.version}${python === undefined ? '' : ', Python’s Jinja2 3.1.2'}. The templates are in \`bench/templates\`; \`loyalty\` is the snippet of the shipped
loyalty card; “by hand” is the guide's link built by plain JavaScript: two hashes and a base64 text that every engine has to
make, and so the bound of what any can reach.
${lines.join('\n')}
`;
  writeFileSync(new URL('../docs/performance.md', import.meta.url), page);
}
