import type { Finding, Severity, Span } from '../diagnostics/index.ts';
import { accountSourceBy, NOT_SEND, type Profile, type ProfileField } from '../account/index.ts';
import type { ast } from '../jinja/index.ts';
import type { Analysis } from '../analysis/index.ts';
import { notSent } from '../emulator/index.ts';
import { outermostOf, type Site as PlacedSite } from './expressions.ts';
import { isOfItem, OTHER_TEXTS } from './lacks.ts';
import { fixtureOf, type PersonFixture } from './fixture.ts';
import { keyOf, written } from './person.ts';
import { siteOf, type PlacedHarm } from './place.ts';
import type { Change, HarmRule, Report, Subject } from './rule.ts';
import { HARM_RULES, TEXT_RULES } from './rules/index.ts';
import { typeMixedList } from './rules/type/mixed-list.ts';

/**
 * The user who shows a finding: complete, but for one value. `value` is written as people read it, `fixture` is all of the user.
 * `account` are the fields of the profile with which it is so, where it is not so in the account that the template is judged in.
 */
export type Witness = {
  readonly kind: string;
  readonly attribute: string;
  readonly value: string;
  readonly outcome: string;
  readonly fixture: PersonFixture;
  readonly account?: Readonly<Record<string, string>>;
  /** When it is so, ISO 8601: where nobody is sent the message at the time for which it is judged. */
  readonly now?: string;
};

/** A place that a value passes on its way from where it is read to where it does harm. */
export type FlowStep = { readonly span: Span; readonly message: string };

/** A finding; where it is about a value, with the user who shows it and the way of the value. */
export type LintFinding = Finding & {
  readonly witness?: Witness;
  readonly flow?: readonly FlowStep[];
};

/** A finding about a value, with the harm that shows it best. */
export type HarmFinding = {
  readonly finding: LintFinding;
  readonly harm: PlacedHarm;
  readonly rule: HarmRule;
};

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

type Site = { readonly rule: HarmRule; readonly harms: PlacedHarm[] };

/** One finding for each family of rules, attribute and expression: that of the first rule, shown by the gravest harm. */
export function ofHarms(harms: readonly PlacedHarm[], subject: Subject): readonly HarmFinding[] {
  const sites = new Map<string, Site>();
  for (const harm of harms) {
    if (isStop(harm.node)) continue;
    // Of items that are not texts nobody knows whether there are any: they are one rule's alone.
    const rules = isOfItem(harm) ? [typeMixedList] : HARM_RULES;
    const rule = rules.find((one) => one.fits(harm, subject));
    // What is not of the file is the compiler's, whose links are proven.
    const { map } = subject.analysis;
    if (rule === undefined || !map.isVerbatim(harm.node.start, harm.node.end)) continue;
    const [family] = rule.code.split('/');
    const outer = outermostOf(mendedAt(harm, rule, subject));
    const key = `${family} ${keyOf(harm.read)} ${outer.start}`;
    const site = sites.get(key);
    if (site === undefined || order(rule) < order(site.rule))
      sites.set(key, { rule, harms: [harm] });
    else if (site.rule === rule) site.harms.push(harm);
  }
  return [...sites.values()].map(({ rule, harms: here }) => {
    const certain = here.find(isCertain);
    const shown = certain ?? here.find(({ fields }) => fields.length === 0) ?? here[0];
    if (shown === undefined) throw new RangeError('a site has no harm');
    const severity: Severity =
      certain === undefined && rule.severity === 'error' ? 'warning' : rule.severity;
    const report = reportOf(shown, rule, subject);
    const found = finding({ ...rule, severity }, report, subject.analysis);
    const shows = {
      witness: witnessOf(shown, subject.profile, report.message),
      flow: flowOf(shown, subject),
    };
    return { finding: { ...found, ...shows }, harm: shown, rule };
  });
}

/** Whether it is so in every account, for users whom every account may have: of other values nobody knows whether there are any. */
function isCertain({ fields, trial }: PlacedHarm): boolean {
  return fields.length === 0 && trial.kind !== 'null-member' && !OTHER_TEXTS.has(trial.kind);
}

/** Whether a node is MOE_NOT_SEND called like a function, which fails for everyone. */
function isStop(node: ast.Node): boolean {
  return node.typename === 'Call' && node.node.typename === 'Name' && node.node.name === NOT_SEND;
}

function reportOf(harm: PlacedHarm, rule: HarmRule, subject: Subject): Report {
  const { read, trial, fields } = harm;
  const { node } = mendedAt(harm, rule, subject);
  const noun = accountSourceBy('name', read.kind)?.noun ?? read.kind;
  const message = `${noun} '${read.name}': a user ${trial.what} ${effectOf(harm)}${dependsOn(fields)}`;
  const inside = subject.analysis.reads
    .named(read)
    .find((one) => node.start <= one.node.start && one.node.end <= node.end);
  return { message, hint: rule.hint(harm, subject), at: inside?.node ?? node };
}

/** Where a harm is mended. */
function mendedAt(harm: PlacedHarm, rule: HarmRule, subject: Subject): PlacedSite {
  const node = rule.place?.(harm, subject);
  return node === undefined || node === harm.node
    ? siteOf(harm)
    : { node, around: subject.around(node) };
}

function effectOf(harm: PlacedHarm): string {
  if (harm.effect === 'dropped') return 'is not mailed';
  if (harm.effect === 'counted')
    return `is counted under another reason and under ${quoted(harm.failure.message)}`;
  if (harm.effect === 'printed') return `reads ${quoted(harm.text)}`;
  return harm.problem.kind === 'none'
    ? 'gets a pass that says None'
    : 'gets a link that opens no pass';
}

/** Where a value is read, and the expression or statement that puts it out or fails. */
function flowOf(harm: PlacedHarm, { analysis }: Subject): readonly FlowStep[] {
  const { read, node, trial } = harm;
  const source = analysis.reads.of(node).find((one) => keyOf(one) === keyOf(read))?.node;
  const noun = accountSourceBy('name', read.kind)?.noun ?? read.kind;
  const end = outermostOf(harm);
  return [
    ...(source === undefined
      ? []
      : [
          {
            span: analysis.spanOf(source),
            message: `${noun} '${read.name}' of a user ${trial.what}`,
          },
        ]),
    { span: analysis.spanOf(end), message: `the user ${effectOf(harm)}` },
  ];
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

function witnessOf(harm: PlacedHarm, own: Profile, message: string): Witness {
  const { read, trial, person, profile, fields } = harm;
  const outcome = 'failure' in harm ? notSent([harm.failure]) : effectOf(harm);
  const account = fields
    .filter((field) => profile[field] !== own[field])
    .map((field) => [field, profile[field]] as const);
  return {
    kind: read.kind,
    attribute: read.name,
    value: written(trial.value),
    outcome,
    fixture: fixtureOf(person, read.kind, message),
    ...(account.length > 0 && { account: Object.fromEntries(account) }),
  };
}

/** A finding about the text, with a change of the text that Jinja reads which may mend it. */
type TextFinding = { readonly finding: Finding; readonly change: Change | undefined };

/** What the rules about the text of a template find; nothing of what is not of the file itself. */
export function ofTexts(subject: Subject): readonly TextFinding[] {
  const { analysis } = subject;
  return TEXT_RULES.flatMap((rule) =>
    [...rule.check(subject)]
      .filter(({ at }) => analysis.map.isVerbatim(at.start, at.end))
      .map((report) => {
        const severity = report.severity ?? rule.severity;
        return { finding: finding({ ...rule, severity }, report, analysis), change: report.change };
      }),
  );
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

/** For sorting by place, the gravest first. */
export function byPlace(a: Finding, b: Finding): number {
  const [one, other] = [a.span?.start, b.span?.start];
  const lines = (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
  return lines || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}
