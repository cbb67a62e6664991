import type { Profile } from '../account/index.ts';
import type { Analysis, ShapedRead } from '../analysis/index.ts';
import type { Finding, Severity } from '../diagnostics/index.ts';
import type { PlacedBranch } from '../emulator/index.ts';
import type { Print } from './harm.ts';
import type { Around, PlacedHarm } from './place.ts';

/** Everything that a rule may look at. `isHtml` is true where the channel is not known. */
export type Subject = {
  readonly analysis: Analysis;
  readonly profile: Profile;
  readonly isHtml: boolean;
  readonly reads: readonly ShapedRead[];
  readonly unreached: readonly PlacedBranch[];
  readonly around: Around;
  /** What the first complete user is sent, and what its print statements put out; absent where none was found. */
  readonly complete: { readonly text: string; readonly prints: readonly Print[] } | undefined;
};

/** What a rule says of one place, a node or a stretch of the text that Jinja reads. */
export type Report = Pick<Finding, 'message' | 'hint'> & {
  readonly at: { readonly start: number; readonly end: number };
};

/**
 * A rule, with its documentation; the sentence that says what it reports is in the catalogue of codes. `why` says what it costs, `bad`
 * and `good` are templates that it does and does not report. `severity` is that of a finding which holds in every account.
 */
type Documented = {
  readonly code: string;
  readonly severity: Severity;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
};

/** A rule that looks at the text of a template. */
export type TextRule = Documented & { check(subject: Subject): Iterable<Report> };

/** A rule about what a value does to a user. Each harm is reported by the first rule that it fits. */
export type HarmRule = Documented & {
  fits(harm: PlacedHarm, subject: Subject): boolean;
  /** What to write. */
  hint(harm: PlacedHarm, subject: Subject): string;
};

export type Rule = TextRule | HarmRule;
