import { expect, test } from 'vitest';
import { lint, type LintReport } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

const judged = (template: string): LintReport =>
  lint(template, lintOptions({ channel: 'email', trigger: 'event' }));

const prints = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<p>{{ UserAttribute['A${at}'] }}</p>`).join('\n');

/** What a report says of values that were not tried. */
const untried = ({ findings }: LintReport): readonly string[] =>
  findings.flatMap(({ code, message }) => (code === 'lint/not-all-tried' ? message : []));

test('what a template of usual size reads is tried, all of it', () => {
  expect(untried(judged(prints(60)))).toEqual([]);
});
