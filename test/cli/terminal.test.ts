import { expect, test } from 'vitest';
import { plain } from '../../src/diagnostics/index.ts';
import { drawSafely } from '../../src/cli/terminal.ts';

const SECRET = 'Made0Up1Secret2Letters';

test.each([
  `{{ x|convertToSHA256('${SECRET}') }}`,
  `{{ x | convertToSHA256 ( "${SECRET}" )|nope }}`,
  `{{ x|convertToSHA256(secret='${SECRET}' %}`,
  `{{ x|convertToSHA256('${SECRET}`,
  `{{ x|convertToSHA256('short') }}`,
  `{% set key = "${SECRET}" %}`,
])('no frame shows a secret: %s', (line) => {
  const span = { start: { line: 1, column: 4 }, end: { line: 1, column: 5 } };
  const finding = { code: 'cli/template-fails', severity: 'error', message: 'm', span } as const;
  const drawn = drawSafely(finding, `${line}\nnext`, plain);
  expect(drawn).not.toContain(SECRET);
  expect(drawn).not.toContain('short');
  expect(drawn).toContain('\u2022\u2022\u2022\u2022\u2022');
  expect(drawn).toContain('next');
});

test.each([
  `{{ x|convertToSHA256('{YOUR-PROJECT-SECRET}') }}`,
  `{% set person = 'abcdefghijklmnopqrstuv' %}`,
  `{{ UserAttribute['First Name'] }}`,
])('other lines are shown as they are: %s', (line) => {
  const finding = {
    code: 'cli/template-fails',
    severity: 'error',
    message: 'm',
    span: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  } as const;
  expect(drawSafely(finding, line, plain)).toContain(line);
});
