import {
  beside,
  projectFiles,
  campaignFileOf,
  readUsersFile,
  type CampaignFiles,
  type FixtureUser,
  RoundCache,
} from '../campaign/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import type { ExportOptions } from '../account/index.ts';
import type { Files } from './files.ts';

/** The fixture users of a field map, and the campaigns in its folder. */
export type MapUsers = {
  readonly users: readonly FixtureUser[];
  readonly findings: readonly Finding[];
};

/** Patterns of fixture users, and whether campaign files may name users outside of their project. */
export type UsersWanted = { readonly users: readonly string[]; readonly allowOutside?: boolean };

/**
 * Reads the fixture users that go with a field map: those of the given patterns, or else of the campaign files next to the map.
 * Throws a FindingsError for users that cannot be read; no user at all is an empty list. A `cache` keeps what files hold whose texts are the same.
 */
export async function usersOfMap(
  mapFile: string,
  { users: patterns, allowOutside = false }: UsersWanted,
  files: Files,
  cache: RoundCache = new RoundCache(),
): Promise<MapUsers> {
  const wanted: readonly Named[] =
    patterns.length > 0
      ? patterns.map((pattern) => ({ pattern, files }))
      : await campaignUsers(mapFile, files, { allowOutside, cache });
  const paths = new Map<string, Named>();
  for (const named of wanted)
    for (const path of await files.list(named.pattern)) paths.set(path, named);
  if (patterns.length > 0 && paths.size === 0)
    throw new FindingsError([
      {
        code: 'cli/missing-file',
        severity: 'error',
        message: `no file matches ${patterns.join(', ')}; expected fixture users`,
        hint: 'the patterns start from this folder; put quotes round them',
      },
    ]);
  const users: FixtureUser[] = [];
  const findings: Finding[] = [];
  for (const [path, { files: reader, options }] of paths) {
    const { users: read, findings: said } = await readUsersFile(path, reader, options, cache);
    findings.push(...said);
    users.push(...read);
  }
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  return { users, findings };
}

/** The campaign files in the folder of a field map. */
export async function campaignsBeside(mapFile: string, files: Files): Promise<readonly string[]> {
  return files.list(beside(mapFile, '*campaign.{yaml,yml,json}'));
}

/** A pattern of fixture users, and how the files that it matches are read. */
type Named = {
  readonly pattern: string;
  readonly files: CampaignFiles;
  readonly options?: ExportOptions | undefined;
};

async function campaignUsers(
  mapFile: string,
  files: Files,
  { allowOutside, cache }: { readonly allowOutside: boolean; readonly cache: RoundCache },
): Promise<readonly Named[]> {
  const named: Named[] = [];
  for (const path of await campaignsBeside(mapFile, files)) {
    const { users, exports } = campaignFileOf(path, await files.read(path), cache);
    const inside = await projectFiles(path, files, allowOutside);
    named.push(
      ...users.map((pattern) => ({
        pattern: beside(path, pattern),
        files: inside,
        options: exports.get(pattern),
      })),
    );
  }
  return named;
}
