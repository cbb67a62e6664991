import { isExportName, isExportText } from '../../account/index.ts';
import type { Campaign } from '../../campaign/index.ts';
import type { StudioAnswer, StudioRequest } from '../protocol.ts';
import { UserText } from './user-text.ts';

type Request = Extract<StudioRequest, { kind: 'write-user' }>;
type Written = Omit<Extract<StudioAnswer, { kind: 'written' }>, 'kind'>;

/**
 * The file of a user with some values changed, or with `as` of a new user in the same folder, whose name gets a number where there is one of
 * that name. Undefined where the user has no file of their own.
 */
export function writtenUser(
  { user: name, changes, as }: Request,
  campaign: Pick<Campaign, 'users'> | undefined,
  texts: ReadonlyMap<string, string>,
): Written | undefined {
  const file = campaign?.users.find((user) => user.name === name)?.file;
  const before = file === undefined ? undefined : texts.get(file);
  if (file === undefined || before === undefined) return undefined;
  if (isExportName(file) || isExportText(file, before)) return undefined;
  let text = before;
  for (const change of changes) text = new UserText(text, file).changed(change) ?? text;
  if (as === undefined) return { path: file, text, isNew: false };
  return { path: freePath(file, as, texts), text: withoutNote(text), isNew: true };
}

/** The text of a user's file without the note about the user that it was copied from. */
function withoutNote(text: string): string {
  return text.replace(/^note:.*\n(?=\S)/m, '');
}

/** A path beside a user's file that no file has. */
function freePath(file: string, name: string, texts: ReadonlyMap<string, string>): string {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const ending = /\.[^./]+$/.exec(file)?.[0] ?? '.yaml';
  for (let number = 1; ; number += 1) {
    const path = `${folder}${name}${number === 1 ? '' : `-${number}`}${ending}`;
    if (!texts.has(path)) return path;
  }
}
