import { lint, type LintReport } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

/** What lint says of an email about an event. */
export function judged(template: string, fixes = false): LintReport {
  return lint(template, lintOptions({ channel: 'email', trigger: 'event' }), { fixes });
}

/** A template that prints so many attributes. */
export function prints(count: number): string {
  return Array.from({ length: count }, (_, at) => `<p>{{ UserAttribute['A${at}'] }}</p>`).join(
    '\n',
  );
}

/** What a report says of fixes that were not tried. */
export function fixesNotTried({ findings }: LintReport): readonly string[] {
  return findings.flatMap(({ code, message }) => (code === 'lint/fixes-not-tried' ? message : []));
}
