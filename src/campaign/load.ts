import { checkFixtures, type FieldMap } from '../compiler/index.ts';
import { FAKE_SECRET, Secrets, SourceMap, type Finding } from '../diagnostics/index.ts';
import { learnSecrets } from '../analysis/index.ts';
import {
  defaultProfile,
  forChannel,
  findConfig,
  mainPart,
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
import { loadParts, type MessagePart } from './load-parts.ts';
import { CampaignUsers } from './load-users.ts';
import { checkOtherSecret } from './other-secret.ts';
import { RoundCache } from './round-cache.ts';
import { beside } from './paths.ts';
import { projectFiles } from './project-files.ts';
import { readCampaign, type CampaignFile, type Trigger } from './read-campaign.ts';

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
  /** Everything that is personalised, in the order in which a reader sees it. */
  readonly parts: readonly MessagePart[];
  /** The main part as its file has it: the HTML of a mail, the body of other messages. */
  readonly template: { readonly file: string; readonly source: string };
  /** What is sent of the main part: the template with the snippet in its place. */
  readonly message: SourceMap;
  /** The field map that the parts name, absent for a handwritten message. */
  readonly map?: FieldMap;
  readonly users: readonly FixtureUser[];
  /** The attributes that columns of its exports of users are, where `columns:` of `users:` names them: the first export that names a column counts. */
  readonly columns: ReadonlyMap<string, string>;
  readonly tests: readonly CampaignTest[];
  /** When it is rendered, in previews and tests alike, in epoch milliseconds. */
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
 * over the one the campaign names. `keepsUsers` is false where users pass by and none is kept. `allowOutside` lets the campaign name files outside its project. With a `cache` only those files are read into values again whose text is another than at the last time.
 */
export type LoadOptions = {
  readonly secret?: string | undefined;
  readonly secrets?: Secrets | undefined;
  readonly profile?: string | undefined;
  readonly allowOutside?: boolean | undefined;
  readonly cache?: RoundCache | undefined;
  readonly keepsUsers?: boolean | undefined;
};

/** A campaign whose users are still to be read: everything else is there. */
export type OpenCampaign = {
  /** The campaign without users; undefined where something is wrong already, which `close` throws. */
  readonly campaign: Campaign | undefined;
  readonly users: CampaignUsers;
  /**
   * The campaign with its users, once they are read. `typical` are those whose attributes are all that any user has; empty where not
   * every user was read. Throws a FindingsError with every error of all files at once.
   */
  close(users: readonly FixtureUser[], typical?: readonly FixtureUser[]): Campaign;
};

/** A campaign file as `readCampaign` reads it, unless `cache` has it. */
export function campaignFileOf(path: string, text: string, cache: RoundCache): CampaignFile {
  return cache.recall(`campaign ${path}`, [text], () => readCampaign(text, path));
}

/** Reads a campaign file and everything it names but its users. Throws a FindingsError where the campaign file itself is broken. */
export async function openCampaign(
  path: string,
  files: CampaignFiles,
  options: LoadOptions = {},
): Promise<OpenCampaign> {
  const { cache = new RoundCache(), secret = FAKE_SECRET, secrets = new Secrets() } = options;
  secrets.add(secret);
  const text = await files.read(path);
  const file = campaignFileOf(path, text, cache);
  const found = new Collector();
  found.add(file.findings);
  const named = await projectFiles(path, files, options.allowOutside);
  const { parts, map } = await loadParts(file, text, { files: named, found, cache, secrets });
  if (options.secret !== undefined) found.add(checkOtherSecret(parts, options.secret));
  // What is wrong with users comes before what is wrong with the account.
  const [ofUsers, ofAccount] = [new Collector(), new Collector()];
  const account = await ofAccount.take(() =>
    loadProfile(file, { files, named }, options, ofAccount),
  );
  const fixtures = await ofAccount.take(() => loadFixtures(file, named, cache));
  ofAccount.add(fixtures?.findings ?? []);
  for (const { content } of fixtures?.fixtures.contentBlocks?.values() ?? [])
    learnSecrets(content, secrets);
  const main = mainOf(parts, file.channel);
  const campaignOf = (users: readonly FixtureUser[], findings: readonly Finding[]): Campaign => ({
    file: path,
    name: file.campaign,
    channel: file.channel,
    trigger: file.trigger,
    profile: account?.profile ?? defaultProfile(file.channel),
    config: account?.config,
    fixtures: fixtures?.fixtures ?? { auxTables: new Map() },
    parts,
    template: { file: main?.file ?? path, source: main?.source ?? '' },
    message: main?.message ?? SourceMap.of(''),
    ...(map && { map }),
    users,
    columns: columnsIn(file),
    tests: file.tests,
    now: file.now,
    secret,
    secrets,
    findings: secrets.hideIn(findings),
  });
  const users = new CampaignUsers(file, {
    files: named,
    found: ofUsers,
    ...(options.keepsUsers !== false && { cache }),
  });
  return {
    campaign:
      found.isBroken || ofAccount.isBroken
        ? undefined
        : campaignOf([], Collector.of([found, ofAccount]).warnings),
    users,
    close(read, typical = read) {
      users.check();
      const recipients = typical.map(({ recipient }) => recipient);
      if (map) ofUsers.add(checkFixtures(map, recipients));
      const all = Collector.of([found, ofUsers, ofAccount]);
      all.check();
      return campaignOf(read, all.warnings);
    },
  };
}

function columnsIn({ exports }: CampaignFile): ReadonlyMap<string, string> {
  const named = [...exports.values()].map(({ columns = {} }) => Object.entries(columns));
  return new Map(named.toReversed().flat());
}

/**
 * Reads a campaign file and everything it names. Throws a FindingsError with every error of all of these files at once.
 * Without a profile the nearest `smartpass.config.yaml` from the folder of the campaign file upwards counts, else the defaults.
 */
export async function loadCampaign(
  path: string,
  files: CampaignFiles,
  options: LoadOptions = {},
): Promise<Campaign> {
  const opened = await openCampaign(path, files, options);
  const users: FixtureUser[] = [];
  for await (const user of opened.users.read()) users.push(user);
  return opened.close(users);
}

/** The part that `template:` would be; the first one where a message has no such part. */
function mainOf(parts: readonly MessagePart[], channel: Channel): MessagePart | undefined {
  const { name } = mainPart(channel);
  return parts.find((part) => part.name === name) ?? parts[0];
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
  const { profile, findings } = cache.recall(
    `profile ${path ?? ''} ${file.channel}`,
    [text],
    () => {
      if (path === undefined || text === undefined)
        return { profile: defaultProfile(file.channel), findings: [] };
      const read = readProfile(text, path);
      return { ...read, profile: read.profile && forChannel(read.profile, file.channel) };
    },
  );
  found.add(findings);
  return { profile, config: path };
}

async function loadFixtures(
  { file, fixtures, spanOf }: CampaignFile,
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
  const keys = new Map([
    [paths.productSets, 'product-sets'],
    [paths.contentApi, 'content-api'],
    [paths.contentBlocks, 'content-blocks'],
  ]);
  const madeOf: string[] = [];
  const read = await readAccountFixtures(paths, async (path) => {
    const found = new Collector();
    const named = { file, span: spanOf(keys.get(path) ?? 'aux') };
    const text = (await found.read(path, (one) => files.read(one), named)) ?? '';
    found.check();
    madeOf.push(path, text);
    return text;
  });
  return cache.recall('account', madeOf, () => read);
}
