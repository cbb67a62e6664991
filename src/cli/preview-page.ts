import {
  createRenderer,
  loadCampaign,
  RoundCache,
  outcomes,
  templateCoverage,
  type Campaign,
  type CampaignFiles,
  type Outcome,
} from '../campaign/index.ts';
import { printable, type Secrets } from '../diagnostics/index.ts';
import {
  buildPreviewPage,
  compareWorlds,
  previewData,
  type PreviewData,
} from '../preview/index.ts';
import { EXIT, type Arguments, type CommandContext } from './command.ts';
import { theCampaign } from './find-campaigns.ts';
import { judgePreview } from './judge-preview.ts';
import { nodeCrypto } from './node-crypto.ts';
import { openPage } from './open-page.ts';
import { pickUsers } from './pick-users.ts';
import { noteConfig } from './profile-file.ts';
import { watchPreview, type Rebuilt } from './preview-watch.ts';
import { progressOn, type Progress } from './progress.ts';
import { requireSecret, secretSource } from './secret.ts';
import { counted } from './terminal.ts';
import { untilStopped } from './until-stopped.ts';
import { wrongUse } from './wrong-use.ts';

/** What a page is made of: the campaign file, the users (none: all), the profile's file, and the secret for live links. */
export type PageRequest = {
  readonly campaign: string;
  readonly users: readonly string[];
  readonly profile: string | undefined;
  readonly secret: string | undefined;
  /** Whether the campaign may name files outside of its project. */
  readonly allowOutside?: boolean;
  /** Learns the secrets of the campaign's files. */
  readonly secrets?: Secrets;
  /** What was made before, where a page is rebuilt many times. */
  readonly cache?: RoundCache;
  /** Whether other accounts are rendered too, to say what depends on what is not known of this one. */
  readonly worlds?: boolean;
  /** Is told how far the work is. */
  readonly progress?: Progress;
};

/** The data of a page, and what it is made of. */
type MadePreview = {
  readonly data: PreviewData;
  readonly campaign: Campaign;
  readonly outcomes: readonly Outcome[];
};

/**
 * Loads and renders a campaign for a page. `sources` gives the texts of the files that were read. Throws a FindingsError
 * where the campaign cannot be rendered at all.
 */
export async function makePreview(
  request: PageRequest,
  files: CampaignFiles,
  sources: ReadonlyMap<string, string>,
): Promise<MadePreview> {
  const { secret, secrets, profile, cache = new RoundCache() } = request;
  cache.turn();
  const { allowOutside } = request;
  const options = { secret, secrets, profile, allowOutside, cache };
  const loaded = await loadCampaign(request.campaign, files, options);
  const picked = pickUsers(loaded, request.users);
  const surroundings = { hashes: nodeCrypto, clock: () => loaded.now };
  const renderer = createRenderer(loaded, surroundings, cache);
  const campaign = { ...picked, findings: [...picked.findings, ...renderer.findings] };
  const all = Array.from(outcomes(campaign, renderer, nodeCrypto), (outcome, at) => {
    request.progress?.at('rendered', at + 1, campaign.users.length);
    return outcome;
  });
  const data = previewData({
    campaign,
    outcomes: all,
    reads: renderer.reads,
    coverage: templateCoverage(campaign, surroundings, campaign.users, cache),
    liveLinks: secret !== undefined,
    sources,
    ...(request.worlds === true &&
      compareWorlds(campaign, surroundings, nodeCrypto, cache, (done, total) =>
        request.progress?.at('compared in other accounts', done, total),
      )),
  });
  return { data, campaign, outcomes: all };
}

/** `preview --html FILE` and `preview --watch`. */
export async function previewPage(args: Arguments, context: CommandContext): Promise<number> {
  const html = args.text('html');
  checkUse(args, context.json);
  const source = secretSource(args);
  const isLive = args.flag('live-links');
  const request: PageRequest = {
    campaign: await theCampaign(args.text('campaign'), context),
    users: args.texts('user'),
    profile: args.text('profile'),
    secret: isLive ? await requireSecret(source, context.files, context.streams) : undefined,
    allowOutside: args.flag('allow-outside'),
    secrets: context.files.secrets,
  };
  if (html === undefined) return serve(request, args.flag('open'), context);
  const progress = progressOn(context.streams.stderr);
  const made = makePreview(
    { ...request, worlds: true, progress },
    context.files,
    context.files.sources,
  );
  const { data, campaign, outcomes: all } = await made.finally(() => progress.end());
  const page = buildPreviewPage({ data });
  if (html === '-') await context.output(page);
  else {
    // Anyone who can read a page with live links can make passes with them.
    await context.files.write(html, page, isLive ? { mode: 0o600 } : {});
    const dropped = data.users.filter(({ status }) => status === 'dropped').length;
    await context.note(
      `${printable(html)}: ${counted(data.users.length, 'user')}, ${dropped} dropped`,
    );
    if (args.flag('open')) await openPage(context.files.resolve(html), context);
  }
  await noteConfig([campaign], request.profile, context);
  const { findings, code } = judgePreview(campaign, all, context.judge);
  await context.report(findings);
  return code;
}

async function serve(
  request: PageRequest,
  open: boolean,
  context: CommandContext,
): Promise<number> {
  if (!(await context.files.exists(request.campaign))) await context.files.read(request.campaign);
  const remembering: PageRequest = { ...request, cache: new RoundCache() };
  await untilStopped((signal) =>
    watchPreview({
      files: context.files,
      make: (files) => makePreview(remembering, files, context.files.sources),
      campaign: request.campaign,
      signal,
      async onReady(url) {
        await context.note(`Preview: ${url} (Ctrl+C ends it)`);
        if (open) await openPage(url, context);
      },
      onMade: (made) => logMade(made, context),
    }),
  );
  return EXIT.fine;
}

/** Says what a change has come to: the preview that is served now, or why it is still the last good one. */
async function logMade(made: Rebuilt, context: CommandContext): Promise<void> {
  if ('data' in made) {
    const { users } = made.data;
    const dropped = users.filter(({ status }) => status === 'dropped').length;
    await context.note(`reloaded: ${counted(users.length, 'user')}, ${dropped} dropped`);
    return;
  }
  await context.report(made.findings);
  await context.note('not rendered: showing the last good preview');
}

function checkUse(args: Arguments, json: boolean): void {
  const html = args.text('html');
  const watch = args.flag('watch');
  const { file, stdin } = secretSource(args);
  if (html !== undefined && watch)
    throw wrongUse(
      '--html and --watch cannot both be given',
      'the watched page is served, not written',
    );
  if (html === undefined && !watch)
    throw wrongUse(
      `--${args.flag('open') ? 'open' : 'live-links'} is about pages`,
      'add --html FILE or --watch',
    );
  if (html === '-' && args.flag('open'))
    throw wrongUse('--open needs a file or --watch', 'name a file: --html preview.html');
  if (json) throw wrongUse('--json is not for pages', 'run preview --json for data');
  if ((file !== undefined || stdin) && !args.flag('live-links'))
    throw wrongUse(
      'a page signed with the project secret holds live links',
      'add --live-links, or leave the secret out: the page is then signed with a fake one',
    );
}
