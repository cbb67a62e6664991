import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPrinted, learnSecrets, signingKeyOf } from '../../src/analysis/index.ts';
import { FAKE_SECRET, Secrets } from '../../src/diagnostics/index.ts';
import { OTHER_FORMS, SIGNING_FORMS } from '../secret-forms.ts';

/** A template as it may be shown. */
function shown(template: string): string {
  const secrets = new Secrets();
  learnSecrets(template, secrets);
  return secrets.hide(template);
}

const anySecret = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 70 })
  .filter((text) => text.trim() === text && text.isWellFormed());

describe('whatever a template signs with is found', () => {
  test.each(SIGNING_FORMS)('$name', ({ write }) => {
    fc.assert(
      fc.property(anySecret, (secret) => {
        const secrets = new Secrets();
        learnSecrets(`{% set u = 'x' %}${write(secret)}`, secrets);
        expect(secrets.hide(`= ${secret} =`)).not.toContain(secret);
      }),
      { numRuns: 8 },
    );
    for (const short of ['ab', 'x', '-'])
      expect(shown(write(short)).replaceAll(/\bx\b/g, '')).not.toMatch(
        new RegExp(`['"]${short}['"]`),
      );
  });

  test.each(OTHER_FORMS)('$name', ({ write }) => {
    for (const secret of [
      'Made0Up1Secret2Letters',
      'my-own-secret',
      'hunterpass',
      'S3cr3t!',
      'pässwörd',
    ])
      expect(shown(write(secret))).not.toContain(secret);
  });

  test.each([
    ['{{ u|convertToSHA256(RealSecretABCDEF123456) }}', 'RealSecretABCDEF123456'],
    ['{{ u|convertToSHA256(0WfoVtZ7MrJSfrHVuiESxZ) }}', 'WfoVtZ7MrJSfrHVuiESxZ'],
    ['{{ u|convertToSHA256(my-own-secret) }}', 'my-own-secret'],
    ['{{ u|convertToSHA256(hunterpass) }}', 'hunterpass'],
    ['{{ u|convertToSHA256(20250131) }}', '20250131'],
    [
      "{{ u|convertToSHA256('{YOUR-PROJECT-SECRET}') }}{# secret: my-own-secret #}",
      'my-own-secret',
    ],
    ["{{ u|convertToSHA256('{YOUR-PROJECT-SECRET}') }}{# the secret is 'hunter' #}", 'hunter'],
    ['body: "{{ u|convertToSHA256(\\"RealSecret\\") }}"', 'RealSecret'],
    ["body: '{{ u|convertToSHA256(''RealSecret'') }}'", 'RealSecret'],
  ])('without quotes, in comments, in other files: %s', (template, secret) => {
    expect(shown(template)).not.toContain(secret);
  });

  test.each([
    "{{ u|convertToSHA256('{YOUR-PROJECT-SECRET}') }}",
    "{{ u|convertToSHA256(UserAttribute['Account Key']) }} Account Key",
    "{{ u|convertToSHA256(secret) }} 'other'",
    '{{ u|convertToSHA256NoSalt() }}',
    "{% set c = {'secret': '{YOUR-PROJECT-SECRET}', 'name': 'Bobby Miller'} %}{{ u|convertToSHA256(c.secret) }}",
    "{% set n = namespace(secret='{YOUR-PROJECT-SECRET}') %}{% set n.url = 'https' %}{{ u|convertToSHA256(n.secret) }}",
    "{{ u|convertToSHA256('x' if UserAttribute['Stage'] == 'production' else 'y') }} production Stage",
    '{# convertToSHA256(your secret) signs the link #}',
    "{{ 'plain text'|upper }}",
    "{{ u|default('a word')|convertToSHA256('{YOUR-PROJECT-SECRET}') }}",
  ])('nothing else is: %s', (template) => {
    expect(shown(template).replaceAll('•', 'x').replaceAll("'y'", "'x'")).toBe(
      template.replaceAll("'y'", "'x'"),
    );
  });

  test('many names, calls and choices are followed in time that grows with the text', () => {
    const chain = Array.from({ length: 300 }, (_, at) => `{% set a${at + 1} = a${at} ~ a${at} %}`);
    const template = `{% set a0 = 'RealSecret' %}${chain.join('')}{{ u|convertToSHA256(a300) }}`;
    expect(shown(template)).not.toContain('RealSecret');
    const calls = "{{ u|convertToSHA256('RealSecret') }}{# convertToSHA256(s) s = '".repeat(500);
    expect(shown(calls)).not.toContain('RealSecret');
    expect(shown('sha2'.repeat(50_000))).toContain('sha2');
  });
});

describe('what a render signs with', () => {
  test('is made known, and replaced where there is a key', () => {
    const secrets = new Secrets();
    expect(signingKeyOf(secrets, FAKE_SECRET)('RealSecret')).toBe(FAKE_SECRET);
    expect(signingKeyOf(secrets)('Another')).toBe('Another');
    expect(secrets.hide('RealSecret Another')).toBe('•••••••••• •••••••');
  });

  test('does not fill the memory where it differs from user to user', () => {
    const secrets = new Secrets();
    const key = signingKeyOf(secrets);
    for (let user = 0; user < 1000; user += 1) key(`user-${user}@example.org`);
    expect(secrets.hide('user-1@example.org')).toBe('•'.repeat(18));
    expect(secrets.hide('user-999@example.org')).toBe('user-999@example.org');
  });

  test('may not be printed', () => {
    const secrets = new Secrets(['my-own-secret']);
    for (const text of ['my-own-secret', 'my%2Down%2Dsecret', 'x bXktb3duLXNlY3JldA== y'])
      expect(checkPrinted(text.replaceAll('%2D', '-'), secrets, 'f')).toMatchObject([
        { code: 'moengage/secret-printed', severity: 'error', file: 'f' },
      ]);
    expect(checkPrinted('my own secret', secrets)).toEqual([]);
  });
});

test('a plain word without quotes is hidden in its own place, and missed in no message', () => {
  const secrets = new Secrets();
  const template = "{{ 'x'|convertToSHA256(name }}";
  learnSecrets(template, secrets);
  expect(secrets.hide(template)).toBe("{{ 'x'|convertToSHA256(\u2022\u2022\u2022\u2022 }}");
  expect(secrets.hide("expected token 'name', got 'x'")).toBe("expected token 'name', got 'x'");
  learnSecrets("{{ 'x'|convertToSHA256(Zq7CanarySecret9Xk2Lm) }}", secrets);
  expect(secrets.hide("unexpected 'Zq7CanarySecret9Xk2Lm'")).not.toContain('Canary');
});
