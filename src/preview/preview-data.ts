import type { ChannelSpec } from '../account/index.ts';
import type { Severity } from '../diagnostics/index.ts';

/** What becomes of a user: `broken` is sent with an error, such as a link that opens no pass, `warning` with something to note. */
export type PreviewStatus = 'sent' | 'warning' | 'broken' | 'dropped';

/**
 * Lines of a source round the place that something is about. `marked` is the line; `from` and `to` are offsets in its text
 * between which it is (equal where only the line is known). Long lines are cut and tabs are spaces.
 */
export type PreviewFrame = {
  readonly file: string;
  readonly marked: number;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly { readonly number: number; readonly text: string }[];
};

/** Something to tell: a failure (then `category` is MoEngage's), a finding of a link, a warning of a render. */
export type PreviewNote = {
  readonly severity: Severity;
  readonly category?: string;
  readonly name?: string;
  readonly message: string;
  readonly code?: string;
  readonly hint?: string;
  readonly frame?: PreviewFrame;
};

/** A field of a link's payload. `value` is absent where the map has the field and the link has not. */
export type PreviewField = {
  readonly name: string;
  readonly source: string;
  readonly value?: string;
};

/** One SmartPass link of a message. `verdict` is how its length compares with the limits. */
export type PreviewLink = {
  readonly link: string;
  readonly projectUrl: string;
  readonly family: string;
  readonly signature: string;
  readonly opens: boolean;
  readonly base64?: string;
  readonly length: number;
  readonly verdict: 'fine' | 'long' | 'too-long';
  readonly limits: { readonly warn: number; readonly fail: number };
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly fields: readonly PreviewField[];
  /** The payload's text where no fields could be read of it. */
  readonly payloadText?: string;
  readonly notes: readonly PreviewNote[];
};

/** A QR code: modules a side, and its rows one after the other as bits in base64. */
export type DrawnQr = { readonly size: number; readonly bits: string };

/** What an SMS text costs. */
export type PreviewSms = {
  readonly encoding: string;
  readonly units: number;
  readonly parts: number;
  readonly capacity: number;
  readonly foreign: readonly string[];
};

/** A part of a message besides the main one: a subject, a title, a button. */
export type PreviewPart = {
  readonly name: string;
  readonly label: string;
  readonly shape: 'html' | 'text' | 'address';
  readonly text: string;
};

/** An attribute that a user has: the section of the fixture file it is in, and its value as Python prints it. */
export type PreviewValue = {
  readonly section: string;
  readonly name: string;
  readonly value: string;
};

/**
 * A user of the campaign and what becomes of them. `text` is the main part of the message, `parts` are the others; of a user who
 * is dropped both go up to what drops them.
 */
export type PreviewUser = {
  readonly name: string;
  readonly file: string;
  readonly status: PreviewStatus;
  /** What the grid says in one line. */
  readonly summary: string;
  readonly text?: string;
  readonly parts?: readonly PreviewPart[];
  readonly attributes?: readonly PreviewValue[];
  readonly sms?: PreviewSms;
  readonly links: readonly PreviewLink[];
  readonly notes: readonly PreviewNote[];
  readonly differences: readonly PreviewDifference[];
};

/** A user as a list shows them. */
export type PreviewRow = Pick<PreviewUser, 'name' | 'status' | 'summary'>;

/** A way in which the result depends on something that is not known of the account. */
export type PreviewDifference = {
  /** What is not known, in words. */
  readonly about: string;
  /** What comes out with each answer. */
  readonly results: readonly { readonly when: string; readonly what: string }[];
  readonly frame?: PreviewFrame;
};

/** An attribute that the template reads, and the users (by their position) who lack it, by what they have instead. */
export type PreviewAttribute = {
  readonly kind: string;
  readonly name: string;
  readonly lines: readonly number[];
  readonly missing: readonly number[];
  readonly null: readonly number[];
  readonly empty: readonly number[];
  readonly blank: readonly number[];
};

/** How many ways of the template and its map somebody takes, and a note for each that nobody takes. */
export type PreviewCoverage = {
  readonly total: number;
  readonly taken: number;
  readonly percent: number;
  readonly never: readonly PreviewNote[];
};

/** Everything that a preview page shows. */
export type PreviewData = {
  readonly campaign: string;
  readonly file: string;
  readonly template: string;
  readonly channel: string;
  readonly channelName: string;
  readonly trigger: string;
  /** Whether the links are signed with the project's secret and may be opened. */
  readonly liveLinks: boolean;
  /** Whether pass links are expected: there is a field map, or somebody gets one. Absent is true. */
  readonly hasLinks?: boolean;
  /** How the message is shown. */
  readonly shape: ChannelSpec['shape'];
  readonly users: readonly PreviewUser[];
  readonly attributes: readonly PreviewAttribute[];
  readonly notes: readonly PreviewNote[];
  readonly coverage?: PreviewCoverage;
  /** How many accounts were compared for how many users; absent where none were. */
  readonly worlds?: { readonly count: number; readonly users: number };
};

/** Why there is no newer preview: shown over the last good one. */
export type PreviewProblem = { readonly title: string; readonly notes: readonly PreviewNote[] };

/** What a page shows now. `watching` says that the page is served and may ask for the next state; `version` counts them. */
export type PreviewState = {
  readonly data: PreviewData;
  readonly problem?: PreviewProblem | undefined;
  readonly watching?: boolean;
  readonly version?: number;
};
