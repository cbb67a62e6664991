import { loadLoop } from '../../events/index.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { startLoopServer } from '../loop-server.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { openPage } from '../open-page.ts';
import { portOf } from '../port.ts';
import { counted } from '../terminal.ts';
import { ended, untilStopped } from '../until-stopped.ts';
import { wrongUse } from '../wrong-use.ts';

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
  const { campaigns, broken, open } = await loadLoop(folder.replace(/\/+$/, ''), context.files, {
    secrets: context.files.secrets,
    allowOutside: args.flag('allow-outside'),
    hashes: nodeCrypto,
    crypto: nodeCrypto,
  });
  await context.report(broken);
  await untilStopped(async (signal) => {
    const server = await startLoopServer(open(), port);
    await context.note(
      `Loop: ${server.url} (${counted(campaigns.length, 'campaign')}; Ctrl+C ends it)`,
    );
    if (args.flag('open')) await openPage(server.url, context);
    await ended(signal);
    await server.close();
  });
  return EXIT.fine;
}
