import type { Hashes } from '../hashes.ts';
import type { ProfileValues } from '../profile-fields.ts';
import type { AuxTable } from '../read-aux-table.ts';

/** The fields of the profile that filters read. */
export type FilterProfile = Pick<
  ProfileValues,
  | 'hash'
  | 'hashCase'
  | 'base64Alphabet'
  | 'base64Lines'
  | 'urldecode'
  | 'tzOffset'
  | 'dateZone'
  | 'dateFormat'
>;

/**
 * What MoEngage's filters are made with. `clock` gives the present instant in epoch milliseconds; `auxTables` are the
 * imported tables by file name. `signingKey` is told each secret that a template hands to `convertToSHA256` and answers what is
 * signed with instead; without it that is the secret itself.
 */
export type FilterOptions = {
  readonly crypto: Hashes;
  readonly profile: FilterProfile;
  readonly clock: () => number;
  readonly auxTables: ReadonlyMap<string, AuxTable>;
  readonly signingKey?: ((given: string) => string) | undefined;
};
