/**
 * Holds the engine against the real Jinja2 on random templates.
 *
 *     npm run oracle -- [--count 1000] [--seed S] [--only N] [--show 10] [--jinja 3.1] [--if-available]
 *     npm run oracle -- --record [FILE ...]
 *
 * `--jinja 2.8` needs the source of that release: SMARTPASS_JINJA28 names the folder that has `jinja2/`, and
 * SMARTPASS_JINJA28_PYTHON an interpreter with MarkupSafe (/usr/bin/python3 unless set); without, it is skipped.
 *
 * The same seed gives the same cases; `--only N` renders one of them and prints it whole. Exit code 1 where the two differ.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Engine, isSame, isStopped, lineOf, type Answer } from './answers.ts';
import { someCase, type Case } from './generate/index.ts';
import { print } from './generate/tree.ts';
import { findJinja, RealJinja, type Installation } from './python.ts';
import { record } from './record.ts';
import { kindOf, shrink } from './shrink.ts';

const BATCH = 250;
/** How often another process of Jinja is asked whether its own answer is always the same. */
const REPEATS = 4;
/** The releases behind the names that `env.jinja` takes. */
const RELEASES: ReadonlyMap<string, string> = new Map([
  ['3.1', '3.1.2'],
  ['3.1.6', '3.1.6'],
  ['2.8', '2.8'],
]);

type Difference = { readonly case: Case; readonly real: Answer; readonly ours: Answer };

/** Both renderers, and what was found so far. */
class Comparison {
  readonly engine: Engine = new Engine();
  readonly jinja: string;
  readonly real: RealJinja;
  /** A second process: objects have other addresses, sets another order, `random` chooses anew. */
  readonly other: RealJinja;

  constructor(installation: Installation, jinja: string) {
    this.jinja = jinja;
    this.real = new RealJinja(installation);
    this.other = new RealJinja(installation);
  }

  /** The differences among the cases, and how many cases had to be left out. */
  async differences(cases: readonly Case[]): Promise<readonly [Difference[], left: number]> {
    const lines = cases.map((one) => lineOf(one, this.jinja));
    const pending = this.real.answer(lines);
    const ours = lines.map((line) => this.engine.answer(line));
    const found: Difference[] = [];
    let left = 0;
    for (const [index, real] of (await pending).entries()) {
      const answer = ours[index] as Answer;
      if (isStopped(real) || isStopped(answer)) left += 1;
      else if (!isSame(real, answer))
        found.push({ case: cases[index] as Case, real, ours: answer });
    }
    const steady: Difference[] = [];
    for (const difference of found) {
      // oxlint-disable-next-line no-await-in-loop -- one process answers one after the other
      if (await this.isSteady(difference)) steady.push(difference);
      else left += 1;
    }
    return [steady, left];
  }

  private async isSteady({ case: one, real }: Difference): Promise<boolean> {
    const line = lineOf(one, this.jinja);
    const again = await this.other.answer(Array.from({ length: REPEATS }, () => line));
    return again.every((answer) => isSame(answer, real));
  }

  async shrunk({ case: one, real, ours }: Difference): Promise<Difference> {
    const kind = kindOf(real, ours);
    const smallest = await shrink(one, async (cases) => {
      const [found] = await this.differences(cases);
      const first = found.find((difference) => kindOf(difference.real, difference.ours) === kind);
      return first === undefined ? -1 : cases.indexOf(first.case);
    });
    const [[difference]] = await this.differences([smallest]);
    return difference ?? { case: one, real, ours };
  }

  stop(): void {
    this.real.stop();
    this.other.stop();
  }
}

function show({ case: one, real, ours }: Difference, seed: number): void {
  const templates = [...one.templates].map(
    ([name, source]) => `\n    ${name}: ${JSON.stringify(print(source))}`,
  );
  const line = lineOf(one)
    .replace(/"templates": .*$/s, '')
    .replace(/^.*?"context"/s, '"context"');
  console.log(
    `\n- case ${one.id} of seed ${seed}\n    template: ${JSON.stringify(print(one.template))}${templates.join('')}\n    ${line}` +
      `\n    jinja:  ${JSON.stringify(real)}\n    engine: ${JSON.stringify(ours)}`,
  );
}

/** What the run has found so far. */
class Report {
  readonly seed: number;
  /** How many different differences are shown. */
  readonly most: number;
  left = 0;
  different = 0;
  private readonly shown = new Map<string, number>();

  constructor(seed: number, most: number) {
    this.seed = seed;
    this.most = most;
  }

  /** Shows a difference made small, unless one that looks the same was shown already. */
  async add(difference: Difference, comparison: Comparison): Promise<void> {
    this.different += 1;
    if (this.shown.size >= this.most) return;
    const look = lookOf(difference);
    const known = look === undefined ? undefined : this.shown.get(look);
    if (look !== undefined && known !== undefined) {
      this.shown.set(look, known + 1);
      return;
    }
    const small = await comparison.shrunk(difference);
    const final =
      lookOf(small) ?? print(small.case.template).replaceAll(/\d+|'[^']*'|"[^"]*"/g, '_');
    if (!this.shown.has(final)) show(small, this.seed);
    this.shown.set(final, (this.shown.get(final) ?? 0) + 1);
    if (look !== undefined) this.shown.set(look, this.shown.get(look) ?? 1);
  }

  end(count: number): number {
    const { left, different, seed } = this;
    if (left > 0)
      console.log(
        `\n${left} left out: too long, too big, or answered otherwise by Jinja itself in another process`,
      );
    const same = count - left - different;
    console.log(
      `\nseed ${seed}: ${same} passed, ${different} failed\n${same} same, ${different} different`,
    );
    return different === 0 ? 0 : 1;
  }
}

/** What differences of one cause have in common: both errors without the names, texts and numbers in them. */
function lookOf({ real, ours }: Difference): string | undefined {
  if ('output' in real && 'output' in ours) return undefined;
  return `${outlineOf(real)} / ${outlineOf(ours)}`;
}

function outlineOf(answer: Answer): string {
  if ('output' in answer) return 'output';
  const { type, message, line } = answer.error;
  return `${type} ${message.replaceAll(/\d+|'[^']*'|"[^"]*"/g, '_')} ${String(line === null)}`;
}

async function compare(
  comparison: Comparison,
  report: Report,
  from: number,
  to: number,
): Promise<number> {
  for (let at = from; at < to; at += BATCH) {
    const size = Math.min(BATCH, to - at);
    const cases = Array.from({ length: size }, (_, index) => someCase(report.seed, at + index));
    // oxlint-disable-next-line no-await-in-loop -- batch by batch, so that memory stays flat
    const [found, left] = await comparison.differences(cases);
    report.left += left;
    // oxlint-disable-next-line no-await-in-loop
    for (const difference of found) await report.add(difference, comparison);
    if (process.stderr.isTTY) process.stderr.write(`\r${at + size} of ${to}`);
  }
  return report.end(to - from);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '1000' },
      seed: { type: 'string' },
      only: { type: 'string' },
      show: { type: 'string', default: '10' },
      jinja: { type: 'string', default: '3.1' },
      record: { type: 'boolean', default: false },
      'if-available': { type: 'boolean', default: false },
    },
  });
  const release = RELEASES.get(values.jinja) ?? values.jinja;
  const installation = findJinja(release);
  if (installation === undefined) {
    const advice =
      release === '2.8'
        ? 'name the folder of its source in SMARTPASS_JINJA28'
        : 'install python3-jinja2, or name one in SMARTPASS_PYTHON';
    console.log(`Skipped: no Python with Jinja2 ${release} here: ${advice}.`);
    return values['if-available'] || release === '2.8' ? 0 : 2;
  }
  if (values.record) return record(new RealJinja(installation), positionals);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  console.log(`seed ${seed}, Jinja2 ${release} of ${installation.source ?? installation.python}`);
  const comparison = new Comparison(installation, values.jinja);
  try {
    if (values.only === undefined)
      return await compare(
        comparison,
        new Report(seed, Number(values.show)),
        0,
        Number(values.count),
      );
    const id = Number(values.only);
    console.log(lineOf(someCase(seed, id)));
    return await compare(comparison, new Report(seed, 1), id, id + 1);
  } finally {
    comparison.stop();
  }
}

process.exitCode = await main();
