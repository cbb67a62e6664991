import { expect, test } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

const DATA = `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}`;
const SIGNED = `${DATA}{% set link = url ~ '&sig=' ~ url|convertToSHA256('{YOUR-PROJECT-SECRET}') %}`;

test.each([
  ['signed, and not in the message yet', SIGNED, false],
  ['signed, and in the message', `${SIGNED}<a href="{{link}}">Card</a>`, false],
  ['signed, and in the message without the signature', `${SIGNED}<a href="{{url}}">Card</a>`, true],
  ['not signed, and not in the message', DATA, true],
  ['not signed, and in the message', `${DATA}<a href="{{url}}">Card</a>`, true],
])('a link that is %s', (_, template, isReported) => {
  const { findings } = lint(template, lintOptions({ channel: 'email', trigger: 'event' }));
  const errors = findings.filter(
    ({ severity, code }) => severity === 'error' && code.startsWith('link/'),
  );
  expect(errors.length > 0).toBe(isReported);
});
