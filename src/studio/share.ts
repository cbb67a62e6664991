import { configSecrets, isExportName, isExportText } from '../account/index.ts';
import { learnSecrets } from '../analysis/index.ts';
import { Secrets } from '../diagnostics/index.ts';
import type { StudioWorkspace } from './protocol.ts';

/** A workspace that may be handed on, and the files whose users were taken out of it. */
type Shareable = {
  readonly workspace: StudioWorkspace;
  readonly emptied: readonly string[];
};

/**
 * A workspace as others may see it: secrets are hidden in every file, those of `known` and those that the files hold, and so is whatever has
 * the form of a PassKit secret. Exports of users, who are real people, keep their header alone; fixture users stay.
 */
export function shareable(
  { campaign, files }: StudioWorkspace,
  known: Secrets = new Secrets(),
): Shareable {
  const secrets = new Secrets();
  secrets.addAll(known);
  for (const { text } of files) {
    learnSecrets(text, secrets);
    for (const secret of configSecrets(text)) secrets.add(secret);
  }
  const emptied: string[] = [];
  const shown = files.map(({ path, text }) => {
    const kept = withoutUsers(path, text);
    if (kept !== text) emptied.push(path);
    return { path: secrets.hide(path), text: secrets.hideInSource(kept), hash: '' };
  });
  const workspace = { campaign: secrets.hide(campaign), files: shown, writes: false };
  return { workspace, emptied };
}

/** An export without its users: a table has its header left, a list is empty. */
function withoutUsers(path: string, text: string): string {
  if (isExportText(path, text)) return '[]\n';
  if (!isExportName(path)) return text;
  return /\.(?:csv|tsv)/i.test(path) ? headerOf(text) : '';
}

/** The first row of a table; a cell between quotes may have line breaks. */
function headerOf(text: string): string {
  let isQuoted = false;
  for (const { 0: char, index } of text.matchAll(/["\r\n]/g)) {
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted) return `${text.slice(0, index)}\n`;
  }
  return '';
}
