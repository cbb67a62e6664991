import type { AttributeVariable, ProfileField, ProfileValues } from '../account/index.ts';
import type { Reason } from '../campaign/index.ts';
import type { Finding, Fix } from '../diagnostics/index.ts';
import type { Witness } from '../lint/index.ts';
import type {
  PreviewData,
  PreviewLink,
  PreviewNote,
  PreviewRow,
  PreviewStatus,
  PreviewUser,
} from '../preview/index.ts';

/** A text file of a workspace by its path from the project's folder, with `/`. `hash` is the SHA-256 of its bytes in hex; empty for one that is not on a disk. */
export type StudioFile = { readonly path: string; readonly text: string; readonly hash: string };

/**
 * What the studio works on: a campaign file and the files that it names, its users and account configuration among them. `writes` says
 * whether the server takes changes of them, and new files beside the users. `left` are files that the campaign names and a page cannot have,
 * with the reason, as sentences.
 */
export type StudioWorkspace = {
  readonly campaign: string;
  readonly files: readonly StudioFile[];
  readonly writes: boolean;
  readonly left?: readonly string[];
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

/** A fragment of an address that holds a workspace, or why there is none. `emptied` are the exports whose users were taken out. */
export type Permalink =
  | { readonly fragment: string; readonly emptied: readonly string[] }
  | { readonly refused: string };

/** Values of the account profile that are tried in place of those that the configuration has. */
export type TriedAccount = Partial<ProfileValues>;

/** What is worked on: the files whose text is another now (null: no longer there), and what is rendered of them. */
export type StudioRound = {
  readonly revision: number;
  readonly campaign: string;
  readonly changed: Readonly<Record<string, string | null>>;
  readonly account: TriedAccount;
};

/** The users whose results come first: the rows in sight, by position, and the one who is shown in full, by name. */
export type InView = {
  readonly from: number;
  readonly to: number;
  readonly user?: string | undefined;
};

/** A value of a user: its section in the fixture file, its name, and what is written, as YAML; null removes it. */
export type CellChange = {
  readonly section: string;
  readonly name: string;
  readonly value: string | null;
};

/**
 * What the page asks of a worker. Revisions count up: work on an older one is given up. Two workers run the same code: one renders while
 * somebody types, the other does what takes longer.
 */
export type StudioRequest =
  /** Render everybody; answered with `campaign`, `users`, `rows`, `user` and `done`, or with `refused`. */
  | ({ readonly kind: 'render'; readonly view: InView } & StudioRound)
  /** Judge the template and compare accounts, as far as the panes of that are open; answered with `lint` and `accounts`, where nothing can be rendered with an empty `lint`. */
  | ({ readonly kind: 'judge'; readonly panes: readonly SlowPane[] } & StudioRound)
  /** Other users came into sight. */
  | { readonly kind: 'view'; readonly view: InView }
  /** A user like the one of that name, with some values changed, as the text of a fixture file; answered with `written`. */
  | {
      readonly kind: 'write-user';
      readonly user: string;
      readonly changes: readonly CellChange[];
      /** The name of a new user; without it the file of the user changes. */
      readonly as?: string;
    }
  /** An audience export that was dropped on the page; answered with `funnel`, again and again until all are done. */
  | ({ readonly kind: 'funnel'; readonly name: string; readonly bytes: Uint8Array } & StudioRound)
  /** Any link, read back; answered with `link`. */
  | { readonly kind: 'link'; readonly link: string }
  /** The workspace as a fragment of an address; answered with `permalink`. */
  | { readonly kind: 'permalink' }
  /** What can be completed; answered with `names`. */
  | { readonly kind: 'names' };

/** Panes whose results are made only while they are open. */
type SlowPane = 'findings' | 'accounts';

/** A user in the list. */
export type StudioRow = PreviewRow;

/** Something that is wrong, with the lines it is about, and of the linter the change that mends it and the user who shows it. */
export type StudioFinding = {
  readonly note: PreviewNote;
  readonly finding: Finding & { readonly fix?: Fix; readonly witness?: Witness };
};

/** An attribute as a column of the table of users: the section of fixture files that it is in. */
export type StudioColumn = { readonly section: string; readonly name: string };

/** The users of a campaign as a table. A cell is what is written in the user's file, null where the value is absent. */
export type StudioUsers = {
  readonly users: readonly (Pick<PreviewUser, 'name' | 'file'> & {
    /** Whether the user has a file of its own, so that values can be changed. */
    readonly isEditable: boolean;
    readonly cells: readonly (string | null)[];
  })[];
  readonly columns: readonly StudioColumn[];
};

/** What is rendered: everything that a preview says of it but its users. */
export type StudioCampaign = {
  readonly about: PreviewData;
  readonly parts: readonly {
    readonly name: string;
    readonly label: string;
    readonly file: string;
  }[];
  readonly map?: string;
  readonly config?: string;
  readonly snippet?: string;
  /** What is known of the account and not tried: the values of the profile as its file has them. */
  readonly account: ProfileValues;
};

/** Names that can be completed while somebody types: fields of PassKit, and what MoEngage adds to Jinja. */
export type StudioNames = {
  readonly fields: readonly string[];
  /** The dicts of attributes, by their names in templates, in field maps and in fixture files. */
  readonly attributes: readonly Pick<AttributeVariable, 'name' | 'section' | 'source'>[];
  readonly variables: readonly { readonly name: string; readonly what: string }[];
  readonly filters: readonly { readonly name: string; readonly what: string }[];
};

/** A field of the account profile that is not known, and who is hit by each of its values. */
export type StudioAccount = {
  readonly field: ProfileField;
  readonly unknown: string;
  readonly values: readonly {
    readonly value: string;
    readonly what: string;
    /** Users whose message is another one then; of the value that is assumed nobody. */
    readonly changed: readonly string[];
    /** What becomes of the first of them. */
    readonly example?: string;
  }[];
};

/** What becomes of the users of an export. */
export type StudioFunnel = {
  readonly name: string;
  readonly users: number;
  readonly done: number;
  readonly counts: Readonly<Record<PreviewStatus, number>>;
  /** Why users are dropped or get a broken link, with how many of them, those with other reasons as well among them, and one of them. */
  readonly reasons: readonly (Reason & { readonly users: number; readonly example: string })[];
  readonly notes: readonly PreviewNote[];
};

/**
 * What a worker tells the page: each thing only where it is another one than it has told before, so that the page has to take every answer,
 * those about an older revision too. `secretive` are files that hold a secret: they are never stored or passed on.
 */
export type StudioAnswer =
  | { readonly kind: 'names'; readonly names: StudioNames }
  | {
      readonly kind: 'campaign';
      readonly revision: number;
      readonly campaign?: StudioCampaign;
      readonly findings?: readonly StudioFinding[];
      readonly secretive?: readonly string[];
    }
  /** Nothing can be rendered, for these errors: what is shown stays. */
  | {
      readonly kind: 'refused';
      readonly revision: number;
      readonly findings?: readonly StudioFinding[];
      readonly secretive?: readonly string[];
    }
  /** The users, where they are others than before. */
  | { readonly kind: 'users'; readonly users: StudioUsers }
  | {
      readonly kind: 'rows';
      readonly revision: number;
      readonly rows: readonly (StudioRow & { readonly at: number })[];
    }
  | { readonly kind: 'user'; readonly revision: number; readonly user: PreviewUser }
  | { readonly kind: 'done'; readonly revision: number }
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
  | {
      readonly kind: 'written';
      readonly path: string;
      readonly text: string;
      readonly isNew: boolean;
    }
  | { readonly kind: 'funnel'; readonly funnel: StudioFunnel }
  | { readonly kind: 'link'; readonly link: PreviewLink }
  | { readonly kind: 'permalink'; readonly permalink: Permalink };
