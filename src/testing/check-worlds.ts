import {
  partWorlds,
  type Campaign,
  type PartWorlds,
  type RoundCache,
  type Surroundings,
} from '../campaign/index.ts';
import type { ProfileField, Recipient } from '../account/index.ts';

/**
 * What shows in every message whatever its template does, and so counts only where it is asked for: the hash in a signed
 * link, the line break at the end.
 */
const EVERYWHERE: readonly ProfileField[] = ['hash', 'hashCase', 'trailingNewline'];

/** A field of the profile on which an outcome hangs: what is not known, and what to write instead where that was found. */
type Dependence = {
  readonly field: ProfileField;
  readonly about: string;
  readonly rewrite?: string;
};

/** A campaign in every account that fits what is known, for any number of users. */
export class CampaignWorlds {
  readonly #campaign: Campaign;
  readonly #surroundings: Surroundings;
  readonly #cache: RoundCache;
  readonly #made: Map<string, readonly PartWorlds[]> = new Map();

  constructor(campaign: Campaign, surroundings: Surroundings, cache: RoundCache) {
    this.#campaign = campaign;
    this.#surroundings = surroundings;
    this.#cache = cache;
  }

  /**
   * On which fields of the profile, that are not pinned, the outcome of a user hangs. `asked` are fields that are looked at in
   * any case.
   */
  differing(recipient: Recipient, asked: readonly ProfileField[]): readonly Dependence[] {
    const differences = this.#worlds(asked).flatMap(
      ({ worlds }) => worlds.render(recipient).differences,
    );
    const found = new Map<ProfileField, Dependence>();
    for (const { field, about, rewrite } of differences)
      if (!found.has(field))
        found.set(field, { field, about, ...(rewrite !== undefined && { rewrite }) });
    return [...found.values()];
  }

  #worlds(asked: readonly ProfileField[]): readonly PartWorlds[] {
    const ignored = EVERYWHERE.filter((field) => !asked.includes(field));
    const key = ignored.join();
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    const worlds = partWorlds(this.#campaign, this.#surroundings, ignored, this.#cache);
    this.#made.set(key, worlds);
    return worlds;
  }
}

/** What is wrong where the outcome depends on other fields than expected; undefined where it does not. */
export function worldsMessage(
  found: readonly Dependence[],
  expected: readonly ProfileField[],
): string | undefined {
  const unexpected = found.filter(({ field }) => !expected.includes(field));
  const needless = expected.filter((field) => !found.some((one) => one.field === field));
  const lines = [
    ...unexpected.map(({ about, rewrite }) => {
      const hint = rewrite === undefined ? '' : `; ${rewrite} does not`;
      return `the outcome depends on what is not known: ${about}${hint}`;
    }),
    ...needless.map((field) => `the outcome does not depend on the profile field '${field}'`),
  ];
  return lines.length === 0 ? undefined : lines.join('\n');
}
