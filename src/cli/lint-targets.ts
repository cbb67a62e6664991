import { stat } from 'node:fs/promises';
import {
  beside,
  campaignsNaming,
  DEFAULT_NOW,
  loadCampaign,
  missedMarker,
  recipientsIn,
  RoundCache,
  triggerKind,
} from '../campaign/index.ts';
import { findMarker, isSnippet, placeSnippet, readFieldMap } from '../compiler/index.ts';
import { decode, FindingsError, SourceMap, type Finding } from '../diagnostics/index.ts';
import {
  defaultProfile,
  findConfig,
  forChannel,
  isLikelyUser,
  isYamlFile,
  kindOf,
  type Channel,
  type TriggerKind,
} from '../account/index.ts';
import { knownValues } from '../emulator/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { cannotList } from './file-errors.ts';
import { campaignsOf } from './find-campaigns.ts';
import { mapFiles } from './map-users.ts';
import { hasTags, isToBeJudged, likelyChannel } from './judged-files.ts';
import {
  dataOf,
  dataTarget,
  mapTarget,
  settingsIn,
  type LintTarget,
  type Reads,
} from './lint-target.ts';
import { refuseOtherFile } from './other-files.ts';
import { OverlayFiles } from './overlay-files.ts';
import { profileIn } from './profile-file.ts';
import { readAll } from './streams.ts';

/**
 * What the files of a command line hold to be judged: of a campaign file, and of a folder's, each part of the message; a template with
 * the campaigns that name it, else alone; a field map, a configuration, a fixture user. Without any file, what is below this folder.
 * Throws a FindingsError for what cannot be read.
 */
export async function lintTargets(
  args: Arguments,
  { files }: Reads,
): Promise<readonly LintTarget[]> {
  const context = { files, cache: new RoundCache(), campaigns: new Map() };
  const given = args.texts('files');
  const found: LintTarget[] = [];
  for (const path of given.length === 0 ? [''] : given) {
    const isFolder = path === '' || (await isDirectory(context.files.resolve(path)));
    found.push(...(await (isFolder ? folderTargets : fileTargets)(path, args, context)));
  }
  for (const [folder, reason] of files.unlisted)
    found.push(unreadOf(folder, [cannotList(folder, reason)]));
  return withoutTwice(found);
}

async function fileTargets(
  path: string,
  args: Arguments,
  context: Reads,
): Promise<readonly LintTarget[]> {
  if (!isYamlFile(path)) return templateTargets(path, args, context);
  const text = await readIfFile(path, context);
  const known = kindOf(text, path);
  if (known === undefined && /\.json$/i.test(path) && hasTags(text))
    return templateTargets(path, args, context);
  const kind = known ?? (isLikelyUser(text, path) ? 'user' : undefined);
  const found = await dataTarget({ kind, path }, args, context);
  if (found !== undefined) return [found];
  const targets: LintTarget[] = [];
  for (const campaign of await campaignsOf([path], context))
    targets.push(...(await campaignTargets(campaign, args, context)));
  return targets;
}

/** The text of a file; nothing of a pattern that a shell did not expand. */
async function readIfFile(path: string, { files }: Reads): Promise<string> {
  return /[*?{]/.test(path) && !(await files.exists(path)) ? '' : files.read(path);
}

/** A template with each campaign that names it, unless the command line says what it is for. */
async function templateTargets(
  path: string,
  args: Arguments,
  context: Reads,
): Promise<readonly LintTarget[]> {
  refuseOtherFile(path);
  const text = await context.files.read(path);
  const isToldAll = ['channel', 'trigger'].some((option) => args.text(option) !== undefined);
  const campaigns = isToldAll ? [] : await campaignsNaming(path, context.files, context.campaigns);
  if (campaigns.length === 0) return [await textTarget(path, text, args, context)];
  const found: LintTarget[] = [];
  for (const campaign of campaigns)
    found.push(
      ...(await campaignTargets(campaign, args, context)).filter(({ file }) => file === path),
    );
  return found;
}

/** The campaigns and the field maps below a folder, and the templates that no campaign names. */
async function folderTargets(
  folder: string,
  args: Arguments,
  context: Reads,
): Promise<readonly LintTarget[]> {
  const found: LintTarget[] = [];
  const maps = await mapFiles(folder.replace(/\/+$/, ''), context.files);
  const campaigns = await campaignsOf(folder === '' ? [] : [folder], context).catch((error) => {
    if (!isNoCampaign(error)) throw error;
    return [];
  });
  for (const campaign of campaigns) found.push(...(await campaignTargets(campaign, args, context)));
  const named = new Set(found.map(({ file }) => file));
  for (const file of await templateFiles(folder, context))
    if (!named.has(file)) found.push(...(await bareTargets(file, args, context)));
  for (const map of maps) found.push(await mapTarget(map, args, context));
  if (campaigns.length === 0 && found.length === 0 && context.files.unlisted.size === 0)
    throw noTemplates(folder);
  return found;
}

/** The files below a folder that may be templates, found as other linters find files: not in hidden folders, node_modules or dist. */
async function templateFiles(folder: string, { files }: Reads): Promise<readonly string[]> {
  const below = /^\.?\/*$/.test(folder) ? '' : `${folder.replace(/\/+$/, '')}/`;
  const found = await files.list(`${below}**/*.{html,htm,jinja,jinja2,j2}`);
  return found.filter((file) => !/(?:^|\/)dist\//.test(file.slice(below.length)));
}

/**
 * A template alone; of one that cannot be read, why. Nothing for a page without tags of any kind, a page of smartpass and
 * a generated snippet.
 */
async function bareTargets(
  path: string,
  args: Arguments,
  context: Reads,
): Promise<readonly LintTarget[]> {
  try {
    const text = await context.files.read(path);
    if (!isToBeJudged(path, text) || isSnippet(text)) return [];
    return [await textTarget(path, text, args, context)];
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return [unreadOf(path, error.findings)];
  }
}

/** What is said of a file or folder that cannot be read, next to the others that can. */
function unreadOf(file: string, findings: readonly Finding[]): LintTarget {
  const none = dataOf({ file, text: '', config: undefined, rules: new Map(), findings });
  return { ...none, isUnread: true };
}

function noTemplates(folder: string): FindingsError {
  const where = folder === '' ? 'this folder' : folder;
  return new FindingsError([
    {
      code: 'cli/no-templates',
      severity: 'error',
      message: `there is no campaign, template or field map in ${where}`,
      hint: 'templates end in .html, .htm, .jinja, .jinja2 or .j2 and pages of HTML have a tag; hidden folders, node_modules, dist and generated snippets are left out',
    },
  ]);
}

function isNoCampaign(error: unknown): boolean {
  return (
    error instanceof FindingsError &&
    error.findings.every(({ code }) => code === 'cli/no-campaigns')
  );
}

/** What is said of a field map is said with it alone, not with each campaign that has it. */
function withoutTwice(targets: readonly LintTarget[]): readonly LintTarget[] {
  const maps = new Set(targets.flatMap(({ isData, file }) => (isData ? file : [])));
  return targets.map((target) =>
    target.isData
      ? target
      : { ...target, findings: target.findings.filter(({ file = '' }) => !maps.has(file)) },
  );
}

/** The same files, but for one that holds another text. */
function withText(files: Reads['files'], file: string, text: string): OverlayFiles {
  const path = files.resolve(file).replaceAll('\\', '/');
  return new OverlayFiles(files.resolve('.'), new Map([[path, text]]), files.secrets);
}

/** The folder of the first fixture user that is a file of its own. */
function folderOfUsers(files: readonly string[]): string | undefined {
  const own = files.find((file) => isYamlFile(file));
  return own?.split('/').slice(0, -1).join('/');
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

async function campaignTargets(
  path: string,
  args: Arguments,
  context: Reads,
): Promise<readonly LintTarget[]> {
  const { files, cache } = context;
  const campaign = await loadCampaign(path, files, {
    cache,
    allowOutside: args.flag('allow-outside'),
    profile: args.text('profile'),
    secrets: files.secrets,
  });
  const { channel, profile, config, trigger, now } = campaign;
  const { rules, declared } = await settingsIn(config, context);
  const usersFolder = folderOfUsers(campaign.users.map(({ file }) => file));
  const fixtures = knownValues(campaign.fixtures, recipientsIn(campaign));
  const readPart =
    (file: string, at: number) =>
    async (text: string): Promise<LintTarget> => {
      const targets = await campaignTargets(path, args, { files: withText(files, file, text) });
      const target = targets[at];
      if (target === undefined) throw new Error(`${path} has lost a part of its message`);
      return target;
    };
  return campaign.parts.map(({ file, message, shape, source }, at) => ({
    file,
    text: source,
    ...(file !== path && { read: readPart(file, at) }),
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

/** Standard input as a template. */
export async function inputTarget(args: Arguments, context: CommandContext): Promise<LintTarget> {
  return textTarget('-', decode(await readAll(context.streams.stdin), '-'), args, context);
}

/** A text as a template of that path, whose snippet and account are looked for from there. Throws a FindingsError as `lintTargets` does. */
async function textTarget(
  path: string,
  text: string,
  args: Arguments,
  context: Reads,
): Promise<LintTarget> {
  const { files } = context;
  const channel = (args.text('channel') as Channel | undefined) ?? likelyChannel(path, text);
  const config = args.text('profile') ?? (await findConfig(path, files));
  const profile =
    config === undefined
      ? defaultProfile(channel)
      : forChannel(profileIn(config, await files.read(config)), channel);
  const trigger = args.text('trigger') as TriggerKind | undefined;
  const { rules, declared } = await settingsIn(config, context);
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
  if (named === undefined) {
    const source = SourceMap.of(text);
    return { ...target, source, findings: missedMarker(source, path) };
  }
  const mapFile = beside(path, named);
  const { map, findings } = readFieldMap(await files.read(mapFile), mapFile, {
    secrets: files.secrets,
  });
  if (map === undefined) throw new FindingsError(findings);
  const placed = placeSnippet(text, map, { channel, trigger, file: path });
  const said = [...findings, ...placed.findings.filter((finding) => !findings.includes(finding))];
  return { ...target, source: placed.template ?? SourceMap.of(text), findings: said };
}
