import type { Recipient } from '../account/index.ts';
import type { FieldMap } from '../compiler/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { levelled, type RuleLevels } from './levels.ts';
import { MAP_RULES } from './rules/index.ts';

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
