import type { RoundCache } from '../../campaign/index.ts';
import type { Secrets } from '../../diagnostics/index.ts';
import { problemOf } from '../../preview/index.ts';
import type { StudioFinding } from '../protocol.ts';

/** Findings as the page shows them, with the lines of the files that they are about. Secrets are hidden in all of it. */
export function shownFindings(
  findings: readonly StudioFinding['finding'][],
  texts: ReadonlyMap<string, string>,
  secrets: Secrets,
): readonly StudioFinding[] {
  const hidden = secrets.hideIn(findings);
  const { notes } = problemOf(hidden, texts, secrets);
  return notes.flatMap((note, at) => {
    const finding = hidden[at];
    return finding === undefined ? [] : [{ note, finding }];
  });
}

/** The files that hold a secret, or what looks like one. */
export function secretiveFiles(
  texts: ReadonlyMap<string, string>,
  secrets: Secrets,
  cache: RoundCache,
): readonly string[] {
  const isSecretive = (path: string, text: string): boolean =>
    cache.recall(`secretive ${path}`, [text, secrets.count], () => secrets.hide(text) !== text);
  return [...texts].filter(([path, text]) => isSecretive(path, text)).map(([path]) => path);
}
