import { folderOf, patternsOfKind } from '../account/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import type { CampaignFiles } from './campaign-files.ts';
import { beside } from './paths.ts';
import { readCampaign } from './read-campaign.ts';

/** So many folders from a file upwards are looked into for its campaigns. */
const MOST_FOLDERS = 6;

/** The campaigns of a folder and those above it, each with the files of its parts, by the folder. */
export type KnownCampaigns = Map<string, ReadonlyMap<string, readonly string[]>>;

/**
 * The campaign files that name a file as one of their parts, in its folder or one above; those that cannot be read are left out.
 * `known` keeps what folders hold for the next file.
 */
export async function campaignsNaming(
  path: string,
  files: CampaignFiles,
  known: KnownCampaigns = new Map(),
): Promise<readonly string[]> {
  const folder = folderOf(path);
  let campaigns = known.get(folder);
  if (campaigns === undefined) {
    const above = await campaignsAbove(path, files);
    const parts = await Promise.all(above.map((file) => partsOf(file, files)));
    campaigns = new Map(above.map((file, at) => [file, parts[at] ?? []]));
    known.set(folder, campaigns);
  }
  return [...campaigns].filter(([, parts]) => parts.includes(path)).map(([file]) => file);
}

/** The campaign files in the folder of a file and in those above it, the nearest first. */
export async function campaignsAbove(
  path: string,
  files: CampaignFiles,
): Promise<readonly string[]> {
  const found: string[] = [];
  let folder = folderOf(path);
  for (let count = 0; count < MOST_FOLDERS; count += 1) {
    const within = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
    for (const pattern of patternsOfKind('campaign', within))
      found.push(...(await files.list(pattern)));
    const above = folderOf(folder);
    if (above === folder) break;
    folder = above;
  }
  return found;
}

async function partsOf(file: string, files: CampaignFiles): Promise<readonly string[]> {
  try {
    const { parts } = readCampaign(await files.read(file), file);
    return parts.flatMap((part) => ('file' in part ? [beside(file, part.file)] : []));
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return [];
  }
}
