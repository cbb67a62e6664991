import { expect, test } from 'vitest';
import type { LintReport } from '../../src/lint/index.ts';
import { fixesNotTried, judged, prints } from './budget.ts';

/** What a report says of values that were not tried. */
const untried = ({ findings }: LintReport): readonly string[] =>
  findings.flatMap(({ code, message }) => (code === 'lint/not-all-tried' ? message : []));

test('what a template of usual size reads is tried, all of it', () => {
  expect(untried(judged(prints(60)))).toEqual([]);
});

test('fixes of a template of usual size are all tried', () => {
  expect(fixesNotTried(judged(prints(3), true))).toEqual([]);
});

test('what many users are sent by a page that a save repairs is compared', () => {
  const rows = Array.from({ length: 500 }, (_, at) => `<tr><td>Row ${at}</td></tr>`).join('\n');
  const branches = Array.from(
    { length: 6 },
    (_, at) => `{% if UserAttribute['B${at}'] == 'x' %}<p>${at}</p>{% endif %}`,
  ).join('\n');
  const { findings } = judged(
    `${branches}<p>{% if UserAttribute['T'] == 'x' %}<div>Gold</div>{% endif %}</p>${rows}`,
  );
  expect(findings.map(({ code }) => code)).toContain('editor/changes-on-save');
});
