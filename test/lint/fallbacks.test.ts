import { expect, test } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

const A = "UserAttribute['Nick']";
const B = "UserAttribute['City']";

function found(template: string): readonly string[] {
  const { findings } = lint(template, lintOptions({ channel: 'email', trigger: 'event' }));
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, message }) => `${code}: ${/'[^']*'/.exec(message)?.[0]}`);
}

test.each([
  ['in a print', `<p>{{ ${A} or ${B} }}</p>`, ["null/printed: 'City'"]],
  [
    'the last of three',
    `<p>{{ ${A} or UserAttribute['Tier'] or ${B} }}</p>`,
    ["null/printed: 'City'"],
  ],
  ['in a set', `{% set n = ${A} or ${B} %}<p>{{ n|trim }}</p>`, ["null/none-in-text: 'City'"]],
  [
    'in a condition',
    `{% if ${A} or ${B} > 3 %}<p>x</p>{% endif %}`,
    ["null/compare-raises: 'City'"],
  ],
])('what an or falls back on may be missing too: %s', (_, template, expected) => {
  expect(found(template)).toEqual(expected);
});

test.each([
  ['a constant', `<p>{{ ${A} or ${B} or 'you' }}</p>`],
  ['a default', `<p>{{ ${A} or ${B}|default('you', true) }}</p>`],
  ['a condition', `{% if ${A} or ${B} %}<p>{{ ${A} or ${B} }}</p>{% endif %}`],
  [
    'a guard',
    `{% if not (${A} or ${B}) %}{% MOE_NOT_SEND('no name') %}{% endif %}<p>{{ ${A} or ${B} }}</p>`,
  ],
])('an or that ends with %s has a value for everyone', (_, template) => {
  expect(found(template)).toEqual([]);
});
