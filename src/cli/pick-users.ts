import { isYamlFile } from '../account/index.ts';
import { fitsWildcard, stem, type Campaign } from '../campaign/index.ts';
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
  // An option that takes several names took the file, and what comes after it.
  const at = strangers.findIndex((name) => isFile(name, known));
  throw new FindingsError(
    strangers.slice(0, at < 0 ? undefined : at + 1).map((name, index): Finding => {
      const hint =
        index === at
          ? 'write the campaign file before the option that names users, and one file alone'
          : (didYouMean(name, known) ?? 'the names are those of the files, without ending');
      const message = `the campaign has no fixture user '${name}'`;
      return { code: 'campaign/unknown-user', severity: 'error', message, hint, file };
    }),
  );
}

/** Whether a name is that of a file, and not of the file of a user. */
function isFile(name: string, known: readonly string[]): boolean {
  return isYamlFile(name) && !known.includes(stem(name));
}
