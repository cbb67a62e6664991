/** What can go wrong on the way from PassKit to MoEngage. */
export type FaultName =
  | 'rate-limit'
  | 'server-error'
  | 'slow'
  | 'answer-lost'
  | 'duplicate-webhook'
  | 'restart';

/** Every fault with what it does, in words. */
export const FAULTS: ReadonlyMap<FaultName, string> = new Map([
  ['rate-limit', 'MoEngage refuses a request with 429 and asks for a pause'],
  ['server-error', 'MoEngage fails with 500'],
  ['slow', 'MoEngage answers after 8 seconds'],
  ['answer-lost', 'MoEngage takes a request, and its answer is lost'],
  ['duplicate-webhook', 'PassKit sends a webhook twice'],
  ['restart', 'The relay is restarted before it notes the answer'],
]);

/** Faults that are waiting to happen, each so many times. */
export class Faults {
  private readonly left: Map<FaultName, number> = new Map();

  /** How often a fault will still happen. */
  count(name: FaultName): number {
    return this.left.get(name) ?? 0;
  }

  /** Has a fault happen so many times from now on. */
  set(name: FaultName, times: number): void {
    this.left.set(name, times);
  }

  /** Whether a fault happens now; it then happens once less. */
  takes(name: FaultName): boolean {
    const left = this.count(name);
    if (left > 0) this.left.set(name, left - 1);
    return left > 0;
  }
}
