import type { PreviewLink, PreviewUser } from '../../preview/index.ts';
import type { MessageChoices } from '../../preview/page/views/index.ts';
import type {
  Permalink,
  StudioAccount,
  StudioCampaign,
  StudioFile,
  StudioFinding,
  StudioFunnel,
  StudioNames,
  StudioRow,
  StudioStart,
  StudioUsers,
  StudioWorkspace,
  TriedAccount,
} from '../protocol.ts';

/** The panes next to the editor, in the order of their tabs. */
export const PANES = [
  { id: 'message', label: 'Message' },
  { id: 'links', label: 'Links' },
  { id: 'findings', label: 'Findings' },
  { id: 'users', label: 'Users' },
  { id: 'accounts', label: 'Account' },
  { id: 'snippet', label: 'Snippet' },
  { id: 'difference', label: 'Changes' },
  { id: 'funnel', label: 'Audience' },
] as const;

/** One of the panes. */
export type PaneId = (typeof PANES)[number]['id'];

/** Everything that the page shows. */
export type StudioState = {
  readonly campaign: string;
  /** Texts as they are edited, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Files as they are on the disk, or as the page began with. */
  readonly disk: ReadonlyMap<string, StudioFile>;
  readonly writes: boolean;
  readonly server: { readonly token: string } | undefined;
  /** Whether the server answers; true without one. */
  readonly isConnected: boolean;
  /** Which files the page does not have, and why; empty where it has all. */
  readonly left: string;
  /** Files that the disk has another text of than both the page's and the one that was edited. */
  readonly conflicts: ReadonlySet<string>;
  readonly open: string;
  readonly pane: PaneId;
  /** What a narrow window shows: one of the three. */
  readonly part: 'editor' | 'list' | 'pane';
  readonly account: TriedAccount;
  readonly choices: MessageChoices;
  readonly selected: string;
  /** The revision that was asked for last. */
  readonly revision: number;
  readonly isDone: boolean;
  readonly about: StudioCampaign | undefined;
  readonly findings: readonly StudioFinding[];
  readonly isRefused: boolean;
  readonly secretive: ReadonlySet<string>;
  readonly names: StudioNames;
  readonly users: StudioUsers;
  readonly rows: readonly (StudioRow | undefined)[];
  readonly user: PreviewUser | undefined;
  readonly lint: readonly StudioFinding[] | undefined;
  readonly lintRevision: number;
  readonly accounts: readonly StudioAccount[] | undefined;
  readonly funnel: StudioFunnel | undefined;
  readonly link: PreviewLink | undefined;
  readonly permalink: Permalink | undefined;
  /** What the page says of itself: a worker that was restarted, a file that could not be written. */
  readonly notice: string;
};

/** The state that a workspace begins with. */
export function stateOf(workspace: StudioWorkspace, start: StudioStart): StudioState {
  const { campaign, files, writes } = workspace;
  return {
    campaign,
    files: new Map(files.map(({ path, text }) => [path, text])),
    disk: new Map(files.map((file) => [file.path, file])),
    writes,
    server: start?.server,
    isConnected: true,
    left: leftOf(workspace),
    conflicts: new Set(),
    open: firstFile(workspace),
    pane: 'message',
    part: 'editor',
    account: {},
    choices: { width: 'phone', scheme: 'light', source: 'shown' },
    selected: '',
    revision: 0,
    isDone: false,
    about: undefined,
    findings: [],
    isRefused: false,
    secretive: new Set(),
    names: { fields: [], attributes: [], variables: [], filters: [] },
    users: { users: [], columns: [] },
    rows: [],
    user: undefined,
    lint: undefined,
    lintRevision: 0,
    accounts: undefined,
    funnel: undefined,
    link: undefined,
    permalink: undefined,
    notice: '',
  };
}

/** What a workspace says of files that are not in it. */
export function leftOf({ left = [] }: StudioWorkspace): string {
  return left.join('. ');
}

/** What was shown before a reload, as far as it can be shown again; another version of the page may have kept it. */
export function shownBefore(kept: unknown, files: StudioState['files']): Partial<StudioState> {
  if (typeof kept !== 'object' || kept === null) return {};
  const { open, pane, selected, choices, account } = kept as Partial<StudioState>;
  return {
    ...(open !== undefined && files.has(open) && { open }),
    ...(PANES.some(({ id }) => id === pane) && { pane }),
    ...(typeof selected === 'string' && { selected }),
    ...(areChoices(choices) && { choices }),
    ...(isAccount(account) && { account }),
  };
}

function areChoices(kept: Partial<MessageChoices> | null | undefined): kept is MessageChoices {
  const { width, scheme, source } = kept ?? {};
  return (
    (width === 'phone' || width === 'desktop') &&
    (scheme === 'light' || scheme === 'dark') &&
    (source === 'shown' || source === 'source')
  );
}

/** Fields and values that there are not are passed over where they are tried. */
function isAccount(kept: TriedAccount | null | undefined): kept is TriedAccount {
  return typeof kept === 'object' && kept !== null;
}

/** The file that is opened first: the template, else the map, else the campaign file. */
function firstFile({ campaign, files }: StudioWorkspace): string {
  const paths = files.map(({ path }) => path);
  const template = paths.find((path) => /\.(?:jinja2?|j2|html?)$/i.test(path));
  return template ?? campaign;
}

/** The files whose text is another than on the disk, removed ones left out. */
export function changedFiles({ files, disk }: StudioState): readonly string[] {
  return [...files].filter(([path, text]) => disk.get(path)?.text !== text).map(([path]) => path);
}
