import { isYamlFile, readRecipient, type ReadRecipient } from '../account/index.ts';
import { didYouMean, FindingsError } from '../diagnostics/index.ts';
import type { Files } from './files.ts';

/** The user of a file, or by name of the campaigns next to the template, with warnings. Throws a FindingsError where there is none. */
export async function readUserFile(
  user: string,
  template: string,
  files: Files,
): Promise<Required<ReadRecipient>> {
  if (await isName(user, files)) return namedUser(user, template, files);
  const { recipient, findings } = readRecipient(await files.read(user), user);
  if (recipient === undefined) throw new FindingsError(findings);
  return { recipient, findings };
}

/** Whether a user is given by name: no file is there, and it does not look like the path of one. */
async function isName(user: string, files: Files): Promise<boolean> {
  return !/[/\\]/.test(user) && !isYamlFile(user) && !(await files.exists(user));
}

/** A user of the campaigns next to the template, by name. Throws a FindingsError for a stranger. */
async function namedUser(
  name: string,
  template: string,
  files: Files,
): Promise<Required<ReadRecipient>> {
  const { refuseNoUsers, usersOfMap } = await import('./map-users.ts');
  const beside = await usersOfMap(template, { users: [] }, files);
  const { users, findings } = beside;
  const found = users.find((user) => user.name === name);
  if (found !== undefined) return { recipient: found.recipient, findings };
  const hint =
    users.length === 0
      ? `no campaign file next to ${template} names users: give the file of one`
      : (didYouMean(
          name,
          users.map((user) => user.name),
        ) ?? 'the names are those of the files, without ending; or give a file');
  const message = `there is no fixture user '${name}'`;
  const stranger = { code: 'campaign/unknown-user', severity: 'error', message, hint } as const;
  if (users.length === 0) refuseNoUsers(beside, stranger);
  throw new FindingsError([stranger]);
}
