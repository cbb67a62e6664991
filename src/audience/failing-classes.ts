import type { Change, FailingClass, Runner, Tried } from './runner.ts';

/** A class whose users fail: how many of all runners, the runner that tries changes on it, and its number there. */
type Shared = { users: number; readonly runner: number; readonly number: number };

/**
 * The classes whose users fail, of several runners that read parts of one export. A class that more than one of them knows is tried once, for the users of
 * all; each runner gets about as many classes as the others.
 */
export class FailingClasses {
  private readonly runners: readonly Runner[];
  private readonly classes: readonly Shared[];

  private constructor(runners: readonly Runner[], classes: readonly Shared[]) {
    this.runners = runners;
    this.classes = classes;
  }

  static async of(runners: readonly Runner[]): Promise<FailingClasses> {
    return new FailingClasses(
      runners,
      shared(await Promise.all(runners.map((one) => one.failing()))),
    );
  }

  /** What a change makes of the classes, always in the same order; undefined where the campaign cannot be loaded with it. */
  async retry(change: Change): Promise<readonly Tried[] | undefined> {
    const answers = await Promise.all(
      this.runners.map((runner, at) => {
        const own = this.classes.filter((one) => one.runner === at);
        return runner.retry(
          change,
          own.map(({ number }) => number),
        );
      }),
    );
    const next = answers.map(() => 0);
    const tried: Tried[] = [];
    for (const { runner, users } of this.classes) {
      const at = next[runner] ?? 0;
      next[runner] = at + 1;
      const verdict = answers[runner]?.[at];
      if (verdict === undefined) return undefined;
      tried.push({ users, verdict });
    }
    return tried;
  }
}

/** Gives each class to one of the runners that have it: to the one with the fewest until then. */
function shared(known: readonly (readonly FailingClass[])[]): readonly Shared[] {
  const byKey = new Map<string, { users: number; readonly at: Map<number, number> }>();
  for (const [runner, classes] of known.entries())
    for (const [number, { key, users }] of classes.entries()) {
      const name = key ?? `${runner} ${number}`;
      const one = byKey.get(name) ?? { users: 0, at: new Map<number, number>() };
      byKey.set(name, one);
      one.users += users;
      one.at.set(runner, number);
    }
  const counts = known.map(() => 0);
  return Array.from(byKey.values(), ({ users, at }): Shared => {
    const [first = [0, 0], ...rest] = at;
    const [runner, number] = rest.reduce(
      (best, one) => ((counts[one[0]] ?? 0) < (counts[best[0]] ?? 0) ? one : best),
      first,
    );
    counts[runner] = (counts[runner] ?? 0) + 1;
    return { users, runner, number };
  });
}
