/**
 * Rules over an analysed template: who would be dropped, what would be mailed wrong, each shown by a user who is hit.
 * In: the text of a template, a profile, hashes, a clock. Out: findings with their witnesses.
 * Must not know campaigns, field maps, files, nor how findings are printed.
 */
export type { LintOptions } from './judge.ts';
export { applyFixes } from './fix.ts';
export { format } from './format/format.ts';
export { samplesOf } from './person.ts';
export { lint, type LintReport } from './lint.ts';
export type { FlowStep, LintFinding, Witness } from './report.ts';
export { RULES } from './rules/index.ts';
export type { Rule } from './rule.ts';
export type { Suppressed } from './suppress.ts';
export { lintMap, suppressInMap } from './lint-map.ts';
export { readSettings, type LintSettings } from './settings.ts';
export type { KnownNames } from './names.ts';
export type { RuleLevels } from './levels.ts';
