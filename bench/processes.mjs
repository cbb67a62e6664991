/** How processes are timed: each measurement is a process of its own, and what counts is its processor time. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The column of the real Jinja2. */
export const PYTHON = "Python's Jinja2";

const script = (name) => new URL(name, import.meta.url).pathname;

/** An interpreter with Jinja2 3.1.2, or undefined. */
export function findPython() {
  const wanted = process.env.SMARTPASS_PYTHON;
  for (const command of [...(wanted ? [wanted] : []), '/usr/bin/python3', 'python3']) {
    const found = spawnSync(command, ['-c', 'import jinja2; print(jinja2.__version__)'], {
      encoding: 'utf8',
    });
    if (found.status === 0 && found.stdout.trim() === '3.1.2') return command;
  }
  return undefined;
}

/** Runs for each second of processor time of an engine on a case, or undefined where it cannot run that. */
export function speedOf(
  engine,
  mode,
  { template, context, map, warm },
  { seconds, python, before },
) {
  const [command, args] =
    engine === PYTHON
      ? [python, [script('python.py'), mode, seconds]]
      : [process.execPath, [script('child.mjs'), engine, mode, String(warm), seconds]];
  try {
    const printed = execFileSync(command, args, {
      input: JSON.stringify({ template, context, map }),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, SMARTPASS_BEFORE: before ?? '' },
    });
    return Number(printed);
  } catch {
    return undefined;
  }
}

/**
 * What a command on Node costs: milliseconds of processor time and the megabytes of its largest process, of it and all that it
 * starts. `input` is a file for its standard input; `codes` are the exit codes that are expected.
 */
export function costOf(args, { cwd, input, codes = [0] }) {
  const folder = mkdtempSync(join(tmpdir(), 'smartpass-bench-'));
  const usage = join(folder, 'usage.txt');
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  try {
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd,
      stdio: [stdin, 'ignore', 'pipe'],
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_OPTIONS: `--require=${script('usage.cjs')}`,
        SMARTPASS_BENCH_USAGE: usage,
      },
    });
    if (!codes.includes(status))
      throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
    const lines = readFileSync(usage, 'utf8').trim().split('\n');
    const rows = lines.map((line) => line.split(' ').map(Number));
    return {
      milliseconds: rows.reduce((sum, [time]) => sum + time, 0) / 1000,
      megabytes: Math.max(...rows.map(([, kilobytes]) => kilobytes)) / 1000,
    };
  } finally {
    if (stdin !== 'ignore') closeSync(stdin);
    rmSync(folder, { recursive: true });
  }
}

/** The middle one of numbers, the mean of two. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

/** A median with its lowest and highest, such as `1.52 (1.48–1.60)`. */
export function spread(numbers, digits = 2) {
  const [middle, low, high] = [median(numbers), Math.min(...numbers), Math.max(...numbers)];
  return numbers.length === 1
    ? middle.toFixed(digits)
    : `${middle.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
