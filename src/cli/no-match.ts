import { printable } from '../diagnostics/index.ts';
import type { TestRun } from '../testing/index.ts';

/** Whether there are tests, and the pattern of names took none of them. */
export function matchesNone({ ok, tests }: TestRun): boolean {
  return ok && tests.length > 0 && tests.every(({ state }) => state === 'skipped');
}

/** As in vitest, a pattern that no name matches is reported, not failed. */
export function nothingMatched(pattern: string, { tests }: TestRun): string {
  const names = [...new Set(tests.map(({ name }) => name.split(' > ')[0] ?? name))];
  const shown = names.slice(0, 5).map((name) => `  ${printable(name)}`);
  const more = names.length > shown.length ? [`  and ${names.length - shown.length} more`] : [];
  const quotes = /^(['"]).*\1$/.test(pattern)
    ? ' (its quotes are part of it: cmd.exe takes away double ones only)'
    : '';
  return [
    `no test matched -t ${printable(pattern)}${quotes}: nothing was tested. The tests are called`,
    ...shown,
    ...more,
  ].join('\n');
}
