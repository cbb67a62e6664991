import { findConfig } from '../../account/index.ts';
import { createRenderer, loadCampaign, type Campaign } from '../../campaign/index.ts';
import { FAKE_SECRET, FindingsError, type Finding } from '../../diagnostics/index.ts';
import {
  defaultEventSettings,
  Loop,
  readEventSettings,
  type EventSettings,
} from '../../events/index.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { campaignsOf } from '../find-campaigns.ts';
import { startLoopServer } from '../loop-server.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { openPage } from '../open-page.ts';
import { portOf } from '../port.ts';
import { counted } from '../terminal.ts';
import { ended, untilStopped } from '../until-stopped.ts';

/** `smartpass loop`: the campaigns of a folder with stand-ins for PassKit and MoEngage, in one page on this machine. */
export const command: Command = {
  positionals: {
    folder: { type: 'string', describe: 'The folder of the campaigns (default: this one)' },
  },
  options: {
    open: { type: 'boolean', describe: 'Open the page in the browser' },
    port: { type: 'string', requiresArg: true, describe: 'The port (default: any that is free)' },
    ...CAMPAIGN_OPTIONS,
  },
  examples: [
    ['loop --open', 'every campaign below this folder'],
    ['loop campaigns/loyalty-card', 'one folder of campaigns'],
  ],
  run: loop,
};

async function loop(args: Arguments, context: CommandContext): Promise<number> {
  const folder = args.text('folder') ?? '';
  const port = portOf(args.text('port'));
  if (context.json) throw wrongUse('--json is not for pages', 'run test --json for scenarios');
  const { campaigns, broken } = await loadAll(folder, args.flag('allow-outside'), context);
  const settings = await settingsOf(folder, context);
  await context.report(broken);
  const made = new Loop({
    campaigns,
    settings,
    secret: FAKE_SECRET,
    start: Math.max(...campaigns.map(({ now }) => now)),
    hashes: nodeCrypto,
    crypto: nodeCrypto,
  });
  await untilStopped(async (signal) => {
    const server = await startLoopServer(made, port);
    await context.note(
      `Loop: ${server.url} (${counted(campaigns.length, 'campaign')}; Ctrl+C ends it)`,
    );
    if (args.flag('open')) await openPage(server.url, context);
    await ended(signal);
    await server.close();
  });
  return EXIT.fine;
}

/** The campaigns of a folder that can be rendered, and what is wrong with the others. */
async function loadAll(
  folder: string,
  allowOutside: boolean,
  context: CommandContext,
): Promise<{ readonly campaigns: readonly Campaign[]; readonly broken: readonly Finding[] }> {
  const campaigns: Campaign[] = [];
  const broken: Finding[] = [];
  for (const path of await campaignsOf(folder === '' ? [] : [folder], context)) {
    const { files } = context;
    try {
      // oxlint-disable-next-line no-await-in-loop -- what is wrong is told in the order of the files
      const campaign = await loadCampaign(path, files, { secrets: files.secrets, allowOutside });
      createRenderer(campaign, { hashes: nodeCrypto, clock: () => campaign.now });
      campaigns.push(campaign);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      broken.push(...error.findings);
    }
  }
  if (campaigns.length === 0) throw new FindingsError(broken);
  return { campaigns, broken };
}

/** The section `events` of the configuration of a folder. */
async function settingsOf(folder: string, { files }: CommandContext): Promise<EventSettings> {
  const config = await findConfig(
    folder === '' ? 'loop' : `${folder.replace(/\/+$/, '')}/loop`,
    files,
  );
  if (config === undefined) return defaultEventSettings();
  const { settings, findings } = readEventSettings(await files.read(config), config);
  if (settings === undefined) throw new FindingsError(findings);
  return settings;
}

function wrongUse(message: string, hint: string): FindingsError {
  return new FindingsError([{ code: 'cli/usage', severity: 'error', message, hint }]);
}
