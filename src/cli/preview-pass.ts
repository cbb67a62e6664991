import {
  createRenderer,
  MapDiffersError,
  openCampaign,
  MappedOutcomes,
  plainOutcomes,
  TypicalUsers,
  type Campaign,
  type LoadOptions,
  type Outcome,
  type Outcomes,
  type Renderer,
} from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import type { CommandContext } from './command.ts';
import { keptIn, PreviewJudge } from './judge-preview.ts';
import { nodeCrypto } from './node-crypto.ts';
import { checkNames } from './pick-users.ts';

/** Which campaign is previewed, for which of its users: all where no name or pattern is given. */
export type PreviewRequest = {
  readonly file: string;
  readonly names: readonly string[];
  readonly load: LoadOptions;
  /** Texts are not shown: links may come from the field map where that is proved to give the same. */
  readonly byMap?: boolean;
};

/** The campaign without its users, with everything that is said of it, and the judge of their outcomes. */
export type PreviewPass = {
  readonly campaign: Campaign;
  readonly judge: PreviewJudge;
  /** How many outcomes are by the field map, and how many users were rendered both ways. */
  readonly rendered: { readonly mapped: number; readonly checked: number };
};

/** Previews with links from the field map; where these turn out to differ, once more by the template alone. */
export async function byMapFirst<T>(preview: (byMap: boolean) => Promise<T>): Promise<T> {
  try {
    return await preview(true);
  } catch (error) {
    if (!(error instanceof MapDiffersError)) throw error;
    return preview(false);
  }
}

/**
 * Reads and renders the users of a campaign one after the other and hands each outcome to `show`: none of them is kept, so that their
 * number does not matter. Throws a FindingsError for everything that is wrong with files, users and template.
 */
export async function previewUsers(
  { file, names, load, byMap = false }: PreviewRequest,
  { files, judge }: Pick<CommandContext, 'files' | 'judge'>,
  show: (outcome: Outcome, campaign: Campaign) => void | Promise<void>,
): Promise<PreviewPass> {
  const opened = await openCampaign(file, files, { ...load, keepsUsers: false });
  const { campaign } = opened;
  const { renderer, refusal } = campaign === undefined ? {} : rendererOf(campaign);
  const rendered =
    campaign && renderer && outcomesOf(campaign, renderer, byMap && names.length === 0);
  const seen = new PreviewJudge(campaign ?? {}, judge);
  const typical = new TypicalUsers();
  for await (const user of opened.users.read(names)) {
    if (names.length === 0) typical.add(user);
    if (campaign === undefined || rendered === undefined) continue;
    const outcome = keptIn(rendered.outcome(user), judge);
    seen.add(outcome);
    await show(outcome, campaign);
  }
  const read = opened.close([], typical.users);
  if (refusal !== undefined) throw refusal;
  checkNames(names, opened.users.names, file);
  // What users have is known now. Where some were left out, no name is unknown.
  const known =
    names.length > 0 ? renderer : rendererOf({ ...read, users: typical.users }).renderer;
  const findings = [...read.findings, ...(known?.findings ?? [])];
  const { mapped = 0, checked = 0 } = rendered ?? {};
  return { campaign: { ...read, findings }, judge: seen, rendered: { mapped, checked } };
}

function outcomesOf(campaign: Campaign, renderer: Renderer, byMap: boolean): Outcomes {
  if (!byMap) return plainOutcomes(campaign, renderer, nodeCrypto);
  const surroundings = { hashes: nodeCrypto, clock: () => campaign.now };
  return new MappedOutcomes(campaign, renderer, surroundings, nodeCrypto);
}

function rendererOf(campaign: Omit<Campaign, 'users'> & Partial<Pick<Campaign, 'users'>>): {
  readonly renderer?: Renderer;
  readonly refusal?: FindingsError;
} {
  try {
    const clock = (): number => campaign.now;
    return { renderer: createRenderer(campaign, { hashes: nodeCrypto, clock }) };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { refusal: error };
  }
}
