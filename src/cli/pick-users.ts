import type { Campaign } from '../campaign/index.ts';
import { didYouMean, FindingsError, type Finding } from '../diagnostics/index.ts';
import { printable } from './terminal.ts';

/** The campaign with these fixture users alone; all of them where no name is given. A FindingsError for unknown names. */
export function pickUsers(campaign: Campaign, names: readonly string[]): Campaign {
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
