import { FindingsError, SourceMap, type Finding, type Span } from '../diagnostics/index.ts';
import { fixOf } from './fix.ts';
import { tryUsers, type LintOptions, type Trials } from './judge.ts';
import { byPlace, ofHarms, ofTexts, type LintFinding } from './report.ts';
import { RULES } from './rules/index.ts';
import { suppress, type Suppressed } from './suppress.ts';

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
  const { file } = options;
  const map = SourceMap.of(source);
  try {
    const trials = tryUsers(map, options);
    const { subject } = trials;
    const { analysis, unreached } = subject;
    const found: LintFinding[] = [
      ...trials.accounts.own.message.findings,
      ...ofHarms(trials.harms, subject).map(({ finding, harm }) => {
        const fix = fixes ? fixOf({ finding, harm }, trials, options) : undefined;
        return fix === undefined ? finding : { ...finding, fix };
      }),
      ...ofTexts(subject),
    ];
    if (trials.users.length === 0 && !found.some(({ severity }) => severity === 'error'))
      found.push(nobodySent(trials));
    const judged = suppress(found.sort(byPlace), analysis, RULES, file);
    return { ...judged, unreached: unreached.map(({ span }) => span) };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { findings: error.findings, suppressed: [], unreached: [] };
  }
}

/** What keeps everybody from being sent the message, as far as it was tried. */
function nobodySent({ subject, failures }: Trials): Finding {
  const [first] = failures;
  const { file } = subject.analysis;
  const why = first === undefined ? '' : `: ${first.message}`;
  return {
    code: 'lint/no-sent-user',
    severity: 'warning',
    message: `no user was found who is sent this message, so that values were not judged${why}`,
    hint: 'give fixture users: smartpass preview shows what becomes of them',
    ...(file !== undefined && { file }),
    ...(first?.span && { span: first.span }),
  };
}
