import { describe, expect, test } from 'vitest';
import { readLink } from '../../src/passkit/index.ts';

const URL = 'https://pub1.pskt.io/c/a4hrop';
const MANY = 300_000;
const data = (json: string): string =>
  `${URL}?data=${Buffer.from(json).toString('base64url')}&sig=${'0'.repeat(64)}`;
const fields = (count: number, name: (at: number) => string): string =>
  `{${Array.from({ length: count }, (_, at) => `"${name(at)}":"b"`).join(',')}}`;

/** Texts on which work that is not linear takes minutes: the test's time is the limit. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['spaces', ' '.repeat(MANY)],
  ['spaces before a letter', `${' '.repeat(MANY)}x`],
  ['spaces in the data', `${URL}?data=${' '.repeat(MANY)}&sig=00`],
  ['spaces after the link', `${URL}?data=eyJ&sig=00${' '.repeat(MANY)}x`],
  ['encoded spaces', `${URL}?data=eyJ${'%20'.repeat(MANY / 3)}x&sig=00`],
  ['line breaks', `${URL}?data=eyJ${'\n'.repeat(MANY)}x&sig=00`],
  ['soft line breaks', `${URL}?data=eyJ${'=\n'.repeat(MANY / 2)}x&sig=00`],
  ['tabs and spaces', `${URL}?data=eyJ${' \t'.repeat(MANY / 2)}x&sig=00`],
  ['ampersands', `${URL}?${'&'.repeat(MANY)}`],
  ['names without values', `${URL}?${'a&'.repeat(MANY / 2)}`],
  ['foreign parameters', `${URL}?${'a=b&'.repeat(MANY / 4)}sig=00`],
  ['repeated parameters', `${URL}?${'data=&'.repeat(MANY / 6)}sig=00`],
  ['question marks', `https://a.b/${'?'.repeat(MANY)}`],
  ['slashes', `https://a.b/${'/'.repeat(MANY)}`],
  ['backslashes', '\\'.repeat(MANY)],
  ['schemes', 'https://'.repeat(MANY / 8)],
  ['wrappers', 'https://a.b/?u='.repeat(MANY / 15)],
  ['paths that begin again', 'https://a.b/'.repeat(MANY / 12)],
  ['Proofpoint', 'https://urldefense.com/v3/__https:'.repeat(MANY / 34)],
  ['escapes of HTML', `${URL}?data=x&${'amp;'.repeat(MANY / 4)}sig=0`],
  ['brackets', '['.repeat(MANY)],
  ['tags', '<a '.repeat(MANY / 3)],
  ['marks of replies', '\n> '.repeat(MANY / 3)],
  ['equal signs', `${URL}?data=${'=a'.repeat(MANY / 2)}&sig=0`],
  ['one field 50,000 times', data(fields(50_000, () => 'a'))],
  ['one known field 50,000 times', data(fields(50_000, () => 'person.forename'))],
  ['50,000 unknown fields', data(fields(50_000, (at) => `person.x${at}`))],
  [
    '50,000 fields of broken JSON',
    data(`${fields(50_000, (at) => `person.x${at}`).slice(0, -1)},}`),
  ],
  ['quotes in broken JSON', data(`{"a":"${'" '.repeat(MANY / 2)}}`)],
  ['commas in broken JSON', data(`{${','.repeat(MANY)}`)],
  ['unquoted names', data(`{${'a:b,'.repeat(MANY / 8)}`)],
  ['brackets in JSON', data(`{"a":${'['.repeat(MANY)}`)],
  ['lists in lists', data(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`)],
  ['a long name', data(`{"${'x'.repeat(MANY)}":"b"}`)],
  ['a long address', data(`{"person.emailAddress":"${'a@'.repeat(MANY / 2)}"}`)],
];

describe('a link of a megabyte is read in linear time, with few findings', () => {
  test.each(TEXTS)('%s', { timeout: 20_000 }, (_, text) => {
    const { findings } = readLink(text, { secret: 'aFakeSecretForTests012' });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(100);
  });
});

test('findings beyond the twentieth of a code are counted in it', () => {
  const { findings } = readLink(data(fields(100, () => 'person.forename')), {});
  const alike = findings.filter(({ code }) => code === 'link/duplicate-field');
  expect(alike.length).toBe(20);
  expect(alike.at(-1)?.message).toContain('(and 79 more alike)');
});
