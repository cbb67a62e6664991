import type { ProfileField, ProfileValues } from '../account/index.ts';
import type { Finding, Fix } from '../diagnostics/index.ts';
import type { Witness } from '../lint/index.ts';
import type { PreviewData, PreviewNote, PreviewStatus, PreviewUser } from '../preview/index.ts';

/** A text file of a workspace by its path from the project's folder, with `/`. `hash` is the SHA-256 of its bytes in hex; empty for one that is not on a disk. */
export type StudioFile = { readonly path: string; readonly text: string; readonly hash: string };

/**
 * What the studio works on: a campaign file and the files that it names, its users and account configuration among them. `writes` says
 * whether the server takes changes of them, and new files beside the users.
 */
export type StudioWorkspace = {
  readonly campaign: string;
  readonly files: readonly StudioFile[];
  readonly writes: boolean;
};

/**
 * What the page starts with, as JSON in its `#state`; null for the page alone. With `server` it was served by the command line, and its
 * requests carry that token as `Authorization: Bearer …`: `GET workspace` answers with the workspace of now, `PUT files?path=…` takes the
 * text of a file with `If-Match: "hash"` (`If-None-Match: *` for a new one) and answers with its `StudioFile` without the text, or with 409
 * and the `StudioFile` that is there instead.
 */
export type StudioStart = {
  readonly workspace: StudioWorkspace;
  readonly server?: { readonly token: string };
} | null;

/** Values of the account profile that are tried in place of those that the configuration has. */
export type TriedAccount = Partial<ProfileValues>;

/** The users whose results come first: the rows in sight, by position, and the one who is shown in full, by name. */
export type InView = { readonly from: number; readonly to: number; readonly user?: string };

/** What the page asks of its worker. A `revision` counts up: work on an older one is given up. */
export type StudioRequest =
  /** Files whose text is another now (null: no longer there), and what is rendered of them. */
  | {
      readonly kind: 'render';
      readonly revision: number;
      readonly campaign: string;
      readonly changed: Readonly<Record<string, string | null>>;
      readonly account: TriedAccount;
      readonly view: InView;
    }
  /** Other users came into sight. */
  | { readonly kind: 'view'; readonly view: InView }
  /** Panes whose results take longer, wanted as long as they are open. */
  | { readonly kind: 'panes'; readonly open: readonly SlowPane[] }
  /** A user who fails at a finding, as the text of a fixture file; answered with `made`. */
  | { readonly kind: 'make'; readonly finding: number }
  /** A user with one value changed, as the text of its file; answered with `cell`. */
  | { readonly kind: 'cell'; readonly user: string; readonly cell: CellChange }
  /** An audience export that was dropped on the page; answered with `funnel`. */
  | { readonly kind: 'funnel'; readonly name: string; readonly bytes: Uint8Array }
  /** Whether the worker is alive; answered with `alive`. */
  | { readonly kind: 'ping'; readonly count: number };

/** Panes whose results are made only while they are open. */
export type SlowPane = 'findings' | 'accounts';

/** A value of a user: its section in the fixture file, its name, and what is written, as YAML; null removes it. */
export type CellChange = {
  readonly section: string;
  readonly name: string;
  readonly value: string | null;
};

/** A user in the list. */
export type StudioRow = Pick<PreviewUser, 'name' | 'file' | 'status' | 'summary'>;

/** A finding of the linter or of a file, with the lines it is about, the change that mends it, and the user who shows it. */
export type StudioFinding = {
  readonly note: PreviewNote;
  readonly finding: Finding;
  readonly fix?: Fix;
  readonly witness?: Witness;
};

/** An attribute as a column of the table of users. `kind` is its noun, `section` the one of fixture files. */
export type StudioColumn = { readonly section: string; readonly name: string };

/** The users of a campaign as a table: what is written of each value in the user's file, null where it is absent. */
export type StudioCells = readonly (string | null)[];

/** A field of the account profile: what is not known, and who is hit by each value. */
export type StudioAccount = {
  readonly field: ProfileField;
  readonly unknown: string;
  readonly value: string;
  readonly values: readonly {
    readonly value: string;
    readonly what: string;
    /** Users whose message is another one then; absent while it is not counted. */
    readonly changed?: readonly string[];
    /** What becomes of the first of them. */
    readonly example?: string;
  }[];
};

/** How many of an export's users come through: each stage with its count, and why the others are dropped. */
export type StudioFunnel = {
  readonly name: string;
  readonly users: number;
  readonly done: number;
  readonly counts: Readonly<Record<PreviewStatus, number>>;
  readonly reasons: readonly {
    readonly reason: string;
    readonly users: number;
    readonly example: string;
  }[];
  readonly notes: readonly PreviewNote[];
};

/** What the worker tells the page. */
export type StudioAnswer =
  | { readonly kind: 'alive'; readonly count: number }
  /** The campaign of a revision could be rendered. */
  | {
      readonly kind: 'campaign';
      readonly revision: number;
      readonly about: Omit<PreviewData, 'users'>;
      readonly parts: readonly {
        readonly name: string;
        readonly label: string;
        readonly file: string;
      }[];
      readonly map?: string;
      readonly config?: string;
      readonly snippet?: string;
      readonly users: readonly Pick<PreviewUser, 'name' | 'file'>[];
      readonly columns: readonly StudioColumn[];
      readonly cells: readonly StudioCells[];
      readonly findings: readonly StudioFinding[];
    }
  /** It could not, for these errors: what is shown stays. */
  | {
      readonly kind: 'refused';
      readonly revision: number;
      readonly findings: readonly StudioFinding[];
    }
  | {
      readonly kind: 'rows';
      readonly revision: number;
      readonly rows: readonly { readonly at: number; readonly row: StudioRow }[];
    }
  | { readonly kind: 'user'; readonly revision: number; readonly user: PreviewUser }
  | { readonly kind: 'done'; readonly revision: number; readonly milliseconds: number }
  | {
      readonly kind: 'lint';
      readonly revision: number;
      readonly findings: readonly StudioFinding[];
    }
  | {
      readonly kind: 'accounts';
      readonly revision: number;
      readonly accounts: readonly StudioAccount[];
    }
  | { readonly kind: 'made'; readonly path: string; readonly text: string }
  | { readonly kind: 'cell'; readonly path: string; readonly text: string }
  | { readonly kind: 'funnel'; readonly funnel: StudioFunnel };
