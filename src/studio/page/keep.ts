/** What of a file survives a reload: its text, and what can be undone, as CodeMirror writes it. */
export type KeptFile = { readonly text: string; readonly editor: unknown };

/** What survives a reload of the tab. */
export type Kept = { readonly files: Readonly<Record<string, KeptFile>>; readonly view: unknown };

/** More characters than this are not kept: the browser has five million for all. */
const MOST = 4_000_000;

/** What was kept of a campaign in this tab, without what is damaged. */
export function readKept(campaign: string): Kept {
  try {
    const kept = JSON.parse(recalled(keyOf(campaign)) ?? '{}') as Partial<Kept> | null;
    const files = Object.entries(kept?.files ?? {}).filter(([, file]) => isKept(file));
    return { files: Object.fromEntries(files), view: kept?.view };
  } catch {
    return { files: {}, view: undefined };
  }
}

/** A value that the tab keeps for as long as it is open, null where there is none or the browser keeps nothing. */
export function recalled(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value for as long as the tab is open, where the browser does that. */
export function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Without storage, as in a page from a folder in some browsers, or with too much in it, a reload begins again.
  }
}

function isKept(file: unknown): boolean {
  return (
    typeof file === 'object' && file !== null && 'text' in file && typeof file.text === 'string'
  );
}

/** Keeps it for as long as the tab is open. Files with a secret must not be among them. */
export function keep(campaign: string, kept: Kept): void {
  const text = JSON.stringify(kept);
  if (text.length <= MOST) remember(keyOf(campaign), text);
}

function keyOf(campaign: string): string {
  return 'smartpass-studio ' + campaign;
}
