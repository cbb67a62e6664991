import type { Span } from '../diagnostics/index.ts';
import type { Failure } from '../account/index.ts';

/** A failure, and the further places that it was met at, by where they begin. */
type Found = { failure: Failure; readonly also: Map<string, Span> };

/** The failures of one render: each once, with all its places, however often it is met. */
export class Failures {
  private readonly found: Map<string, Found> = new Map();

  /** Adds a failure, or its place to the failure that is the same but for that. */
  add(failure: Failure): void {
    const key = keyOf(failure);
    const known = this.found.get(key);
    if (known === undefined) {
      this.found.set(key, { failure, also: new Map() });
      return;
    }
    const { span } = failure;
    if (span === undefined) return;
    const place = placeOf(span);
    if (known.failure.span === undefined) known.failure = failure;
    else if (placeOf(known.failure.span) !== place) known.also.set(place, span);
  }

  /** How many failures differ in more than their place. */
  get size(): number {
    return this.found.size;
  }

  /** Adds a failure unless it is known at any place; one that nothing is to blame for, unless its message is known. */
  addFirst(failure: Failure): void {
    const { category, message } = failure;
    const isKnown =
      category === 'Unknown'
        ? [...this.found.values()].some((one) => one.failure.message === message)
        : this.found.has(keyOf(failure));
    if (!isKnown) this.add(failure);
  }

  /** Every failure, in the order in which they were met first. */
  list(): readonly Failure[] {
    return Array.from(this.found.values(), ({ failure, also }) =>
      also.size === 0 ? failure : { ...failure, also: [...also.values()] },
    );
  }
}

/** What a missing product set leads to is the same failure, whatever Jinja says of it. */
function keyOf({ category, name = '', message }: Failure): string {
  return `${category}\n${name}\n${category === 'Product Set' ? '' : message}`;
}

function placeOf({ start }: Span): string {
  return `${start.line}:${start.column}`;
}
