import { createHash } from 'node:crypto';
import { FindingsError, isObject, jsonIn, Lines, type Finding } from '../diagnostics/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import type { Judged } from './lint-formats.ts';
import { counted, toJson } from './terminal.ts';
import { wrongUse } from './wrong-use.ts';

/** How often each rule finds something in lines of one text, by file, then by rule and hash of the line. */
type Baseline = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The form of the file. */
const VERSION = 1;

/**
 * Leaves out the errors and warnings that a baseline has, and with --update-baseline writes it: a first one of all that is found, later
 * ones without what is no longer found. Throws a FindingsError for a file that is no baseline.
 */
export async function withBaseline<J extends Judged>(
  judged: readonly J[],
  args: Arguments,
  context: CommandContext,
): Promise<readonly J[]> {
  const [file, update] = [args.text('baseline'), args.flag('update-baseline')];
  if (update && file === undefined)
    throw wrongUse(
      '--update-baseline goes with --baseline',
      'lint --baseline lint-baseline.json --update-baseline',
    );
  if (file === undefined) return judged;
  const isThere = await context.files.exists(file);
  if (!isThere && !update) throw absent(file, await context.files.nearest(file));
  const read = isThere ? readBaseline(file, await context.files.read(file)) : undefined;
  const names = read === undefined ? new Map() : await renamed(judged, read, context.files);
  const known = read && withNames(read, names);
  const { kept, met } = compare(judged, known);
  const left = shrunk(known ?? {}, met, await keepersIn(known ?? {}, judged, context.files));
  const gone = total(known ?? {}) - total(left);
  if (update) {
    if (known === undefined || gone > 0 || names.size > 0)
      await context.files.write(file, toJson({ smartpassBaseline: VERSION, findings: left }), {
        inPlace: true,
      });
    await context.note(`${file}: ${counted(total(left), 'finding')}`);
  } else if (gone > 0)
    await context.note(
      `${file}: ${counted(gone, 'finding')} no longer found, --update-baseline removes them`,
    );
  return kept;
}

/**
 * The new names of files of a baseline that are gone, by the old ones: a file that the baseline does not know has most of the same
 * findings in the same lines.
 */
async function renamed(
  judged: readonly Judged[],
  known: Baseline,
  files: CommandContext['files'],
): Promise<ReadonlyMap<string, string>> {
  const { met } = compare(judged, undefined);
  const fresh = Object.entries(met).filter(([file]) => known[file] === undefined);
  if (fresh.length === 0) return new Map();
  const gone: (readonly [file: string, counts: Readonly<Record<string, number>>])[] = [];
  for (const [file, counts] of Object.entries(known))
    if (met[file] === undefined && !(await files.exists(file))) gone.push([file, counts]);
  const pairs = fresh
    .flatMap(([to, counts]) =>
      gone.map(([from, before]) => ({ from, to, shared: sharedOf(before, counts) })),
    )
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared);
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of pairs) {
    if (names.has(from) || taken.has(to)) continue;
    names.set(from, to);
    taken.add(to);
  }
  return names;
}

/** How many findings two files share, by rule and line. */
function sharedOf(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): number {
  return Object.entries(one).reduce(
    (sum, [key, times]) => sum + Math.min(times, other[key] ?? 0),
    0,
  );
}

function withNames(known: Baseline, names: ReadonlyMap<string, string>): Baseline {
  return Object.fromEntries(
    Object.entries(known).map(([file, counts]) => [names.get(file) ?? file, counts]),
  );
}

/** The findings that a baseline does not have, and those that it has or, without one, would get. */
function compare<J extends Judged>(
  judged: readonly J[],
  known: Baseline | undefined,
): { readonly kept: readonly J[]; readonly met: Baseline } {
  const met: Record<string, Record<string, number>> = {};
  const kept = judged.map((one) => {
    const lines = new Lines(one.text);
    const findings = one.findings.filter((finding) => {
      if (finding.severity === 'note') return true;
      const key = keyOf(finding, one.file, lines);
      const counts = (met[one.file] ??= {});
      const times = (counts[key] ?? 0) + 1;
      if (known !== undefined && times > (known[one.file]?.[key] ?? 0)) return true;
      counts[key] = times;
      return false;
    });
    return { ...one, findings };
  });
  return { kept, met };
}

/** The files of a baseline that were not judged this time, and are there. */
async function keepersIn(
  known: Baseline,
  judged: readonly Judged[],
  files: CommandContext['files'],
): Promise<ReadonlySet<string>> {
  const seen = new Set(judged.map(({ file }) => file));
  const kept = new Set<string>();
  for (const file of Object.keys(known))
    if (!seen.has(file) && (await files.exists(file))) kept.add(file);
  return kept;
}

/** A baseline without what is no longer found; files that were not judged keep what they have. */
function shrunk(known: Baseline, met: Baseline, kept: ReadonlySet<string>): Baseline {
  const others = Object.entries(known).filter(([file]) => kept.has(file));
  const found = Object.entries(met).filter(([, counts]) => Object.keys(counts).length > 0);
  return Object.fromEntries([...others, ...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function keyOf({ code, span, file }: Finding, own: string, lines: Lines): string {
  const isHere = file === undefined || file === own;
  const line = isHere && span !== undefined ? (lines.line(span.start.line) ?? '') : '';
  const hash = createHash('sha256').update(line.trim()).digest('hex').slice(0, 16);
  return `${code} ${hash}`;
}

function total(baseline: Baseline): number {
  return Object.values(baseline)
    .flatMap((counts) => Object.values(counts))
    .reduce((sum, times) => sum + times, 0);
}

function readBaseline(file: string, text: string): Baseline {
  const read = jsonIn(text);
  if (!isObject(read) || read['smartpassBaseline'] !== VERSION) throw noBaseline(file);
  const { findings } = read;
  if (!isObject(findings)) throw noBaseline(file);
  for (const counts of Object.values(findings))
    if (!isObject(counts) || !Object.values(counts).every((times) => Number.isSafeInteger(times)))
      throw noBaseline(file);
  return findings as Baseline;
}

function noBaseline(file: string): FindingsError {
  const message = 'the file is not a baseline of lint';
  const hint = 'lint --baseline FILE --update-baseline writes one where there is no file';
  return new FindingsError([{ code: 'lint/bad-baseline', severity: 'error', message, hint, file }]);
}

function absent(file: string, hint = 'write a first one: --update-baseline'): FindingsError {
  const message = 'there is no such baseline';
  return new FindingsError([{ code: 'lint/bad-baseline', severity: 'error', message, hint, file }]);
}
