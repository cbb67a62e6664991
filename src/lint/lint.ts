import {
  FindingsError,
  SourceMap,
  type Finding,
  type Severity,
  type Span,
} from '../diagnostics/index.ts';
import {
  accountSourceBy,
  type Channel,
  type Failure,
  type Hashes,
  type Profile,
  type ProfileField,
  type TriggerKind,
} from '../account/index.ts';
import { shapesOf, type Analysis } from '../analysis/index.ts';
import {
  Accounts,
  notSent,
  type CompiledMessage,
  type EmulatorOptions,
} from '../emulator/index.ts';
import { harmsOf, nullAccounts, rendered, type InAccount } from './harm.ts';
import { expressionAround } from './expressions.ts';
import { EveryBlock, keyOf, Surroundings, written, type Person } from './person.ts';
import { ancestry, placed, type PlacedHarm } from './place.ts';
import type { HarmRule, Report, Subject } from './rule.ts';
import { HARM_RULES, RULES, TEXT_RULES } from './rules/index.ts';
import { searchUsers } from './search.ts';
import { suppress } from './suppress.ts';

/** What is known of the campaign that a template is for: an absent channel or trigger rules no name out. */
export type LintOptions = {
  readonly profile: Profile;
  readonly channel?: Channel | undefined;
  readonly trigger?: TriggerKind | undefined;
  readonly hashes: Hashes;
  /** The present instant in epoch milliseconds. */
  readonly clock: () => number;
  /** Named in findings. */
  readonly file?: string | undefined;
  /** The text is an address as a whole. */
  readonly link?: boolean | undefined;
};

/** The user who shows a finding: complete, but for one value. `value` is written as a fixture file has it. */
export type Witness = {
  readonly kind: string;
  readonly attribute: string;
  readonly value: string;
  readonly outcome: string;
};

/** A finding, with the user who shows it where it is about one. */
export type LintFinding = Finding & { readonly witness?: Witness };

/** What lint says of a template. `unreached` are the places of branches that no user was found for, whose inside was not tried. */
export type LintReport = {
  readonly findings: readonly LintFinding[];
  readonly unreached: readonly Span[];
};

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/**
 * Judges a template without any data: users are made up from what it reads, each complete but for one value, and rendered in
 * every account that differs in what becomes of nulls. A template that does not parse has just the findings of that.
 */
export function lint(source: string | SourceMap, options: LintOptions): LintReport {
  const { file, link } = options;
  const map = SourceMap.of(source);
  const surroundings = new Surroundings();
  const first = new Accounts(emulatorOptions(options, surroundings), { file, link }).compile(map);
  if (first.message === undefined) return { findings: first.refusal.findings, unreached: [] };
  const { analysis } = first.message;
  const reads = shapesOf(analysis.root, analysis.reads);
  const auxTables = surroundings.tables(reads);
  const accounts = new Accounts(
    { ...emulatorOptions(options, surroundings), auxTables },
    { file, link },
  );
  const own = compiled(accounts, map, accounts.profile)[0];
  if (own === undefined) throw new FindingsError(first.message.findings);
  const { users, unreached, failures } = searchUsers(own.message, reads, surroundings);
  const others = nullAccounts(analysis, accounts.profile).flatMap((profile) =>
    compiled(accounts, map, profile),
  );
  const around = ancestry(own.message.analysis.root);
  const harms = harmsOf(users, reads, { own, others }, surroundings);
  const subject: Subject = {
    analysis: own.message.analysis,
    profile: accounts.profile,
    channel: options.channel,
    reads,
    unreached,
    around,
    complete: users[0] && completeOf(own, users[0], surroundings),
  };
  const found = [
    ...own.message.findings,

    ...ofHarms(placed(harms, own.message.analysis, around), subject),
    ...TEXT_RULES.flatMap((rule) =>
      [...rule.check(subject)]
        .filter(({ at }) => map.isVerbatim(at.start, at.end))
        .map((report) => finding(rule, report, own.message.analysis)),
    ),
  ];
  if (users.length === 0 && !found.some(({ severity }) => severity === 'error'))
    found.push(nobodySent(own.message, failures));
  const findings = suppress(found.sort(byPlace), own.message.analysis, RULES, file);
  return { findings, unreached: unreached.map(({ span }) => span) };
}

function completeOf(own: InAccount, user: Person, surroundings: Surroundings): Subject['complete'] {
  const { outcome, prints } = rendered(own, user, surroundings);
  return { text: outcome.text, prints };
}

/** What keeps everybody from being sent the message, as far as it was tried. */
function nobodySent({ analysis }: CompiledMessage, failures: readonly Failure[]): Finding {
  const [first] = failures;
  const { file } = analysis;
  return {
    code: 'lint/no-sent-user',
    severity: 'warning',
    message: `no user was found who is sent this message, so that values were not judged${first === undefined ? '' : `: ${first.message}`}`,
    hint: 'give fixture users: smartpass preview shows what becomes of them',
    ...(file !== undefined && { file }),
    ...(first?.span && { span: first.span }),
  };
}

function emulatorOptions(
  { profile, channel, trigger, hashes, clock }: LintOptions,
  { contentApi }: Surroundings,
): EmulatorOptions {
  const contentBlocks = new EveryBlock();
  return { profile, channel, trigger, crypto: hashes, clock, contentApi, contentBlocks };
}

function compiled(accounts: Accounts, map: SourceMap, profile: Profile): readonly InAccount[] {
  const { message } = accounts.compile(map, profile);
  return message === undefined ? [] : [{ profile, message }];
}

type Site = { readonly rule: HarmRule; readonly harms: PlacedHarm[] };

/** One finding for each family of rules, attribute and expression: that of the first rule, shown by the gravest harm. */
function ofHarms(harms: readonly PlacedHarm[], subject: Subject): readonly LintFinding[] {
  const sites = new Map<string, Site>();
  for (const harm of harms) {
    const rule = HARM_RULES.find((one) => one.fits(harm, subject));
    // What is not of the file is the compiler's, whose links are proven.
    const { map } = subject.analysis;
    if (rule === undefined || !map.isVerbatim(harm.node.start, harm.node.end)) continue;
    const [family] = rule.code.split('/');
    const outer = expressionAround(harm).at(-1) ?? harm.node;
    const key = `${family} ${keyOf(harm.read)} ${outer.start}`;
    const site = sites.get(key);
    if (site === undefined || order(rule) < order(site.rule))
      sites.set(key, { rule, harms: [harm] });
    else if (site.rule === rule) site.harms.push(harm);
  }
  return [...sites.values()].map(({ rule, harms: here }) => {
    const certain = here.find(({ fields }) => fields.length === 0);
    const shown = certain ?? here[0];
    if (shown === undefined) throw new RangeError('a site has no harm');
    const severity: Severity =
      certain === undefined && rule.severity === 'error' ? 'warning' : rule.severity;
    const report = reportOf(shown, rule, subject);
    const found = finding({ ...rule, severity }, report, subject.analysis);
    return { ...found, witness: witnessOf(shown) };
  });
}

function reportOf(harm: PlacedHarm, rule: HarmRule, subject: Subject): Report {
  const { read, trial, node, fields } = harm;
  const noun = accountSourceBy('name', read.kind)?.noun ?? read.kind;
  const message = `${noun} '${read.name}': a user ${trial.what} ${effectOf(harm)}${dependsOn(fields)}`;
  const inside = subject.analysis.reads.all.find(
    (one) => keyOf(one) === keyOf(read) && node.start <= one.node.start && one.node.end <= node.end,
  );
  return { message, hint: rule.hint(harm, subject), at: inside?.node ?? node };
}

function effectOf(harm: PlacedHarm): string {
  if (harm.effect === 'dropped') return 'is not mailed';
  if (harm.effect === 'printed') return `reads ${quoted(harm.text)}`;
  return harm.problem.kind === 'none'
    ? 'gets a pass that says None'
    : 'gets a link that opens no pass';
}

/** Errors before warnings, else the order of the rules. */
function order(rule: HarmRule): number {
  return SEVERITIES.indexOf(rule.severity) * HARM_RULES.length + HARM_RULES.indexOf(rule);
}

function dependsOn(fields: readonly ProfileField[]): string {
  return fields.length === 0 ? '' : `, depending on the account (${fields.join(', ')})`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}…` : text);
}

function witnessOf(harm: PlacedHarm): Witness {
  const { read, trial } = harm;
  const outcome = harm.effect === 'dropped' ? notSent([harm.failure]) : effectOf(harm);
  return { kind: read.kind, attribute: read.name, value: written(trial.value), outcome };
}

function finding(
  { code, severity }: Pick<HarmRule, 'code' | 'severity'>,
  { message, hint, at }: Report,
  { map, file }: Analysis,
): Finding {
  return {
    code,
    severity,
    message,
    ...(hint !== undefined && { hint }),
    ...(file !== undefined && { file }),
    span: map.spanOf(at.start, at.end),
  };
}

function byPlace(a: Finding, b: Finding): number {
  const [one, other] = [a.span?.start, b.span?.start];
  const lines = (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
  return lines || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}
