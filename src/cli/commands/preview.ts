import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import type { Arguments, Command, CommandContext } from '../command.ts';
import { THE_CAMPAIGN, theCampaign } from '../find-campaigns.ts';
import { previewAsJson } from '../preview-json.ts';
import { byMapFirst, previewUsers, type PreviewRequest } from '../preview-pass.ts';
import { noteConfig } from '../profile-file.ts';
import { PreviewText } from '../preview-text.ts';
import { readSecret, SECRET_OPTIONS, secretSource } from '../secret.ts';

/** `smartpass preview`: what a campaign does with each of its fixture users. */
export const command: Command = {
  positionals: THE_CAMPAIGN,
  options: {
    user: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Only these fixture users, in full, by the names of their files; * is any part',
    },
    text: { type: 'boolean', describe: 'Print the messages themselves' },
    payload: { type: 'boolean', describe: 'Show what the links of every user hold' },
    profile: { type: 'string', requiresArg: true, describe: 'File of the account profile' },
    html: {
      type: 'string',
      requiresArg: true,
      describe: 'Write one self-contained HTML page to this file, or - for stdout',
    },
    watch: {
      type: 'boolean',
      describe: 'Serve that page on this machine, renewed with each change',
    },
    open: { type: 'boolean', describe: 'Open that page in the browser' },
    'live-links': {
      type: 'boolean',
      describe: 'Sign the links of the page with the project secret and let them be clicked',
    },
    ...CAMPAIGN_OPTIONS,
    ...SECRET_OPTIONS,
  },
  examples: [
    ['preview campaigns/loyalty-card/campaign.yaml', 'a line for every fixture user'],
    ['preview campaign.yaml --user ada', 'what becomes of Ada, in full'],
    ['preview campaign.yaml --user ada --text', 'the message that Ada gets'],
    ['preview campaign.yaml --html preview.html', 'a page to look at and to hand on'],
    ['preview campaign.yaml --watch --open', 'that page in the browser, while you write'],
    ['preview campaign.yaml --json', 'for another program'],
  ],
  run: preview,
};

async function preview(args: Arguments, context: CommandContext): Promise<number> {
  if (wantsPage(args)) return (await import('../preview-page.ts')).previewPage(args, context);
  const source = secretSource(args);
  const asked = source.file !== undefined || source.stdin;
  const secret = asked ? await readSecret(source, context.files, context.streams) : undefined;
  const file = await theCampaign(args.text('campaign'), context);
  const names = args.texts('user');
  const request: PreviewRequest = {
    file,
    names,
    load: {
      allowOutside: args.flag('allow-outside'),
      secret,
      secrets: context.files.secrets,
      profile: args.text('profile'),
    },
  };
  const options = { live: asked, text: args.flag('text') };
  if (context.json) return previewAsJson(request, options, context);
  const whole = args.flag('payload') || names.length > 0;
  const { shown, campaign, judge, rendered } = await byMapFirst(async (byMap) => {
    const text = new PreviewText({ ...options, whole });
    const asked = { ...request, byMap: byMap && !options.text };
    const pass = await previewUsers(asked, context, (outcome, one) => text.add(outcome, one));
    return { shown: text, ...pass };
  });
  const { findings, code } = judge.verdict(campaign);
  await noteConfig([campaign], args.text('profile'), context);
  await context.report(findings);
  await context.print(`${shown.drawn(campaign, rendered, context)}\n`);
  return code;
}

/** Whether a page is asked for rather than text. */
function wantsPage(args: Arguments): boolean {
  return (
    args.text('html') !== undefined ||
    args.flag('watch') ||
    args.flag('live-links') ||
    args.flag('open')
  );
}
