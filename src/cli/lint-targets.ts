import { stat } from 'node:fs/promises';
import { beside, DEFAULT_NOW, loadCampaign, recipientsIn, triggerKind } from '../campaign/index.ts';
import { checkFixtures, findMarker, placeSnippet, readFieldMap } from '../compiler/index.ts';
import { readTree } from '../documents/index.ts';
import { FindingsError, SourceMap, type Finding } from '../diagnostics/index.ts';
import {
  defaultProfile,
  findConfig,
  forChannel,
  type Channel,
  type Profile,
  type TriggerKind,
} from '../account/index.ts';
import { knownValues } from '../emulator/index.ts';
import {
  lintMap,
  readSettings,
  type KnownNames,
  type LintSettings,
  type RuleLevels,
} from '../lint/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { campaignsOf } from './find-campaigns.ts';
import { mapFiles } from './generate-all.ts';
import { usersOfMap } from './map-users.ts';
import { profileIn } from './profile-file.ts';

/** What of a command reads files. */
type Reads = Pick<CommandContext, 'files'>;

/** A text to be judged, with what is known of the campaign that it is for, and what is wrong with the files around it. */
export type LintTarget = {
  readonly file: string;
  /** The text of the file. */
  readonly text: string;
  /** Reads another text in place of the file's; absent where the text is a part of another file. */
  readonly read?: (text: string) => Promise<LintTarget>;
  readonly source: SourceMap;
  readonly profile: Profile;
  readonly config: string | undefined;
  readonly channel: Channel | undefined;
  readonly trigger: TriggerKind | undefined;
  /** A field map: what is to be said of it is in `findings`. */
  readonly isMap?: true;
  /** The folder of the campaign's fixture users; absent where there is none. */
  readonly users?: string | undefined;
  /** Whether the text is an address as a whole. */
  readonly link: boolean;
  /** The present instant for the template, the same at each run. */
  readonly clock: () => number;
  readonly findings: readonly Finding[];
  /** What names are held against, and the levels of rules. */
  readonly names: KnownNames;
  readonly rules: RuleLevels;
};

const CAMPAIGN = /\.(?:ya?ml|json)$/i;

/**
 * What the files of a command line hold to be judged: each part of the message of a campaign file, of a folder those of its
 * campaigns, else a template. Without any, the campaigns below this folder. Throws a FindingsError for what cannot be read.
 */
export async function lintTargets(args: Arguments, context: Reads): Promise<readonly LintTarget[]> {
  const given = args.texts('files');
  const found: LintTarget[] = [];
  for (const path of given.length === 0 ? [''] : given) {
    const isFolder = path === '' || (await isDirectory(context.files.resolve(path)));
    if (isFolder) found.push(...(await folderTargets(path, args, context)));
    else if (!CAMPAIGN.test(path)) found.push(await templateTarget(path, args, context));
    else if (await isMapFile(path, context)) found.push(await mapTarget(path, args, context));
    else
      for (const campaign of await campaignsOf([path], context))
        found.push(...(await campaignTargets(campaign, args, context)));
  }
  return withoutTwice(found);
}

/** The campaigns and the field maps below a folder. */
async function folderTargets(
  folder: string,
  args: Arguments,
  context: Reads,
): Promise<readonly LintTarget[]> {
  const found: LintTarget[] = [];
  const maps = await mapFiles(folder.replace(/\/+$/, ''), context.files);
  const campaigns = await campaignsOf(folder === '' ? [] : [folder], context).catch((error) => {
    if (maps.length === 0 || !isNoCampaign(error)) throw error;
    return [];
  });
  for (const campaign of campaigns) found.push(...(await campaignTargets(campaign, args, context)));
  for (const map of maps) found.push(await mapTarget(map, args, context));
  return found;
}

function isNoCampaign(error: unknown): boolean {
  return (
    error instanceof FindingsError &&
    error.findings.every(({ code }) => code === 'cli/no-campaigns')
  );
}

/** What is said of a field map is said with it alone, not with each campaign that has it. */
function withoutTwice(targets: readonly LintTarget[]): readonly LintTarget[] {
  const maps = new Set(targets.flatMap(({ isMap, file }) => (isMap ? file : [])));
  return targets.map((target) =>
    target.isMap
      ? target
      : { ...target, findings: target.findings.filter(({ file = '' }) => !maps.has(file)) },
  );
}

/** Whether a YAML or JSON file is a field map and not a campaign, by its keys. */
async function isMapFile(path: string, { files }: Reads): Promise<boolean> {
  const { tree } = readTree(await files.read(path), path, MAP_CODES);
  return tree?.kind === 'map' && ['smartpass', 'fields'].some((key) => tree.entries.has(key));
}

const MAP_CODES = { syntax: 'map/syntax', duplicate: 'map/duplicate-key' };

async function mapTarget(path: string, args: Arguments, { files }: Reads): Promise<LintTarget> {
  const text = await files.read(path);
  const { map, findings } = readFieldMap(text, path, { secrets: files.secrets });
  const config = args.text('profile') ?? (await findConfig(path, files));
  const { rules } = await settingsIn(config, files);
  const wanted = { users: [], allowOutside: args.flag('allow-outside') };
  const known = map === undefined ? undefined : await usersOfMap(path, wanted, files);
  const recipients = known?.users.map(({ recipient }) => recipient) ?? [];
  const said =
    map === undefined
      ? []
      : [...checkFixtures(map, recipients), ...lintMap(map, recipients, rules)];
  return {
    file: path,
    text,
    isMap: true,
    source: SourceMap.of(''),
    profile: defaultProfile(),
    config,
    channel: undefined,
    trigger: undefined,
    link: false,
    clock: () => DEFAULT_NOW,
    names: {},
    rules,
    findings: [...findings, ...said],
  };
}

/** The folder of the first fixture user that is a file of its own. */
function folderOfUsers(files: readonly string[]): string | undefined {
  const own = files.find((file) => CAMPAIGN.test(file));
  return own?.split('/').slice(0, -1).join('/');
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

async function campaignTargets(
  path: string,
  args: Arguments,
  { files }: Reads,
): Promise<readonly LintTarget[]> {
  const campaign = await loadCampaign(path, files, {
    allowOutside: args.flag('allow-outside'),
    profile: args.text('profile'),
    secrets: files.secrets,
  });
  const { channel, profile, config, trigger, now } = campaign;
  const { rules, declared } = await settingsIn(config, files);
  const usersFolder = folderOfUsers(campaign.users.map(({ file }) => file));
  const fixtures = knownValues(campaign.fixtures, recipientsIn(campaign));
  return campaign.parts.map(({ file, message, shape, source }, at) => ({
    file,
    text: source,
    source: message,
    profile,
    config,
    channel,
    trigger: triggerKind(trigger),
    link: shape === 'address',
    clock: () => now,
    names: { declared, fixtures },
    users: usersFolder,
    rules,
    findings: at === 0 ? campaign.findings : [],
  }));
}

/** What the configuration says of lint. Throws a FindingsError where that cannot be used. */
async function settingsIn(
  config: string | undefined,
  files: CommandContext['files'],
): Promise<Pick<LintSettings, 'rules' | 'declared'>> {
  if (config === undefined) return { rules: new Map(), declared: new Map() };
  const settings = readSettings(await files.read(config), config);
  if (settings.findings.length > 0) throw new FindingsError(settings.findings);
  return settings;
}

async function templateTarget(path: string, args: Arguments, context: Reads): Promise<LintTarget> {
  return textTarget(path, await context.files.read(path), args, context);
}

/** A text as a template of that path, whose snippet and account are looked for from there. Throws a FindingsError as `lintTargets` does. */
export async function textTarget(
  path: string,
  text: string,
  args: Arguments,
  context: Reads,
): Promise<LintTarget> {
  const { files } = context;
  const channel = (args.text('channel') as Channel | undefined) ?? channelOf(path, text);
  const config = args.text('profile') ?? (await findConfig(path, files));
  const profile =
    config === undefined
      ? defaultProfile(channel)
      : forChannel(profileIn(config, await files.read(config)), channel);
  const trigger = args.text('trigger') as TriggerKind | undefined;
  const { rules, declared } = await settingsIn(config, files);
  const read = (other: string): Promise<LintTarget> => textTarget(path, other, args, context);
  const target = {
    file: path,
    text,
    read,
    profile,
    config,
    channel,
    trigger,
    link: false,
    clock: () => DEFAULT_NOW,
    names: { declared },
    rules,
  };
  const named = findMarker(text)?.fieldmap;
  if (named === undefined) return { ...target, source: SourceMap.of(text), findings: [] };
  const mapFile = beside(path, named);
  const { map, findings } = readFieldMap(await files.read(mapFile), mapFile, {
    secrets: files.secrets,
  });
  if (map === undefined) throw new FindingsError(findings);
  const placed = placeSnippet(text, map, { channel, trigger, file: path });
  const said = [...findings, ...placed.findings.filter((finding) => !findings.includes(finding))];
  return { ...target, source: placed.template ?? SourceMap.of(text), findings: said };
}

/** The channel that a template is most likely for: its name says it, else its text has HTML or not. */
function channelOf(path: string, text: string): Channel {
  const named = /\b(sms|push|whatsapp|cards|osm|in-app)\b/i.exec(path.replaceAll('_', '-'));
  if (named !== null) return (named[1] ?? '').toLowerCase() as Channel;
  return /<[a-z!/]/i.test(text) || /\.html?\b/i.test(path) ? 'email' : 'sms';
}
