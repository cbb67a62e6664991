import { expect, test } from 'vitest';
import { readLink } from '../../src/passkit/index.ts';
import { sampled } from '../sampled.ts';

const URL = 'https://pub1.pskt.io/c/a4hrop';
/** A link whose data is a text. */
const linkOf = (json: string): string =>
  `${URL}?data=${Buffer.from(json).toString('base64url')}&sig=${'0'.repeat(64)}`;
/** A JSON object of so many fields. */
const fieldsOf = (count: number, name: (at: number) => string): string =>
  `{${Array.from({ length: count }, (_, at) => `"${name(at)}":"b"`).join(',')}}`;

/** How many characters a text has: of 300,000, work that is not linear takes minutes. */
const many = sampled(30_000, 300_000);

const LINKS: readonly (readonly [name: string, text: string])[] = [
  ['spaces', ' '.repeat(many)],
  ['spaces before a letter', `${' '.repeat(many)}x`],
  ['spaces in the data', `${URL}?data=${' '.repeat(many)}&sig=00`],
  ['spaces after the link', `${URL}?data=eyJ&sig=00${' '.repeat(many)}x`],
  ['encoded spaces', `${URL}?data=eyJ${'%20'.repeat(many / 3)}x&sig=00`],
  ['line breaks', `${URL}?data=eyJ${'\n'.repeat(many)}x&sig=00`],
  ['soft line breaks', `${URL}?data=eyJ${'=\n'.repeat(many / 2)}x&sig=00`],
  ['tabs and spaces', `${URL}?data=eyJ${' \t'.repeat(many / 2)}x&sig=00`],
  ['ampersands', `${URL}?${'&'.repeat(many)}`],
  ['names without values', `${URL}?${'a&'.repeat(many / 2)}`],
  ['foreign parameters', `${URL}?${'a=b&'.repeat(many / 4)}sig=00`],
  ['repeated parameters', `${URL}?${'data=&'.repeat(many / 6)}sig=00`],
  ['question marks', `https://a.b/${'?'.repeat(many)}`],
  ['slashes', `https://a.b/${'/'.repeat(many)}`],
  ['backslashes', '\\'.repeat(many)],
  ['schemes', 'https://'.repeat(many / 8)],
  ['wrappers', 'https://a.b/?u='.repeat(many / 15)],
  ['paths that begin again', 'https://a.b/'.repeat(many / 12)],
  ['Proofpoint', 'https://urldefense.com/v3/__https:'.repeat(many / 34)],
  ['escapes of HTML', `${URL}?data=x&${'amp;'.repeat(many / 4)}sig=0`],
  ['brackets', '['.repeat(many)],
  ['tags', '<a '.repeat(many / 3)],
  ['marks of replies', '\n> '.repeat(many / 3)],
  ['equal signs', `${URL}?data=${'=a'.repeat(many / 2)}&sig=0`],
  ['one field many times', linkOf(fieldsOf(many / 6, () => 'a'))],
  ['one known field many times', linkOf(fieldsOf(many / 6, () => 'person.forename'))],
  ['unknown fields', linkOf(fieldsOf(many / 6, (at) => `person.x${at}`))],
  [
    'fields of broken JSON',
    linkOf(`${fieldsOf(many / 6, (at) => `person.x${at}`).slice(0, -1)},}`),
  ],
  ['quotes in broken JSON', linkOf(`{"a":"${'" '.repeat(many / 2)}}`)],
  ['commas in broken JSON', linkOf(`{${','.repeat(many)}`)],
  ['unquoted names', linkOf(`{${'a:b,'.repeat(many / 8)}`)],
  ['brackets in JSON', linkOf(`{"a":${'['.repeat(many)}`)],
  ['lists in lists', linkOf(`{"a":${'['.repeat(many / 60)}${']'.repeat(many / 60)}}`)],
  ['a long name', linkOf(`{"${'x'.repeat(many)}":"b"}`)],
  ['a long address', linkOf(`{"person.emailAddress":"${'a@'.repeat(many / 2)}"}`)],
];

test.each(LINKS)('%s: a long link is read in linear time, with few findings', (_, text) => {
  const { findings } = readLink(text, { secret: 'aFakeSecretForTests012' });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.length).toBeLessThan(100);
});

test('findings beyond the twentieth of a code are counted in it', () => {
  const { findings } = readLink(linkOf(fieldsOf(100, () => 'person.forename')), {});
  const alike = findings.filter(({ code }) => code === 'link/duplicate-field');
  expect(alike.length).toBe(20);
  expect(alike.at(-1)?.message).toContain('(and 79 more alike)');
});
