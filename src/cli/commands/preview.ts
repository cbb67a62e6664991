import {
  createRenderer,
  isSound,
  loadCampaign,
  outcomes,
  type Campaign,
  type Outcome,
} from '../../campaign/index.ts';
import { didYouMean, FindingsError, type Finding } from '../../diagnostics/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { previewJson, previewText } from '../preview-text.ts';
import { readSecret, SECRET_OPTIONS, secretSource } from '../secret.ts';
import { printable, toJson } from '../terminal.ts';

/** `smartpass preview`: what a campaign does with each of its fixture users. */
export const command: Command = {
  positionals: { campaign: { type: 'string', describe: 'The campaign file' } },
  options: {
    user: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Only these fixture users, by the names of their files',
    },
    text: { type: 'boolean', describe: 'Print the messages themselves' },
    profile: { type: 'string', requiresArg: true, describe: 'File of the account profile' },
    ...SECRET_OPTIONS,
  },
  examples: [
    ['preview templates/loyalty-card/campaign.yaml', 'a row for every fixture user'],
    ['preview campaign.yaml --user ada --text', 'the message that Ada gets'],
    ['preview campaign.yaml --json', 'for another program'],
  ],
  run: preview,
};

async function preview(args: Arguments, context: CommandContext): Promise<number> {
  const source = secretSource(args);
  const asked = source.file !== undefined || source.stdin;
  const secret = asked ? await readSecret(source, context.files, context.streams) : undefined;
  const loaded = await loadCampaign(args.required('campaign'), context.files, {
    secret,
    profile: args.text('profile'),
  });
  const picked = only(loaded, args.texts('user'));
  const renderer = createRenderer(picked, { hashes: nodeCrypto, clock: Date.now });
  const campaign = { ...picked, findings: [...picked.findings, ...renderer.findings] };
  const all: Outcome[] = [...outcomes(campaign, renderer, nodeCrypto)];
  const showText = args.flag('text');
  if (context.json)
    await context.print(toJson(previewJson(campaign, all, { live: asked, text: showText })));
  else {
    await context.report(campaign.findings);
    await context.print(
      `${previewText(campaign, all, { live: asked, text: showText, paint: context.paint })}\n`,
    );
  }
  return all.every((outcome) => isSound(outcome, campaign)) ? EXIT.fine : EXIT.findings;
}

function only(campaign: Campaign, names: readonly string[]): Campaign {
  if (names.length === 0) return campaign;
  const known = campaign.users.map(({ name }) => name);
  const strangers = names.filter((name) => !known.includes(name));
  if (strangers.length > 0)
    throw new FindingsError(
      strangers.map((name): Finding => {
        const hint = didYouMean(name, known) ?? 'the names are those of the files, without ending';
        const message = `the campaign has no fixture user '${printable(name)}'`;
        const { file } = campaign;
        return { code: 'campaign/unknown-user', severity: 'error', message, hint, file };
      }),
    );
  return { ...campaign, users: campaign.users.filter(({ name }) => names.includes(name)) };
}
