/** A user of a random sample: the priority that chose it, and what is kept of it. */
type Sampled<T> = { readonly priority: number; readonly item: T };

/**
 * A random sample of a number of users that is as large as it is said to be, whatever their number: each has a priority made of a seed and its
 * place in the export, and the lowest are kept. So parts of an export can be sampled one by one and put together.
 */
export class Sample<T> {
  private readonly size: number;
  private readonly seed: number;
  private kept: Sampled<T>[] = [];
  private limit: number;
  private next = 0;

  constructor(size: number, seed: number) {
    this.size = size;
    this.seed = seed;
    this.limit = size === 0 ? 0 : 2 ** 32;
  }

  /** Whether the user at a place of a part belongs to the sample so far; `add` takes it. */
  wants(part: number, row: number): boolean {
    this.next = priorityOf(this.seed, part, row);
    return this.next < this.limit;
  }

  /** Takes the user whom `wants` was asked for last. */
  add(item: T): void {
    this.kept.push({ priority: this.next, item });
    if (this.kept.length >= 2 * this.size + 1000) this.cut();
  }

  /** The sample, lowest priority first. */
  get users(): readonly Sampled<T>[] {
    this.cut();
    return this.kept;
  }

  private cut(): void {
    this.kept = lowest(this.kept, this.size);
    if (this.kept.length === this.size) this.limit = this.kept.at(-1)?.priority ?? this.limit;
  }
}

/** The users with the lowest priorities, lowest first. */
export function lowest<T extends { readonly priority: number }>(
  users: readonly T[],
  size: number,
): T[] {
  return users.toSorted((a, b) => a.priority - b.priority).slice(0, size);
}

/** A number below 2³², as good as random (two rounds of MurmurHash3's finaliser). */
function priorityOf(seed: number, part: number, row: number): number {
  return mixed(mixed(seed ^ Math.imul(part + 1, 0x9e3779b1)) ^ row);
}

function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The most of all users that can differ where `differing` of `size` do, with a confidence of 95 %: 3 in 20,000, 0.015 %, for none. */
export function upperBound(differing: number, size: number): number {
  if (size === 0 || differing >= size) return 1;
  let [low, high] = [differing / size, 1];
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (atMost(differing, size, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance of at most so many in a sample where a share of all are so (binomial). */
function atMost(differing: number, size: number, share: number): number {
  let term = size * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let one = 1; one <= differing; one += 1) {
    term += Math.log((size - one + 1) / one) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(term);
  }
  return sum;
}
