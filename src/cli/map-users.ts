import {
  beside,
  projectFiles,
  campaignFileOf,
  readUsersFile,
  userFiles,
  type CampaignFiles,
  type FixtureUser,
  RoundCache,
} from '../campaign/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { patternsOfKind, type ExportOptions } from '../account/index.ts';
import type { Files } from './files.ts';

/** The fixture users of a field map, with what was found in their files; `missing` is why campaign files in its folder name none. */
type MapUsers = {
  readonly users: readonly FixtureUser[];
  readonly findings: readonly Finding[];
  readonly missing: readonly Finding[];
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
  const missing: Finding[] = [];
  const paths =
    patterns.length > 0
      ? await givenUsers(patterns, files)
      : await campaignUsers(mapFile, files, { allowOutside, cache, missing });
  const users: FixtureUser[] = [];
  const findings: Finding[] = [];
  for (const [path, { files: reader, options }] of paths) {
    const { users: read, findings: said } = await readUsersFile(path, reader, options, cache);
    findings.push(...said);
    users.push(...read);
  }
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  return { users, findings, missing };
}

/** Throws why the campaign files in the folder of a field map name no users, where they name some; else that finding. */
export function refuseNoUsers({ missing }: MapUsers, otherwise: Finding): never {
  throw new FindingsError(missing.length > 0 ? missing : [otherwise]);
}

/** The field maps below a folder, '' for the one that the command runs in: `fieldmap.yaml` and `card.fieldmap.yaml`. */
export async function mapFiles(folder: string, files: Files): Promise<readonly string[]> {
  const patterns = patternsOfKind('map', folder === '' ? '**/' : `${folder}/**/`);
  return (await Promise.all(patterns.map((pattern) => files.list(pattern)))).flat();
}

/** The campaign files in the folder of a field map. */
export async function campaignsBeside(mapFile: string, files: Files): Promise<readonly string[]> {
  return files.list(beside(mapFile, '*campaign.{yaml,yml,json}'));
}

/** How a file of fixture users is read. */
type Reader = {
  readonly files: CampaignFiles;
  readonly options?: ExportOptions | undefined;
};

async function givenUsers(
  patterns: readonly string[],
  files: Files,
): Promise<ReadonlyMap<string, Reader>> {
  const paths = new Map<string, Reader>();
  for (const pattern of patterns)
    for (const path of await files.list(pattern)) paths.set(path, { files });
  if (paths.size > 0) return paths;
  const nearest = await files.nearest(patterns[0] ?? '');
  throw new FindingsError([
    {
      code: 'cli/missing-file',
      severity: 'error',
      message: `no file matches ${patterns.join(', ')}; expected fixture users`,
      hint: nearest ?? 'the patterns start from this folder; put quotes round them',
    },
  ]);
}

async function campaignUsers(
  mapFile: string,
  files: Files,
  {
    allowOutside,
    cache,
    missing,
  }: {
    readonly allowOutside: boolean;
    readonly cache: RoundCache;
    readonly missing: Finding[];
  },
): Promise<ReadonlyMap<string, Reader>> {
  const paths = new Map<string, Reader>();
  for (const path of await campaignsBeside(mapFile, files)) {
    const campaign = campaignFileOf(path, await files.read(path), cache);
    const inside = await projectFiles(path, files, allowOutside);
    const { paths: found, findings } = await userFiles(campaign, inside);
    missing.push(...findings);
    for (const [user, options] of found) paths.set(user, { files: inside, options });
  }
  return paths;
}
