import {
  FindingsError,
  placeKey,
  SourceMap,
  type Edit,
  type Finding,
  type Fix,
  type Position,
  type Span,
} from '../diagnostics/index.ts';
import { ast } from '../jinja/index.ts';
import { fixOf } from './fix.ts';
import { tryUsers, tryWhenSent, type LintOptions, type TriedNow, type Trials } from './judge.ts';
import { levelled } from './levels.ts';
import { Proof } from './proof.ts';
import { byPlace, ofHarms, ofTexts, type LintFinding } from './report.ts';
import type { Change } from './rule.ts';
import { RULES } from './rules/index.ts';
import { linkBroken } from './rules/link/broken.ts';
import { commentsOf, suppress, type Suppressed } from './suppress.ts';
import { toldOfMessage, underRules } from './told.ts';

/**
 * What lint says of a template. `suppressed` is what its comments switch off; `unreached` are the places of branches that no user
 * was found for, whose inside was not tried.
 */
export type LintReport = {
  readonly findings: readonly LintFinding[];
  readonly suppressed: readonly Suppressed<LintFinding>[];
  readonly unreached: readonly Span[];
};

/**
 * Judges a template without any data: users are made up from what it reads, each complete but for one value, and rendered in
 * every account that differs in what becomes of nulls. A template that does not parse has just the findings of that. With `fixes`
 * each finding that a tried change removes has that change.
 */
export function lint(
  source: string | SourceMap,
  options: LintOptions,
  { fixes = false }: { readonly fixes?: boolean } = {},
): LintReport {
  const map = SourceMap.of(source);
  const judged = judge(map, options, fixes);
  const sorted = levelled(judged.findings.toSorted(byPlace), options.rules);
  const known = new Set(RULES.map(({ code }) => code));
  const comments = { file: options.file, known, comments: 'jinja', at: judged.comments } as const;
  const left = suppress(sorted, { map, ...comments });
  return { ...left, unreached: judged.unreached };
}

/** What is found in a text, and where its comments are, where it parses. */
type JudgedText = Pick<LintReport, 'findings' | 'unreached'> & {
  readonly comments?: ReturnType<typeof commentsOf>;
};

function judge(map: SourceMap, given: LintOptions, fixes: boolean): JudgedText {
  let tried: TriedNow;
  try {
    tried = tryWhenSent(map, given);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { findings: ofBroken(error, { map, options: given, fixes }), unreached: [] };
  }
  const { trials, options, now } = tried;
  const printing = withElse(map, trials);
  if (printing !== undefined) {
    // A fix is not proven where nobody is sent the text that it is for.
    const { findings, unreached } = judge(printing, given, false);
    if (!findings.some(({ code }) => UNJUDGED.has(code)))
      return { findings: [nobodySent(trials, true), ...findings], unreached };
  }
  const { subject } = trials;
  const proof = new Proof(trials, map, options);
  const mended = ({ finding, change }: Changed, isOfFile: boolean): Finding =>
    withFix(finding, fixes && change ? proof.ofText(finding, change, isOfFile) : undefined);
  const told = toldOfMessage(trials.accounts.own.message, () => subject.complete?.text);
  const found: LintFinding[] = [
    ...told.map((one) => mended(one, true)),
    ...ofHarms(trials.harms, subject).map((one) =>
      withFix(shownAt(one.finding, now), fixes ? fixOf(one, proof) : undefined),
    ),
    ...ofTexts(subject)
      .filter(({ finding }) => finding.code !== linkBroken.code || !told.some(isLinkError))
      .map((one) => mended(one, false)),
  ];
  if (trials.search.users.length === 0 && !found.some((one) => saysWhy(one, trials)))
    found.push(nobodySent(trials));
  if (trials.left > 0 || trials.search.isCut) found.push(notTried(trials));
  if (proof.untried > 0) found.push(notProven(proof));
  return {
    findings: found,
    unreached: subject.unreached.map(({ span }) => span),
    comments: commentsOf(subject.analysis),
  };
}

/** What says that a template could not be judged. */
const UNJUDGED: ReadonlySet<string> = new Set(['lint/no-sent-user', 'jinja/syntax-error']);

/**
 * Where nobody is sent a message as an inline `if` without `else` prints nothing, the same with an empty text there, so that what else
 * is wrong with it is found too.
 */
function withElse(map: SourceMap, { subject, search, nodes }: Trials): SourceMap | undefined {
  const { analysis } = subject;
  const isOfThose = search.failures.some(({ span }) => {
    const node = span && nodes.get(placeKey(span));
    return node?.typename === 'CondExpr' && node.expr2 === null;
  });
  if (search.users.length > 0 || !isOfThose || analysis.map.text !== map.text) return undefined;
  const edits: Edit[] = [];
  ast.visit(analysis.root, {
    CondExpr({ expr2, end }) {
      if (expr2 === null) edits.push({ from: end, to: end, text: " else ''" });
    },
  });
  return map.edited(edits);
}

/** Whether a finding says why the link of a message opens no pass. */
function isLinkError({ finding: { code, severity } }: Changed): boolean {
  return severity === 'error' && code.startsWith('link/');
}

type Changed = { readonly finding: Finding; readonly change: Change | undefined };

function withFix<F extends Finding>(finding: F, fix: Fix | undefined): F {
  return fix === undefined ? finding : { ...finding, fix };
}

/** A finding whose witness says when it is so. */
function shownAt(found: LintFinding, now: number | undefined): LintFinding {
  if (now === undefined || found.witness === undefined) return found;
  return { ...found, witness: { ...found.witness, now: new Date(now).toISOString() } };
}

type Broken = { readonly map: SourceMap; readonly options: LintOptions; readonly fixes: boolean };

/**
 * What keeps a text from being compiled. Nobody is sent such a message, so a change with which it compiles and the finding is gone is
 * safe.
 */
function ofBroken(error: FindingsError, { map, options, fixes }: Broken): readonly Finding[] {
  const isWhole = map.text === map.source.text;
  return underRules(error.findings, map.source).map(({ finding, change }) => {
    if (!fixes || !isWhole || change === undefined || finding.severity !== 'error') return finding;
    const after = SourceMap.of(map.edited(change.edits).text);
    const isGone = errorOf(after, options) > map.source.offsetOf(startOf(finding));
    return isGone ? { ...finding, fix: { ...change, safety: 'safe' } } : finding;
  });
}

/** Where the first error is that keeps a text from being compiled; Infinity where none does. */
function errorOf(map: SourceMap, options: LintOptions): number {
  try {
    tryUsers(map, options);
    return Infinity;
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    const first = error.findings.find(({ severity }) => severity === 'error');
    return first === undefined ? 0 : map.source.offsetOf(startOf(first));
  }
}

function startOf({ span }: Finding): Position {
  return span?.start ?? { line: 1, column: 1 };
}

/** Whether a finding is an error, or about the very place at which everybody is dropped. */
function saysWhy({ severity, span }: Finding, { search: { failures } }: Trials): boolean {
  const isThere = failures.some(
    (one) =>
      one.span?.start.line === span?.start.line && one.span?.start.column === span?.start.column,
  );
  return severity === 'error' || (span !== undefined && isThere);
}

/** What is said of a template of which a render costs too much to try every value. */
function notTried({ subject, tried, left }: Trials): Finding {
  const { file } = subject.analysis;
  const of =
    tried + left === 0
      ? 'the search for users was cut short'
      : `${tried} of ${tried + left} values of attributes were tried`;
  return {
    code: 'lint/not-all-tried',
    severity: 'note',
    message: `the template is too large or its loops too long to try everything: ${of}`,
    hint: 'lint its parts in files of their own; smartpass preview renders all of it for fixture users',
    ...(file !== undefined && { file }),
  };
}

/** What is said of a template of which renders cost too much to prove every fix. */
function notProven({ before, untried }: Proof): Finding {
  const { file } = before.subject.analysis;
  const count = untried === 1 ? 'one finding' : `${untried} findings`;
  return {
    code: 'lint/fixes-not-tried',
    severity: 'note',
    message: `the template is too large or its loops too long to prove each fix: that of ${count} was not tried`,
    hint: 'lint its parts in files of their own, or follow the hints by hand',
    ...(file !== undefined && { file }),
  };
}

/** What keeps everybody from being sent the message, as far as it was tried; `isJudged`: as if it printed nothing there. */
function nobodySent(
  { subject, nodes, search: { failures } }: Trials,
  isJudged: boolean = false,
): Finding {
  const [first] = failures;
  const node = first?.span && nodes.get(placeKey(first.span));
  const { file } = subject.analysis;
  const why = first === undefined ? '' : `: ${first.message}`;
  return {
    code: 'lint/no-sent-user',
    severity: 'warning',
    message: `no user was found who is sent this message${isJudged ? '' : ', so that values were not judged'}${why}`,
    hint: hintOf(node, subject),
    ...(file !== undefined && { file }),
    ...(first?.span && { span: first.span }),
  };
}

/** What to do where nobody is sent a message as a node prints nothing. */
function hintOf(node: ast.Node | undefined, { analysis }: Trials['subject']): string {
  if (node?.typename === 'CondExpr') return "say what is printed otherwise: {{ … if … else '' }}";
  return node?.typename === 'Name' && analysis.reads.bindings.has(node.name)
    ? `'${node.name}' has no value here: set it before, outside of the loop or block that sets it`
    : 'give fixture users: smartpass preview shows what becomes of them';
}
