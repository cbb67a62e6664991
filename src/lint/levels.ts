import type { LintLevel } from '../account/index.ts';
import type { Finding } from '../diagnostics/index.ts';

/** How the findings of a rule count; `off` leaves them out. */
type RuleLevel = LintLevel;

/** The levels of rules, by their codes. */
export type RuleLevels = ReadonlyMap<string, RuleLevel>;

/** The findings at the levels that rules have been given, without those of rules that are off. */
export function levelled<F extends Finding>(
  findings: readonly F[],
  levels: RuleLevels = new Map(),
): readonly F[] {
  return findings.flatMap((finding) => {
    const level = levels.get(finding.code);
    if (level === 'off') return [];
    return level === undefined ? finding : { ...finding, severity: level };
  });
}
