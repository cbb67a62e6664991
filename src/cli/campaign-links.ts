import { createRenderer, loadCampaign, smartPassLinks } from '../campaign/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { unwrapLink } from '../passkit/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { nodeCrypto } from './node-crypto.ts';
import { noteConfig } from './profile-file.ts';

/** The longest SmartPass link in the message of a user, undefined where there is none; `sms` is the whole message in an SMS campaign. */
type UserLink = {
  readonly user: string;
  readonly link?: string | undefined;
  readonly sms?: string | undefined;
};

/** The link of every user of a campaign file, and the findings of the files. Throws a FindingsError for a campaign that cannot be read. */
export async function campaignLinks(
  file: string,
  args: Arguments,
  context: CommandContext,
): Promise<{ readonly links: readonly UserLink[]; readonly findings: readonly Finding[] }> {
  const campaign = await loadCampaign(file, context.files, {
    secrets: context.files.secrets,
    allowOutside: args.flag('allow-outside'),
  });
  await noteConfig([campaign], undefined, context);
  const renderer = createRenderer(campaign, { hashes: nodeCrypto, clock: () => campaign.now });
  const { secrets } = campaign;
  const links = campaign.users.map(({ name: user, recipient }): UserLink => {
    const message = renderer.render(recipient);
    if (!message.sent) return { user };
    const [first, ...rest] = smartPassLinks(message).map((link) =>
      secrets.hide(unwrapLink(link).text),
    );
    if (first === undefined) return { user };
    const link = rest.reduce((one, other) => (other.length > one.length ? other : one), first);
    return { user, link, sms: campaign.channel === 'sms' ? secrets.hide(message.text) : undefined };
  });
  return { links, findings: [...campaign.findings, ...renderer.findings] };
}
