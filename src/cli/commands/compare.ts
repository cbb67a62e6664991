import { findConfig } from '../../account/index.ts';
import { loadCampaign, type Campaign } from '../../campaign/index.ts';
import { compareLive } from '../../live/index.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { comparisonJson, differenceFinding, comparisonText, sendingNote } from '../compare-text.ts';
import { liveAccess } from '../live-access.ts';
import { LIVE_OPTIONS } from '../live-options.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { pickUsers } from '../pick-users.ts';
import { noteConfig } from '../profile-file.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass compare`: a campaign rendered for its users by the account and here, side by side. */
export const command: Command = {
  positionals: { campaign: { type: 'string', describe: 'The campaign file' } },
  options: {
    live: {
      type: 'boolean',
      describe: 'Ask the account: the attributes of the users are sent to it',
    },
    users: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Only these fixture users, by the names of their files; * is any part',
    },
    'as-user': {
      type: 'string',
      requiresArg: true,
      describe:
        'Let the account take the attributes of its own user with this ID; compared with the one user of --users',
    },
    profile: { type: 'string', requiresArg: true, describe: 'File of the account profile' },
    ...CAMPAIGN_OPTIONS,
    ...LIVE_OPTIONS,
  },
  examples: [
    ['compare campaigns/loyalty-card/campaign.yaml --live', 'every fixture user, byte for byte'],
    ['compare campaign.yaml --live --users ada "no-*"', 'some of them'],
  ],
  run: compare,
};

async function compare(args: Arguments, context: CommandContext): Promise<number> {
  if (!args.flag('live'))
    throw wrongUse(
      'compare asks the account and sends it the attributes of the users: give --live',
      'without an account: smartpass live stand-in',
    );
  const { files } = context;
  const file = args.required('campaign');
  const loaded = await loadCampaign(file, files, {
    allowOutside: args.flag('allow-outside'),
    secrets: files.secrets,
    profile: args.text('profile'),
  });
  const campaign = pickUsers(loaded, args.texts('users'));
  const asUser = args.text('as-user');
  checkUser(campaign, asUser);
  const config = await findConfig(file, files);
  const { client, id } = await liveAccess(args, context, config);
  await noteConfig([campaign], args.text('profile'), context);
  await context.note(sendingNote(campaign, client.host, asUser));
  const surroundings = { hashes: nodeCrypto, clock: Date.now };
  const comparison = await compareLive(client, campaign, surroundings, { id, asUser });
  const difference = differenceFinding(comparison);
  const findings = context.judge.keep([
    ...campaign.findings,
    ...comparison.findings,
    ...(difference === undefined ? [] : [difference]),
  ]);
  const code = context.judge.exit(findings);
  if (context.json)
    await context.answer({
      ok: code === EXIT.fine,
      ...comparisonJson(comparison, campaign),
      findings,
    });
  else {
    await context.print(comparisonText(comparison, context.paint));
    await context.report(findings);
  }
  return code;
}

function checkUser({ users }: Campaign, asUser: string | undefined): void {
  if (asUser !== undefined && users.length !== 1)
    throw wrongUse(
      `--as-user is compared with one fixture user, and ${users.length} are picked`,
      'name the one with the same attributes: --users ada',
    );
}
