import { beside, readCampaign, stem, type FixtureUser } from '../campaign/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { readRecipient } from '../account/index.ts';
import type { Files } from './files.ts';

/** The fixture users of a field map, and the campaigns in its folder. */
export type MapUsers = {
  readonly users: readonly FixtureUser[];
  readonly findings: readonly Finding[];
};

/**
 * Reads the fixture users that go with a field map: those of the given patterns, or else of the campaign files beside the map.
 * Throws a FindingsError for users that cannot be read; no user at all is an empty list.
 */
export async function usersOfMap(
  mapFile: string,
  patterns: readonly string[],
  files: Files,
): Promise<MapUsers> {
  const wanted = patterns.length > 0 ? patterns : await campaignUsers(mapFile, files);
  const paths = new Set<string>();
  for (const pattern of wanted) for (const path of await files.list(pattern)) paths.add(path);
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
  for (const path of paths) {
    const { recipient, findings: said } = readRecipient(await files.read(path), path);
    findings.push(...said);
    if (recipient !== undefined) users.push({ name: stem(path), file: path, recipient });
  }
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  return { users, findings };
}

/** The campaign files in the folder of a field map. */
export async function campaignsBeside(mapFile: string, files: Files): Promise<readonly string[]> {
  return files.list(beside(mapFile, '*campaign.{yaml,yml,json}'));
}

async function campaignUsers(mapFile: string, files: Files): Promise<readonly string[]> {
  const patterns: string[] = [];
  for (const path of await campaignsBeside(mapFile, files)) {
    const { users } = readCampaign(await files.read(path), path);
    patterns.push(...users.map((pattern) => beside(path, pattern)));
  }
  return patterns;
}
