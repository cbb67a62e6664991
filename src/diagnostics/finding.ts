/** Where something stands in a text file. Lines and columns count from 1, columns in UTF-16 code units. */
export type Position = { readonly line: number; readonly column: number };

/** A stretch of a text file; `end` is the position after its last character. */
export type Span = { readonly start: Position; readonly end: Position };

/** Errors cannot be switched off; warnings can, by code. */
export type Severity = 'error' | 'warning';

/**
 * One thing that is wrong with what a user wrote or sent. `code` reads `room/what-is-wrong` and stands in the catalogue
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
};

/** Thrown where work cannot go on: carries every finding, so that a user sees them all at once. */
export class FindingsError extends Error {
  override readonly name = 'FindingsError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map((finding) => finding.message).join('; '));
    this.findings = findings;
  }
}
