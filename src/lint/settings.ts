import { readLintSection } from '../account/index.ts';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
import type { ReadKind } from '../analysis/index.ts';
import type { RuleLevels } from './levels.ts';
import { RULES } from './rules/index.ts';

/** What a configuration says of lint: levels of rules, and every attribute that the account has, by the variable it is read from. */
export type LintSettings = {
  readonly rules: RuleLevels;
  readonly declared: ReadonlyMap<ReadKind, readonly string[]>;
  /** What is wrong with the section; a rule that does not exist is an error. */
  readonly findings: readonly Finding[];
};

/** Reads the section `lint` of a smartpass.config.yaml. */
export function readSettings(text: string, file: string): LintSettings {
  const { section, findings } = readLintSection(text, file);
  const known = new Set([...RULES.map(({ code }) => code), ...OF_COMMENTS]);
  const unknown = [...section.rules].flatMap(([code, { span }]): readonly Finding[] => {
    if (known.has(code)) return [];
    const message = `there is no rule '${code}'`;
    const hint = didYouMean(code, known) ?? 'docs/lint.md has every rule';
    return [{ code: 'lint/unknown-rule', severity: 'error', message, hint, file, span }];
  });
  const rules = [...section.rules].map(([code, { level }]) => [code, level] as const);
  return {
    rules: new Map(rules),
    declared: section.attributes,
    findings: [...findings, ...unknown],
  };
}

/** What is said of comments that switch rules off, and of a template that nobody is sent. */
const OF_COMMENTS: readonly string[] = [
  'lint/fixes-not-tried',
  'lint/no-reason',
  'lint/no-sent-user',
  'lint/not-all-tried',
  'lint/unknown-rule',
  'lint/unused-suppression',
];
