import { findConfig, folderOf, type Hashes } from '../../account/index.ts';
import {
  CAMPAIGN_PATTERNS,
  createRenderer,
  loadCampaign,
  lookOf,
  type Campaign,
  type CampaignFiles,
  type LoadOptions,
} from '../../campaign/index.ts';
import { FAKE_SECRET, FindingsError, type Finding } from '../../diagnostics/index.ts';
import type { Crypto } from '../../passkit/index.ts';
import { readEventSettings } from '../read-settings.ts';
import { defaultEventSettings, type EventSettings } from '../settings.ts';
import { Loop } from './loop.ts';
import { LOOP_PATTERNS } from './read-scenarios.ts';

/** The folder of a loop as it was read: `open` makes a loop of it in which nothing has happened yet; `broken` are errors of campaigns that are left out. */
export type LoadedLoop = {
  readonly campaigns: readonly Campaign[];
  readonly broken: readonly Finding[];
  readonly open: () => Loop;
};

/** What a loop is read and rendered with. */
type LoadLoopOptions = Pick<LoadOptions, 'secrets' | 'allowOutside'> & {
  readonly hashes: Hashes;
  readonly crypto: Crypto;
};

/**
 * Reads every campaign below a folder, those of a folder with scenarios first, since they are made to be played, and the section `events` of the configuration that counts there. Throws a FindingsError where
 * there is no campaign that can be rendered, or the configuration is broken.
 */
export async function loadLoop(
  folder: string,
  files: CampaignFiles,
  { hashes, crypto, ...options }: LoadLoopOptions,
): Promise<LoadedLoop> {
  const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const campaigns: Campaign[] = [];
  const broken: Finding[] = [];
  const found = await Promise.all(CAMPAIGN_PATTERNS.map((pattern) => files.list(at(pattern))));
  for (const path of await playableFirst([...new Set(found.flat())], at, files)) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- what is wrong is told in the order of the files
      const campaign = await loadCampaign(path, files, options);
      createRenderer(campaign, { hashes, clock: () => campaign.now });
      campaigns.push(campaign);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      broken.push(...error.findings);
    }
  }
  if (campaigns.length === 0) throw new FindingsError(broken.length > 0 ? broken : [none(folder)]);
  const settings = await settingsOf(at('loop.yaml'), files);
  const start = Math.max(...campaigns.map(({ now }) => now));
  const made = { campaigns, settings, secret: FAKE_SECRET, start, hashes, crypto };
  return { campaigns, broken, open: () => new Loop(made) };
}

async function playableFirst(
  paths: readonly string[],
  at: (name: string) => string,
  files: CampaignFiles,
): Promise<readonly string[]> {
  const found = await Promise.all(LOOP_PATTERNS.map((pattern) => files.list(at(pattern))));
  const folders = new Set(found.flat().map(folderOf));
  const isPlayable = (path: string): boolean => folders.has(folderOf(path));
  return [...paths.filter(isPlayable), ...paths.filter((path) => !isPlayable(path))];
}

async function settingsOf(file: string, files: CampaignFiles): Promise<EventSettings> {
  const config = await findConfig(file, lookOf(files));
  if (config === undefined) return defaultEventSettings();
  const { settings, findings } = readEventSettings(await files.read(config), config);
  if (settings === undefined) throw new FindingsError(findings);
  return settings;
}

function none(folder: string): Finding {
  return {
    code: 'events/no-campaigns',
    severity: 'error',
    message: `there is no campaign file in ${folder === '' ? 'this folder' : folder}`,
    hint: 'campaign files are named campaign.yaml or NAME.campaign.yaml',
  };
}
