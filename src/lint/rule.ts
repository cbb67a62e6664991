import type { Channel, Profile, Recipient, TriggerKind } from '../account/index.ts';
import type { FieldMap, MappedField } from '../compiler/index.ts';
import type { Analysis, NameSources, ShapedRead, UnknownMember } from '../analysis/index.ts';
import type { Edit, Finding, Severity } from '../diagnostics/index.ts';
import type { ast } from '../jinja/index.ts';
import type { PlacedBranch } from '../emulator/index.ts';
import type { Print } from './harm.ts';
import type { Around } from './expressions.ts';
import type { PlacedHarm } from './place.ts';

/** What comes of a template in another account: why it is refused or fails first, or whether its text differs. */
export type Elsewhere = {
  readonly release: string;
  readonly message: string;
  readonly at: { readonly start: number; readonly end: number } | undefined;
};

/** Everything that a rule may look at. `isHtml` is true where the channel is not known. */
export type Subject = {
  readonly analysis: Analysis;
  readonly profile: Profile;
  readonly channel: Channel | undefined;
  /** What names of the account are held against. */
  readonly names: NameSources;
  /** Names of the account that are unknown, each with its places. */
  readonly unknown: readonly UnknownMember[];
  readonly isHtml: boolean;
  readonly reads: readonly ShapedRead[];
  readonly unreached: readonly PlacedBranch[];
  readonly around: Around;
  /** The calls of MOE_NOT_SEND that no user reaches, as far as that can be told. */
  readonly unmet: readonly ast.Node[];
  /** Whether a text of the message has other elements than one that is asked about often, or other attributes. */
  readonly changesElements: (html: string, other: string) => boolean;
  /**
   * What each user found is sent, and what of another text: nothing where that is refused or they are not. Of a message whose renders cost
   * much, the first users alone.
   */
  readonly retold: (text: string) => Iterable<readonly [before: string, after: string]>;
  /** The same for the text as it is in the oldest release of Jinja that the account may have; absent where that is known. */
  readonly older: Elsewhere | undefined;
  /** What the first complete user is sent, and what its print statements put out; absent where none was found. */
  readonly complete: { readonly text: string; readonly prints: readonly Print[] } | undefined;
};

/** A change of a text that may mend a finding; the edits are in its offsets. */
export type Change = { readonly title: string; readonly edits: readonly Edit[] };

/** What a rule says of one place, a node or a stretch of the text that Jinja reads; `change` is in offsets of that text. */
export type Report = Pick<Finding, 'message' | 'hint'> & {
  /** Where it is another one than that of the rule. */
  readonly severity?: Severity;
  readonly at: { readonly start: number; readonly end: number };
  readonly change?: Change | undefined;
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
  /** What pages show of `bad` where it is too long for them. */
  readonly shown?: string;
  /** The campaign that the examples are for; an email that an event triggers unless given. */
  readonly where?: { readonly channel: Channel; readonly trigger: TriggerKind };
};

/** A rule that looks at the text of a template. */
export type TextRule = Documented & { check(subject: Subject): Iterable<Report> };

/** A rule about what a value does to a user. Each harm is reported by the first rule that it fits. */
export type HarmRule = Documented & {
  fits(harm: PlacedHarm, subject: Subject): boolean;
  /** What to mend, where it is not what does the harm. */
  place?(harm: PlacedHarm, subject: Subject): ast.Node | undefined;
  /** What to write. */
  hint(harm: PlacedHarm, subject: Subject): string;
  /** A change that may mend it where the rule knows better than to ask for a default or a reason. Some users are sent another value. */
  change?(harm: PlacedHarm, subject: Subject): Change | undefined;
};

/** A finding of the account or of Jinja, and the stretch of the file that it is about. */
export type Told = {
  readonly finding: Finding;
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/**
 * A rule about what the account or Jinja says of a text anyway: the findings of `codes`, or those of them that fit, are reported under
 * the code of the rule, with their own message and severity. `change` is in offsets of the file.
 */
export type ToldRule = Documented & {
  readonly codes: readonly string[];
  fits?(told: Told): boolean;
  change?(told: Told): Change | undefined;
};

/** A field map, and the users whom fixtures have; none where there are no fixtures. */
export type MapSubject = { readonly map: FieldMap; readonly users: readonly Recipient[] };

/** What a rule says of one field of a map. */
export type MapReport = Pick<Finding, 'message' | 'hint'> & {
  /** Where it is another one than that of the rule. */
  readonly severity?: Severity;
  readonly field: MappedField;
};

/** A rule about field maps; its examples are field maps, held against `users`, the texts of fixture users. */
export type MapRule = Documented & {
  readonly users: readonly string[];
  checkMap(subject: MapSubject): Iterable<MapReport>;
};

export type Rule = TextRule | HarmRule | ToldRule | MapRule;
