/** Where something is in a text file. Lines and columns count from 1, columns in UTF-16 code units. */
export type Position = { readonly line: number; readonly column: number };

/** A stretch of a text file; `end` is the position after its last character. */
export type Span = { readonly start: Position; readonly end: Position };

/**
 * An `error` makes a command fail and cannot be switched off; a `warning` can, by code, and fails with `--strict` only; a
 * `note` says something and is never held against anybody.
 */
export type Severity = 'error' | 'warning' | 'note';

/**
 * One thing that is wrong with what a user wrote or sent. `code` reads `module/what-is-wrong` and is in the catalogue
 * (`codes.ts`); `message` says what was found and what was expected, in one sentence without a full stop; `hint` says what
 * to do. `file` is the path as the user gave it; `span` is absent where no place can be named.
 */
export type Finding = {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly file?: string;
  readonly span?: Span;
  readonly fix?: Fix;
};

/** What is written in place of the stretch from `from` to before `to` of a text. */
export type Edit = { readonly from: number; readonly to: number; readonly text: string };

/**
 * A change of the file that mends a finding: edits in offsets of its text, which do not overlap. A `safe` one leaves everyone who
 * was sent a message with the same bytes.
 */
export type Fix = {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly safety: 'safe' | 'unsafe';
};

/** The gravest severity among findings, or undefined where there are none. */
export function worstOf(findings: readonly Finding[]): Severity | undefined {
  const found = new Set(findings.map(({ severity }) => severity));
  return (['error', 'warning', 'note'] as const).find((severity) => found.has(severity));
}

/** Thrown where work cannot go on: carries every finding, so that a user sees them all at once. */
export class FindingsError extends Error {
  override readonly name = 'FindingsError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map((finding) => finding.message).join('; '));
    this.findings = findings;
  }
}
