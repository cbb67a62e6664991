import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawFinding,
  FAKE_SECRET,
  printable,
  SECRET_PLACEHOLDER,
  Secrets,
} from '../../src/diagnostics/index.ts';

const SECRET = 'Made0Up1Secret2Letters';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A secret as an unkind person might choose it: any characters but white space at its ends. */
const anySecret = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 70 })
  .filter((text) => text.trim() === text && text.length >= 4);

describe('a known secret is hidden in every form', () => {
  const forms: readonly (readonly [string, (secret: string) => string])[] = [
    ['as it is', (secret) => secret],
    ['JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
    ['encodeURIComponent', encodeURIComponent],
    ['a form', (secret) => new URLSearchParams({ x: secret }).toString().slice(2)],
    [
      'lower-case escapes',
      (secret) => encodeURIComponent(secret).replaceAll(/%../g, (one) => one.toLowerCase()),
    ],
    ['base64', base64],
    ['base64url without padding', (secret) => Buffer.from(secret).toString('base64url')],
    ['URL-encoded base64', (secret) => encodeURIComponent(base64(secret))],
    ['a terminal', printable],
  ];
  test.each(forms)('%s', (_name, write) => {
    fc.assert(
      fc.property(anySecret, fc.string(), fc.string(), (secret, before, after) => {
        const written = write(secret.toWellFormed());
        const text = `${before}"${written}"${after}`;
        const shown = new Secrets([secret.toWellFormed()]).hide(text);
        expect(shown).not.toContain(written);
        expect(shown).toHaveLength(text.length);
      }),
      { numRuns: 40 },
    );
  });

  test('in base64 that holds more than the secret, wherever it begins', () => {
    fc.assert(
      fc.property(
        anySecret.filter((secret) => secret.length >= 6),
        fc.string({ maxLength: 5 }),
        fc.string({ maxLength: 5 }),
        (secret, before, after) => {
          const wellFormed = secret.toWellFormed();
          const shown = new Secrets([wellFormed]).hide(base64(`${before}${wellFormed}${after}`));
          const read = Buffer.from(shown.replaceAll('•', 'A'), 'base64').toString();
          expect(read).not.toContain(wellFormed);
          expect(shown).toContain('•••••');
        },
      ),
      { numRuns: 40 },
    );
  });

  test('in lines of base64', () => {
    const lines = base64(`${'x'.repeat(40)}${SECRET}`).replaceAll(/.{76}/g, '$&\n');
    expect(
      new Secrets([SECRET])
        .hide(lines)
        .split('\n')
        .map(({ length }) => length),
    ).toEqual(lines.split('\n').map(({ length }) => length));
    expect(new Secrets([SECRET]).isIn(lines)).toBe(true);
  });

  test('in HTML, Python and YAML', () => {
    const secret = `a<b>&'"c\\d`;
    const secrets = new Secrets([secret]);
    for (const text of [
      'a&lt;b&gt;&amp;&#39;&#34;c\\d',
      `a<b>&\\'"c\\\\d`,
      `a<b>&''"c\\d`,
      'a\\u003cb\\u003e\\u0026\\u0027\\"c\\\\d',
    ])
      expect(secrets.hide(`.${text}.`)).toMatch(/^\.•+\.$/);
  });
});

describe('what is hidden', () => {
  test('lines stay: each line of a secret is hidden by itself', () => {
    const secrets = new Secrets(['first line\nsecond line']);
    expect(secrets.hide('first line\nsecond line')).toBe('••••••••••\n•••••••••••');
    expect(secrets.hide('-second line')).toBe('-•••••••••••');
  });

  test('a long secret is hidden whole where a short one is a part of it', () => {
    expect(new Secrets(['abcd', 'abcdefgh']).hide('abcdefgh abcd')).toBe('•••••••• ••••');
  });

  test('a short secret only in its place', () => {
    const secrets = new Secrets();
    secrets.add('ab', { around: { before: "SHA256('", after: "')" } });
    expect(secrets.hide("cab|convertToSHA256('ab') ab")).toBe("cab|convertToSHA256('••') ab");
    expect(secrets.isIn('ab')).toBe(false);
  });

  test('neither the placeholder nor the fake secret is one', () => {
    const text = `${SECRET_PLACEHOLDER} ${FAKE_SECRET} your-project-secret`;
    const secrets = new Secrets([...text.split(' '), undefined, '', '  ']);
    expect(secrets.hideInSource(text)).toBe(text);
    expect(secrets.isIn(text)).toBe(false);
  });

  test('data: texts at any depth and keys of others, neither own keys nor codes', () => {
    const secrets = new Secrets(['link/long', 'text', SECRET]);
    const data = {
      text: [`a ${SECRET}`, { code: 'link/long', count: 1n, none: null, at: undefined }],
    };
    expect(secrets.hideIn(data)).toEqual({
      text: [`a ${'•'.repeat(22)}`, { code: 'link/long', count: 1n, none: null, at: undefined }],
    });
    expect(secrets.hideIn({ [SECRET]: 1 })).toEqual({ ['•'.repeat(22)]: 1 });
    expect(new Secrets().hideIn(data)).toBe(data);
  });

  test('what may be another text is hidden and proves nothing', () => {
    const secrets = new Secrets();
    secrets.add('perhaps', { unsure: true });
    expect([secrets.hide('perhaps'), secrets.isIn('perhaps')]).toEqual(['•••••••', false]);
    secrets.add('perhaps');
    expect(secrets.isIn('perhaps')).toBe(true);
  });
});

describe('lines of files', () => {
  test.each([
    `{% set key = "${SECRET}" %}`,
    `# ${SECRET}`,
    'key: 0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef',
  ])('what looks like a secret is hidden: %s', (line) => {
    expect(new Secrets().hideInSource(line)).toMatch(/•{22}/);
  });

  test.each([
    "{% set person = 'abcdefghijklmnopqrstuv' %}",
    `x${SECRET}`,
    "{{ UserAttribute['First Name'] }}",
  ])('other lines are shown as they are: %s', (line) => {
    expect(new Secrets().hideInSource(line)).toBe(line);
  });

  test('an id of the text that is compared with is no secret', () => {
    expect(new Secrets().hideInSource(`a ${SECRET}`, `b ${SECRET}`)).toContain(SECRET);
  });
});

test('the time grows with the text, also where much is hidden', () => {
  const secrets = new Secrets(Array.from({ length: 200 }, (_, at) => `secret-number-${at}`));
  const text = '\\\\\\\\%25%2525AAAAAAAAsecret-number-199x'.repeat(5000);
  expect(secrets.hide(text)).toHaveLength(text.length);
});

test('a drawn finding cannot act on a terminal', () => {
  const span = { start: { line: 1, column: 2 }, end: { line: 1, column: 3 } };
  const finding = {
    code: 'cli/usage',
    severity: 'error',
    message: 'a\u001b[2Jb',
    hint: 'c\u202ed',
    file: 'e\u0007.yaml',
    span,
  } as const;
  const drawn = drawFinding(finding, 'x\u001by\tz');
  expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(drawn).toContain('a\\u001b[2Jb');
  expect(drawn).toContain('e\\u0007.yaml:1:2');
});
