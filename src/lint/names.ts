import { Dict } from '../jinja/index.ts';
import type { KnownValues, NameSources, ReadKind } from '../analysis/index.ts';

/**
 * What names of the account are held against. `declared` are all that an account has of a kind, whatever MoEngage gives every account;
 * `fixtures` is what fixtures and events hold.
 */
export type KnownNames = {
  readonly declared?: ReadonlyMap<ReadKind, readonly string[]> | undefined;
  readonly fixtures?: KnownValues | undefined;
};

/** The sources of names for what is known; a kind of which fixtures have nothing is not known. */
export function nameSources({
  declared = new Map(),
  fixtures = new Map(),
}: KnownNames = {}): NameSources {
  const held = [...fixtures].filter(([, dicts]) => dicts.some((dict) => dict.size > 0));
  const listed = [...declared].map(
    ([kind, names]) => [kind, [Dict.of(names.map((name) => [name, null]))]] as const,
  );
  return {
    known: new Map([...held, ...listed]),
    declared: new Set(declared.keys()),
    advice: ({ section }) =>
      declared.size > 0
        ? `correct the name, or add it to lint: attributes: ${section}: of the configuration`
        : 'correct the name, or give a fixture that has it',
  };
}
