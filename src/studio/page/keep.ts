/** What of a file survives a reload: its text, and what can be undone, as CodeMirror writes it. */
export type KeptFile = { readonly text: string; readonly editor: unknown };

/** What survives a reload of the tab. */
export type Kept = { readonly files: Readonly<Record<string, KeptFile>>; readonly view: unknown };

/** More characters than this are not kept: the browser has five million for all. */
const MOST = 4_000_000;

/** What was kept of a campaign in this tab, nothing where there is none or it is damaged. */
export function readKept(campaign: string): Kept {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(campaign)) ?? 'null') as Kept | null;
    return kept ?? { files: {}, view: undefined };
  } catch {
    return { files: {}, view: undefined };
  }
}

/** Keeps it for as long as the tab is open. Files with a secret must not be among them. */
export function keep(campaign: string, kept: Kept): void {
  try {
    const text = JSON.stringify(kept);
    if (text.length <= MOST) sessionStorage.setItem(keyOf(campaign), text);
  } catch {
    // Without storage, as in a page from a folder in some browsers, a reload begins again.
  }
}

function keyOf(campaign: string): string {
  return 'smartpass-studio ' + campaign;
}
