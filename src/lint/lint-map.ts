import type { Recipient } from '../account/index.ts';
import type { FieldMap } from '../compiler/index.ts';
import { SourceMap, type Finding } from '../diagnostics/index.ts';
import { levelled, type RuleLevels } from './levels.ts';
import { MAP_RULES } from './rules/index.ts';
import { suppress, type Suppressions } from './suppress.ts';

/**
 * What a field map does with users: whom its policies drop, what is the same for everyone, and which values of fixtures its look-ups
 * do not have. `users` may be empty. What is wrong with the map itself is said where it is read.
 */
export function lintMap(
  map: FieldMap,
  users: readonly Recipient[],
  rules?: RuleLevels,
): readonly Finding[] {
  const found = MAP_RULES.flatMap((rule) =>
    [...rule.checkMap({ map, users })].map(
      ({ message, hint, field, severity = rule.severity }): Finding => ({
        code: rule.code,
        severity,
        message,
        ...(hint !== undefined && { hint }),
        file: map.file,
        span: field.span,
      }),
    ),
  );
  return levelled(found, rules);
}

/** What is said of a map where it is held against fixtures, by a check that is not a rule of lint. */
const OF_FIXTURES = 'map/unknown-attribute';

/** What comments in the text of a field map leave of what is found in it. Errors cannot be switched off. */
export function suppressInMap(
  findings: readonly Finding[],
  text: string,
  file: string,
): Suppressions<Finding> {
  const advice = findings.filter((finding) => !isError(finding));
  const known = new Set([OF_FIXTURES, ...[...MAP_RULES, ...advice].map(({ code }) => code)]);
  const left = suppress(advice, { map: SourceMap.of(text), file, known, comments: 'yaml' });
  return { ...left, findings: [...findings.filter(isError), ...left.findings] };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
