import type { Value } from '../jinja/index.ts';
import type { Attribute } from './features.ts';
import type { Change, Tried } from './runner.ts';
import { sum } from './tally.ts';

/** What is done for one attribute: the text of a file of the campaign is changed, or the attribute's values are filled in or mended in the account. */
type Proposal = {
  readonly attribute: Attribute;
  readonly kind: 'change' | 'data';
  /** What to do, in a sentence. */
  readonly what: string;
};

/** Some proposals, and how many users more are sent the message as it is meant once all of them are applied. */
export type FixStep = { readonly proposals: readonly Proposal[]; readonly gained: number };

/** How proposals are tried: each attribute by its place, with a value that fits it and the change that does without it. */
export type FixSubject = {
  readonly attributes: readonly {
    readonly attribute: Attribute;
    readonly at: number;
    readonly sample: Value;
    /** What the change of the campaign's files is; undefined where there is none. */
    readonly change: string | undefined;
  }[];
  /** The texts of the campaign's files with the changes for some attributes, by their numbers. */
  textsFor(numbers: readonly number[]): ReadonlyMap<string, string>;
  /** What a change makes of the classes whose users fail, always in the same order; undefined where the campaign is broken with it. */
  retry(change: Change): Promise<readonly Tried[] | undefined>;
};

/** Up to so many attributes every combination is tried. */
const MOST_TRIED = 6;

/**
 * The fewest changes that send the message to the most users: for each number of attributes the best choice of that many, as long as one more helps. Each gain
 * is that of a render with the changes applied.
 */
export async function cheapestFix(subject: FixSubject): Promise<readonly FixStep[]> {
  const fixer = new Fixer(subject);
  const found = await fixer.failing();
  if (found.length === 0) return [];
  await fixer.choose(found);
  const steps: FixStep[] = [];
  for (const numbers of await fixer.best(found)) {
    const gained = await fixer.gain(numbers);
    if (gained <= (steps.at(-1)?.gained ?? 0)) continue;
    steps.push({ proposals: numbers.map((number) => fixer.proposal(number)), gained });
  }
  return steps;
}

class Fixer {
  private readonly subject: FixSubject;
  /** The attributes for which a change of the campaign does what filling in does. */
  private readonly changed: Set<number> = new Set();
  private readonly results: Map<string, readonly Tried[]> = new Map();

  constructor(subject: FixSubject) {
    this.subject = subject;
  }

  /** The attributes that decide whether users who fail are sent: those whose values make a difference, alone or once others are filled in. */
  async failing(): Promise<readonly number[]> {
    const all = this.subject.attributes.map((_, number) => number);
    const found: number[] = [];
    for (let before = -1; found.length > before;) {
      before = found.length;
      const base = await this.tried(found);
      for (const number of all.filter((one) => !found.includes(one))) {
        const after = await this.tried([...found, number]);
        if (texts(after) !== texts(base)) found.push(number);
      }
    }
    // What makes a difference without helping anybody is left out.
    const whole = await this.gain(found);
    for (const number of found.slice()) {
      const rest = found.filter((one) => one !== number);
      if ((await this.gain(rest)) === whole && (await this.isIdle(number, found)))
        found.splice(found.indexOf(number), 1);
    }
    return found;
  }

  /** Whether an attribute helps nobody, with whichever of the others. */
  private async isIdle(number: number, found: readonly number[]): Promise<boolean> {
    if (found.length > MOST_TRIED) return false;
    const rest = found.filter((one) => one !== number);
    for (const some of subsets(rest))
      if ((await this.gain([...some, number])) > (await this.gain(some))) return false;
    return true;
  }

  /** Takes changes of the campaign where they do what filling in does. */
  async choose(found: readonly number[]): Promise<void> {
    for (const number of found) {
      if (this.subject.attributes[number]?.change === undefined) continue;
      const before = await this.gain(found);
      this.changed.add(number);
      if ((await this.gain(found)) < before) this.changed.delete(number);
    }
  }

  /** The best choices of one, two, … attributes. */
  async best(found: readonly number[]): Promise<readonly (readonly number[])[]> {
    const choices = found.length <= MOST_TRIED ? subsets(found) : unions(await this.needs(found));
    const best = new Map<
      number,
      { readonly numbers: readonly number[]; readonly gained: number }
    >();
    for (const numbers of choices) {
      if (numbers.length === 0) continue;
      const gained = await this.gain(numbers);
      const known = best.get(numbers.length);
      if (known === undefined || gained > known.gained)
        best.set(numbers.length, { numbers, gained });
    }
    return [...best].sort(([a], [b]) => a - b).map(([, { numbers }]) => numbers);
  }

  /** For each class that can be helped the attributes that it needs. */
  private async needs(found: readonly number[]): Promise<readonly (readonly number[])[]> {
    const whole = await this.tried(found);
    const without = await Promise.all(
      found.map((number) => this.tried(found.filter((one) => one !== number))),
    );
    const sets = whole.flatMap(({ verdict }, at) =>
      verdict.state === 'sent'
        ? [found.filter((_, which) => without[which]?.[at]?.verdict.state !== 'sent')]
        : [],
    );
    return [...new Map(sets.map((one) => [one.join(), one])).values()];
  }

  /** How many users more are sent the message with proposals for some attributes. */
  async gain(numbers: readonly number[]): Promise<number> {
    return sum(
      (await this.tried(numbers))
        .filter(({ verdict }) => verdict.state === 'sent')
        .map(({ users }) => users),
    );
  }

  proposal(number: number): Proposal {
    const { attribute, change } = this.subject.attributes[number] ?? NONE;
    if (this.changed.has(number) && change !== undefined)
      return { attribute, kind: 'change', what: change };
    return { attribute, kind: 'data', what: `fill in or mend '${attribute.name}' in the account` };
  }

  private async tried(numbers: readonly number[]): Promise<readonly Tried[]> {
    const sorted = numbers.toSorted((a, b) => a - b);
    const changes = sorted.filter((number) => this.changed.has(number));
    const fills = sorted.filter((number) => !this.changed.has(number));
    const key = `${changes.join()} ${fills.join()}`;
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const { subject } = this;
    const fill = new Map(
      fills.flatMap((number) => {
        const one = subject.attributes[number];
        return one === undefined ? [] : [[one.at, one.sample] as const];
      }),
    );
    const found = (await subject.retry({ texts: subject.textsFor(changes), fill })) ?? [];
    this.results.set(key, found);
    return found;
  }
}

const NONE = { attribute: { kind: 'UserAttribute', name: '' }, change: undefined } as const;

function texts(tried: readonly Tried[]): string {
  return JSON.stringify(tried.map(({ verdict }) => verdict));
}

/** Every choice of some numbers, smaller ones first. */
export function subsets(numbers: readonly number[]): readonly (readonly number[])[] {
  const all = Array.from({ length: 2 ** numbers.length }, (_, bits) =>
    numbers.filter((_number, at) => (bits >> at) % 2 === 1),
  );
  return all.sort((a, b) => a.length - b.length);
}

/** So many choices are tried at most. */
const MOST_CHOICES = 4000;

/** Every union of some of the sets that classes need: no other choice helps as many users with as few attributes. */
function unions(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>([['', []]]);
  for (const set of sets)
    for (const known of Array.from(found.values())) {
      if (found.size > MOST_CHOICES) break;
      const union = [...new Set([...known, ...set])].sort((a, b) => a - b);
      found.set(union.join(), union);
    }
  return [...found.values()];
}
