import { accountSourceBy, isYamlFile } from '../account/index.ts';
import { ValueFinder, type KnownValues, type ReadKind } from '../analysis/index.ts';
import {
  beside,
  campaignsAbove,
  campaignsNaming,
  loadCampaign,
  readCampaign,
  type Campaign,
  type CampaignFiles,
} from '../campaign/index.ts';
import { FindingsError, type Secrets } from '../diagnostics/index.ts';
import { knownValues } from '../emulator/index.ts';
import { Dict, type Value } from '../jinja/index.ts';
import type { TemplateTree } from './template-text.ts';

/** What is around a document: its campaign, where there is one, and what that one's fixtures hold. */
export type Surroundings = {
  readonly campaign: Campaign | undefined;
  readonly known: KnownValues;
  /** The file of the campaign's content blocks. */
  readonly blocksFile?: string;
};

/** What is around a document of which no campaign is known. */
export const NOTHING_AROUND: Surroundings = { campaign: undefined, known: new Map() };

/**
 * What is around a document, read with what its files hold now; undefined where a file cannot be read, as while one is being
 * written.
 */
export async function surroundingsOf(
  path: string,
  files: CampaignFiles,
  secrets: Secrets,
): Promise<Surroundings | undefined> {
  const isYaml = isYamlFile(path);
  const [nearest] = isYaml ? await campaignsAbove(path, files) : await campaignsNaming(path, files);
  if (nearest === undefined) return NOTHING_AROUND;
  try {
    const campaign = await loadCampaign(nearest, files, { secrets });
    const recipients = campaign.users.map(({ recipient }) => recipient);
    const { fixtures } = readCampaign(await files.read(nearest), nearest);
    const blocks = fixtures.contentBlocks;
    return {
      campaign,
      known: knownValues(campaign.fixtures, recipients),
      ...(blocks !== undefined && { blocksFile: beside(nearest, blocks) }),
    };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return undefined;
  }
}

/** The names of a kind that fixtures or the template have, each with how many fixtures have it. */
export function namesOf(
  kind: ReadKind,
  { known }: Surroundings,
  tree: TemplateTree | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const read of tree?.reads.all ?? []) if (read.kind === kind) counts.set(read.name, 0);
  for (const dict of known.get(kind) ?? [])
    for (const [key] of dict.entries())
      if (typeof key === 'string') counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The values of a name of a kind in fixtures: one for each that has it. */
export function valuesOf(kind: ReadKind, name: string, { known }: Surroundings): readonly Value[] {
  return (known.get(kind) ?? []).flatMap((dict) => {
    const value = dict.getString(name);
    return value === undefined ? [] : [value];
  });
}

/** The members of what an expression may be, with one of their values each. */
export function membersOf(
  node: Parameters<ValueFinder['valuesOf']>[0],
  tree: TemplateTree,
  { known }: Surroundings,
): ReadonlyMap<string, Value> {
  const members = new Map<string, Value>();
  for (const value of new ValueFinder(tree.reads, known).valuesOf(node))
    if (value instanceof Dict)
      for (const [key, member] of value.entries())
        if (typeof key === 'string' && !members.has(key)) members.set(key, member);
  return members;
}

/** The word for a kind of what an account has, as findings have it. */
export function nounOf(kind: ReadKind): string {
  return accountSourceBy('name', kind)?.noun ?? kind;
}
