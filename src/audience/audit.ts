import type { NumberedPart } from './read/batch.ts';
import type { Runner } from './runner.ts';
import { lowest } from './sample.ts';
import { mergeTallies, type Tally } from './tally.ts';

/** What was read of an export: the tally, and the numbers of the parts that it is of. */
type Audit = { readonly tally: Tally; readonly parts: readonly number[] };

/**
 * Reads the parts of an export by some runners at the same time, each taking the next part when it is done with one, and judges the classes.
 * `isStopped` is asked before each part. Throws ColumnTypeError where a column has to be read as another type.
 */
export async function audit(
  parts: readonly NumberedPart[],
  runners: readonly Runner[],
  { sampleSize, isStopped }: { readonly sampleSize: number; readonly isStopped: () => boolean },
): Promise<Audit> {
  const queue = [...parts];
  const done: number[] = [];
  await Promise.all(
    runners.map(async (runner) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (isStopped()) return;
        await runner.read(next.part, next.index);
        done.push(next.index);
      }
    }),
  );
  const all = await Promise.all(runners.map((runner) => runner.priorities()));
  const chosen = lowest(
    all.flat().map((priority) => ({ priority })),
    sampleSize,
  );
  const limit = chosen.at(-1)?.priority ?? -1;
  const judged = await Promise.all(runners.map((runner) => runner.judge(limit)));
  const differing = new Set(judged.flatMap((one) => one.differing));
  const verdicts = new Map<string, string>();
  for (const [key, verdict] of judged.flatMap((one) => one.verdicts)) {
    const known = verdicts.get(key);
    if (known !== undefined && known !== verdict) differing.add(key);
    verdicts.set(key, verdict);
  }
  const sentIn = await inAccounts(
    runners,
    judged.map((one) => one.verdicts.map(([key]) => key)),
    differing,
  );
  if (differing.size > 0) await Promise.all(runners.map((runner) => runner.refine([...differing])));
  const tallies = await Promise.all(runners.map((runner) => runner.tally(sentIn)));
  return { tally: mergeTallies(tallies, sampleSize), parts: done.sort((a, b) => a - b) };
}

/**
 * Has each class rendered in every account by one of the runners that know it, each of them half of the classes. Those whose users differ are added to
 * `differing`.
 */
async function inAccounts(
  runners: readonly Runner[],
  known: readonly (readonly string[])[],
  differing: Set<string>,
): Promise<ReadonlyMap<string, string>> {
  const taken = new Set<string>();
  const shares: string[][] = runners.map(() => []);
  const longest = Math.max(0, ...known.map(({ length }) => length));
  for (let at = 0; at < longest; at += 1)
    for (const [runner, keys] of known.entries()) {
      // Each runner begins with other classes than the next one, so that both have some of those that all know.
      const key = keys[runner % 2 === 0 ? at : keys.length - 1 - at];
      if (key === undefined || taken.has(key) || differing.has(key)) continue;
      taken.add(key);
      shares[runner]?.push(key);
    }
  const answers = await Promise.all(runners.map((runner, at) => runner.accounts(shares[at] ?? [])));
  const sentIn = new Map<string, string>();
  for (const [key, sent] of answers.flat())
    if (sent === undefined) differing.add(key);
    else sentIn.set(key, sent);
  return sentIn;
}
