import {
  checkFixtures,
  findMarker,
  placeSnippet,
  readFieldMap,
  type FieldMap,
} from '../compiler/index.ts';
import {
  didYouMean,
  FAKE_SECRET,
  Secrets,
  SourceMap,
  spanOf,
  type Finding,
} from '../diagnostics/index.ts';
import { learnSecrets } from '../analysis/index.ts';
import {
  defaultProfile,
  forChannel,
  findConfig,
  readProfile,
  type Channel,
  type Profile,
} from '../account/index.ts';
import {
  readAccountFixtures,
  type AccountFixtures,
  type ReadFixtures,
} from './account-fixtures.ts';
import { lookOf, type CampaignFiles, type FixtureUser } from './campaign-files.ts';
import type { CampaignTest } from './campaign-test.ts';
import { Collector } from './collector.ts';
import { loadUsers } from './load-users.ts';
import { RoundCache } from './round-cache.ts';
import { beside } from './paths.ts';
import { projectFiles } from './project-files.ts';
import { readCampaign, triggerKind, type CampaignFile, type Trigger } from './read-campaign.ts';

/** A campaign with everything it is made of, read and checked. */
export type Campaign = {
  readonly file: string;
  readonly name: string;
  readonly channel: Channel;
  readonly trigger: Trigger;
  readonly profile: Profile;
  /** The file of that profile, where one was named or found. */
  readonly config: string | undefined;
  /** Product sets, recorded answers, tables and blocks of the account. */
  readonly fixtures: AccountFixtures;
  /** The template as its file has it. */
  readonly template: { readonly file: string; readonly source: string };
  /** What is sent: the template with the snippet in its place. */
  readonly message: SourceMap;
  /** The field map that the template names, absent for a handwritten template. */
  readonly map?: FieldMap;
  readonly users: readonly FixtureUser[];
  readonly tests: readonly CampaignTest[];
  /** When its tests render, in epoch milliseconds. */
  readonly now: number;
  /** What it signs with, whatever its template hands to `convertToSHA256`: the secret that was given, or the fake one. */
  readonly secret: string;
  /** The secrets that its files hold, and those that its renders are seen to sign with: whatever is drawn of it hides them. */
  readonly secrets: Secrets;
  /** Warnings; with errors there is no campaign. */
  readonly findings: readonly Finding[];
};

/**
 * `secret` replaces the fake one, `secrets` learns what the files hold. `profile` is the path of a profile file, which wins
 * over the one the campaign names. `allowOutside` lets the campaign name files outside its project. With a `cache` only those files are read into values again whose text is another than at the last time.
 */
export type LoadOptions = {
  readonly secret?: string | undefined;
  readonly secrets?: Secrets | undefined;
  readonly profile?: string | undefined;
  readonly allowOutside?: boolean | undefined;
  readonly cache?: RoundCache | undefined;
};

/**
 * Reads a campaign file and everything it names. Throws a FindingsError with every error of all of these files at once.
 * Without a profile the nearest `smartpass.config.yaml` from the folder of the campaign file upwards counts, else the defaults.
 */
export async function loadCampaign(
  path: string,
  files: CampaignFiles,
  options: LoadOptions = {},
): Promise<Campaign> {
  const { cache = new RoundCache(), secret = FAKE_SECRET, secrets = new Secrets() } = options;
  secrets.add(secret);
  const text = await files.read(path);
  const file = cache.recall(`campaign ${path}`, [text], () => readCampaign(text, path));
  const found = new Collector();
  found.add(file.findings);
  const templateFile = beside(path, file.template);
  const named = await projectFiles(path, files, options.allowOutside);
  const source = await found.read(templateFile, (one) => named.read(one), {
    file: path,
    span: file.spanOf('template'),
  });
  learnSecrets(source ?? '', secrets);
  const asked = { ...options, secrets };
  const built = await found.take(() => buildMessage(file, source ?? '', named, asked, found));
  const users = await loadUsers(file, named, found, cache);
  if (built?.map)
    found.add(
      checkFixtures(
        built.map,
        users.map(({ recipient }) => recipient),
      ),
    );
  const account = await found.take(() => loadProfile(file, { files, named }, options, found));
  const fixtures = await found.take(() => loadFixtures(file, named, cache));
  found.add(fixtures?.findings ?? []);
  for (const { content } of fixtures?.fixtures.contentBlocks?.values() ?? [])
    learnSecrets(content, secrets);
  found.check();
  return {
    file: path,
    name: file.campaign,
    channel: file.channel,
    trigger: file.trigger,
    profile: account?.profile ?? defaultProfile(file.channel),
    config: account?.config,
    fixtures: fixtures?.fixtures ?? { auxTables: new Map() },
    template: { file: templateFile, source: source ?? '' },
    message: built?.message ?? SourceMap.of(''),
    ...(built?.map && { map: built.map }),
    users,
    tests: file.tests,
    now: file.now,
    secret,
    secrets,
    findings: secrets.hideIn(found.warnings),
  };
}

type Built = { readonly message: SourceMap; readonly map?: FieldMap };

async function buildMessage(
  file: CampaignFile,
  source: string,
  files: CampaignFiles,
  options: LoadOptions,
  found: Collector,
): Promise<Built> {
  const named = findMarker(source)?.fieldmap;
  const templateFile = beside(file.file, file.template);
  if (named === undefined) {
    found.add(missedMarker(source, templateFile));
    return { message: SourceMap.of(source) };
  }
  const mapFile = beside(templateFile, named);
  const text = await files.read(mapFile);
  const { channel, trigger } = file;
  const { cache = new RoundCache(), secrets } = options;
  const read = cache.recall('map', [mapFile, text], () => readFieldMap(text, mapFile, { secrets }));
  found.add(read.findings);
  const { map } = read;
  if (map === undefined) return { message: SourceMap.of(source) };
  const placed = cache.recall('snippet', [map, channel, trigger, templateFile, source], () =>
    placeSnippet(source, map, { channel, trigger: triggerKind(trigger), file: templateFile }),
  );
  found.add(placed.findings.filter((finding) => !read.findings.includes(finding)));
  return { message: placed.template ?? SourceMap.of(source), map };
}

async function loadProfile(
  file: CampaignFile,
  { files, named }: { readonly files: CampaignFiles; readonly named: CampaignFiles },
  options: LoadOptions,
  found: Collector,
): Promise<{ readonly profile: Profile | undefined; readonly config: string | undefined }> {
  const own = file.profile === undefined ? undefined : beside(file.file, file.profile);
  const path = options.profile ?? own ?? (await findConfig(file.file, lookOf(files)));
  const { cache = new RoundCache() } = options;
  // Only what the campaign file names has to be inside the project.
  const reader = options.profile === undefined && own !== undefined ? named : files;
  const text = path === undefined ? undefined : await reader.read(path);
  const { profile, findings } = cache.recall('profile', [path, text, file.channel], () => {
    if (path === undefined || text === undefined)
      return { profile: defaultProfile(file.channel), findings: [] };
    const read = readProfile(text, path);
    return { ...read, profile: read.profile && forChannel(read.profile, file.channel) };
  });
  found.add(findings);
  return { profile, config: path };
}

async function loadFixtures(
  { file, fixtures }: CampaignFile,
  files: CampaignFiles,
  cache: RoundCache,
): Promise<ReadFixtures> {
  const at = (path: string | undefined): string | undefined => path && beside(file, path);
  const paths = {
    productSets: at(fixtures.productSets),
    contentApi: at(fixtures.contentApi),
    contentBlocks: at(fixtures.contentBlocks),
    aux: fixtures.aux.map((path) => beside(file, path)),
  };
  const madeOf: string[] = [];
  const read = await readAccountFixtures(paths, async (path) => {
    const text = await files.read(path);
    madeOf.push(path, text);
    return text;
  });
  return cache.recall('account', madeOf, () => read);
}

/** A comment that names a field map and is no marker: it would be left as it is, and nobody gets a link. */
function missedMarker(source: string, file: string): readonly Finding[] {
  const comment = /\{#-?\s*([\w-]+)\s*[:=]?\s*(\S+\.(?:ya?ml|json))\s*-?#\}/i.exec(source);
  const [whole = '', word = '', map = ''] = comment ?? [];
  const isNear =
    /^smartpass$/i.test(word) || didYouMean(word.toLowerCase(), ['smartpass']) !== undefined;
  if (comment === null || !isNear) return [];
  return [
    {
      code: 'campaign/no-marker',
      severity: 'warning',
      message:
        'the comment names a field map and is not the marker of one: no snippet is put in its place',
      hint: `write {# smartpass: ${map} #}`,
      file,
      span: spanOf(source, comment.index, comment.index + whole.length),
    },
  ];
}
