import { expect, test } from 'vitest';
import { lint, type LintReport } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

const judged = (template: string, fixes = false): LintReport =>
  lint(template, lintOptions({ channel: 'email', trigger: 'event' }), { fixes });

const prints = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<p>{{ UserAttribute['A${at}'] }}</p>`).join('\n');

/** What a report says of values that were not tried. */
const untried = ({ findings }: LintReport): readonly string[] =>
  findings.flatMap(({ code, message }) => (code === 'lint/not-all-tried' ? message : []));

test('what a template of usual size reads is tried, all of it', () => {
  expect(untried(judged(prints(60)))).toEqual([]);
});

/** What a report says of fixes that were not tried. */
const unproven = ({ findings }: LintReport): readonly string[] =>
  findings.flatMap(({ code, message }) => (code === 'lint/fixes-not-tried' ? message : []));

test('fixes that would cost too much to prove are told of', () => {
  const large = prints(700);
  const { findings } = judged(large, true);
  expect(findings.every(({ fix }) => fix === undefined)).toBe(true);
  expect(unproven({ findings, suppressed: [], unreached: [] })).toEqual([
    'the template is too large or its loops too long to prove each fix: that of 700 findings was not tried',
  ]);
  expect(unproven(judged(prints(3), true))).toEqual([]);
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
