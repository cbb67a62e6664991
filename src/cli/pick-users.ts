import { fitsWildcard, type Campaign } from '../campaign/index.ts';
import { didYouMean, FindingsError, type Finding } from '../diagnostics/index.ts';

/** The campaign with these fixture users alone, `*` and `?` as in its tests; all where none is given. A FindingsError for unknown names. */
export function pickUsers(campaign: Campaign, names: readonly string[]): Campaign {
  if (names.length === 0) return campaign;
  const known = campaign.users.map(({ name }) => name);
  checkNames(names, known, campaign.file);
  const isPicked = (name: string): boolean => names.some((pattern) => fitsWildcard(name, pattern));
  return { ...campaign, users: campaign.users.filter(({ name }) => isPicked(name)) };
}

/** Throws a FindingsError for names of users, or patterns, that fit none of the known ones. */
export function checkNames(names: readonly string[], known: readonly string[], file: string): void {
  const strangers = names.filter((pattern) => !known.some((name) => fitsWildcard(name, pattern)));
  if (strangers.length === 0) return;
  throw new FindingsError(
    strangers.map((name): Finding => {
      const hint = didYouMean(name, known) ?? 'the names are those of the files, without ending';
      const message = `the campaign has no fixture user '${name}'`;
      return { code: 'campaign/unknown-user', severity: 'error', message, hint, file };
    }),
  );
}
