import type { FixtureUser } from './campaign-files.ts';

/** So many users are rendered both ways before the field map alone counts, … */
const FIRST = 50;
/** … and then one in so many. */
const EVERY = 100;

/** Thrown where a user is rendered both ways and the links differ, after others were rendered by the field map alone. */
export class MapDiffersError extends Error {
  override readonly name = 'MapDiffersError';
}

/** How many users the field map alone answered, and how many were rendered by the template too, with the same result. */
export type ByFieldMap = { readonly users: number; readonly renderedBothWays: number };

/** What is said of a run in which the field map answered users; undefined where the template answered everybody. */
export function byFieldMapOf({
  mapped,
  checked,
}: Pick<BothWays<unknown>, 'mapped' | 'checked'>): ByFieldMap | undefined {
  return mapped === 0 ? undefined : { users: mapped, renderedBothWays: checked };
}

/** The same as a sentence, without its full stop. */
export function byFieldMapText({ users, renderedBothWays }: ByFieldMap): string {
  const [alone, both] = [users, renderedBothWays].map((count) => count.toLocaleString('en'));
  return `The field map alone said what becomes of ${alone} users; ${both} others were rendered by the template too, with the same result`;
}

/** What the map says of a user. Users of one `kind` are rendered both ways as often as those of another. */
export type Mapped<T> = { readonly answer: T; readonly kind: string };

/** The two ways: `byMap` gives undefined for a user who has to be rendered whole; it is absent where everybody has to. */
export type Ways<T> = {
  readonly byMap: ((user: FixtureUser) => Mapped<T> | undefined) | undefined;
  readonly whole: (user: FixtureUser) => T;
  readonly isSame: (whole: T, mapped: T) => boolean;
};

/**
 * What becomes of users, by the field map where that gives the same as the whole render. The first users of a kind, and then one in a
 * hundred, are rendered both ways and compared. Where they differ before anybody counts by the map, everybody is rendered whole.
 */
export class BothWays<T> {
  readonly #ways: Ways<T>;
  #byMap: Ways<T>['byMap'];
  readonly #users: Map<string, number> = new Map();
  mapped = 0;
  checked = 0;

  constructor(ways: Ways<T>) {
    this.#ways = ways;
    this.#byMap = ways.byMap;
  }

  /** Throws a MapDiffersError where the two ways differ after others were rendered by the map alone. */
  of(user: FixtureUser): T {
    const mapped = this.#byMap?.(user);
    if (mapped === undefined) return this.#ways.whole(user);
    const users = (this.#users.get(mapped.kind) ?? 0) + 1;
    this.#users.set(mapped.kind, users);
    if (users > FIRST && users % EVERY !== 0) {
      this.mapped += 1;
      return mapped.answer;
    }
    const whole = this.#ways.whole(user);
    this.checked += 1;
    if (!this.#ways.isSame(whole, mapped.answer)) {
      if (this.mapped > 0) throw new MapDiffersError();
      this.#byMap = undefined;
    }
    return whole;
  }
}
