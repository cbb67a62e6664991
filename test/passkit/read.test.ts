import { Buffer } from 'node:buffer';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODES } from '../../src/diagnostics/index.ts';
import { buildLink, readLink, type LinkReport, type ReadOptions } from '../../src/passkit/index.ts';
import { anyText } from '../any-text.ts';
import { payload, SECRET, text, URL } from './random-payloads.ts';

const PAYLOAD = '{"person.externalId":"u-1","person.forename":"Ada"}';

type Case = {
  name: string;
  url?: string;
  text?: string;
  hex?: string;
  base64?: 'standard';
  escapePadding?: boolean;
  insert?: string;
  sign?: string;
  edit?: [pattern: string, to: string][];
  unsecret?: boolean;
  codes: string[];
  hint?: string;
  message?: string;
} & Pick<ReadOptions, 'kind' | 'lengths'> &
  Partial<Pick<LinkReport, 'family' | 'query'>> &
  LinkReport['signature'];
const cases = JSON.parse(readFileSync('fixtures/passkit/links.json', 'utf8')) as Case[];

const hmac = (text: string, key: string = SECRET, algorithm = 'sha256'): string =>
  createHmac(algorithm, key).update(text).digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function sign(how: string | undefined, signed: string, json: string): string {
  const digest = createHmac('sha256', SECRET).update(signed);
  const ways = new Map<string | undefined, () => string>([
    [undefined, () => digest.digest('hex')],
    ['sha1', () => hmac(signed, SECRET, 'sha1')],
    ['upper', () => digest.digest('hex').toUpperCase()],
    ['base64', () => encodeURIComponent(digest.digest('base64'))],
    ['base64url', () => digest.digest('base64url')],
    ['other-secret', () => hmac(signed, 'anotherSecret')],
    ['sha256-after', () => sha256(signed + SECRET)],
    ['sha256-before', () => sha256(SECRET + signed)],
    ['sha256', () => sha256(signed)],
    ['data', () => hmac(signed.slice(signed.indexOf('=') + 1))],
    ['json', () => hmac(json)],
    ['newline', () => hmac(`${signed}\n`)],
  ]);
  return ways.get(how)?.() ?? '';
}

function linkOf(row: Case): string {
  const bytes =
    row.hex === undefined ? Buffer.from(row.text ?? PAYLOAD) : Buffer.from(row.hex, 'hex');
  const data = bytes.toString(row.base64 === 'standard' ? 'base64' : 'base64url');
  const written = row.escapePadding === true ? data.replaceAll('=', '%3D') : data;
  const signed = `${row.url ?? URL}?data=${written}${row.insert ?? ''}`;
  const link = `${signed}&sig=${sign(row.sign, signed, bytes.toString())}`;
  return (row.edit ?? []).reduce(
    (text, [pattern, to]) => text.replace(new RegExp(pattern, 's'), to),
    link,
  );
}

describe('reading links', () => {
  test.each(cases)('$name', (row) => {
    const { kind, lengths, unsecret } = row;
    const report = readLink(linkOf(row), {
      ...(unsecret === true ? {} : { secret: SECRET }),
      ...(kind && { kind }),
      ...(lengths && { lengths }),
    });
    expect(report.findings.map(({ code }) => code)).toEqual(row.codes);
    const { verdict, algorithm, form, family, query } = row;
    expect(report).toMatchObject({
      signature: { verdict, ...(algorithm && { algorithm }), ...(form && { form }) },
      ...(family && { family }),
      ...(query && { query }),
    });
    const { findings } = report;
    expect(findings.map(({ hint }) => hint).join('; ')).toContain(row.hint ?? '');
    expect(findings.map(({ message }) => message).join('; ')).toContain(row.message ?? '');
    expect([...CODES.keys()]).toEqual(expect.arrayContaining(row.codes));
  });

  test('a report says what the link holds', () => {
    const row: Case = { name: '', codes: [], verdict: 'valid' };
    expect(readLink(`${linkOf(row)}&utm_source=moengage`, { secret: SECRET })).toEqual({
      family: 'hashed',
      link: `${linkOf(row)}&utm_source=moengage`,
      projectUrl: URL,
      payload: [
        ['person.externalId', 'u-1'],
        ['person.forename', 'Ada'],
      ],
      payloadText: PAYLOAD,
      base64: expect.stringMatching(/^(?:either|url)$/) as string,
      signature: { verdict: 'valid', algorithm: 'hmac-sha256', form: 'hex' },
      query: [['utm_source', 'moengage']],
      length: linkOf(row).length + '&utm_source=moengage'.length,
      findings: [],
    });
  });

  test('fields that can be read are recovered from a payload that is not JSON', () => {
    const text = '{"person.externalId": "u-1","person.surname":"O"Brien",}"';
    const report = readLink(linkOf({ name: '', text, codes: [], verdict: 'valid' }), {
      secret: SECRET,
    });
    expect(report.payload).toBeUndefined();
    expect(report.recovered).toEqual([
      ['person.externalId', 'u-1'],
      ['person.surname', 'O"Brien'],
    ]);
    const spans = report.findings.map(({ file, span, message }) => [
      file,
      span?.start.column,
      message,
    ]);
    expect(spans).toEqual([
      ['payload', text.indexOf('"Brien') + 1, expect.stringContaining('unescaped quote')],
      ['payload', text.length - 2, expect.stringContaining('trailing comma')],
      ['payload', text.length, expect.stringContaining('stray quote')],
    ]);
  });

  test('the last of two equal fields counts, as JSON parsers have it', () => {
    const text = '{"person.externalId":"u-1","person.externalId":"u-2"}';
    const report = readLink(linkOf({ name: '', text, codes: [], verdict: 'valid' }), {
      secret: SECRET,
    });
    expect(report.payload).toEqual([['person.externalId', 'u-2']]);
  });

  test('never throws, whatever it is given', () => {
    const part = fc.constantFrom(
      'https://',
      'pub1.pskt.io',
      '/c/',
      'a',
      '?',
      'data=',
      '&',
      'sig=',
      'iv=',
      '%',
      '%2',
      '+',
      'eyJ',
      '=',
      '#',
      ' ',
      '\n',
      '\u{1f44d}',
      '\ud800',
      '{{',
      'é',
      '/',
    );
    const texts = fc.oneof(
      anyText(),
      fc.array(part, { maxLength: 20 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const report = readLink(text, { secret: SECRET, encryptionKey: 'ab'.repeat(32) });
        expect(report.findings.filter(({ code }) => !CODES.has(code))).toEqual([]);
        expect(report.signature.verdict).not.toBe('valid');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('building and reading', () => {
  const alphabet = fc.constantFrom('url' as const, 'standard' as const);

  test('what is built reads back valid, with the same fields in the same order', () => {
    fc.assert(
      fc.property(payload, alphabet, text, (fields, base64, value) => {
        const link = buildLink({
          projectUrl: URL,
          payload: fields,
          secret: SECRET,
          base64,
          query: { utm_source: value },
        });
        const report = readLink(link, { secret: SECRET });
        expect(report.signature.verdict).toBe('valid');
        expect(report.payload).toEqual(Object.entries(fields));
        expect(report.query).toEqual([['utm_source', value]]);
        const errors = report.findings.filter(({ severity }) => severity === 'error');
        expect(errors).toEqual([]);
      }),
    );
  });
});

test('a minified payload is read as one with a space in front of it, places included', () => {
  const name = fc.oneof(
    anyText(),
    fc.constantFrom('1', '__proto__', 'person.forename', 'universal.expiryDate', 'meta.a'),
  );
  const value = fc.oneof({ weight: 5, arbitrary: anyText() }, fc.jsonValue());
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
      const members = pairs.map((pair) => pair.map((one) => JSON.stringify(one)).join(':'));
      const json = `{${members.join(',')}}`;
      const [minified, spaced] = [json, ` ${json}`].map((one) =>
        readLink(`${URL}?data=${Buffer.from(one).toString('base64url')}`),
      );
      expect(minified?.payload).toEqual(spaced?.payload);
      expect(inPayload(minified, 1)).toEqual(inPayload(spaced, 0));
    }),
  );
});

/** What is wrong with the payload of a link, its places moved by some columns. */
function inPayload(report: LinkReport | undefined, columns: number): readonly unknown[] {
  return (report?.findings ?? [])
    .filter(({ file, code }) => file === 'payload' && code !== 'link/not-minified')
    .map(({ code, message, span }) => [
      code,
      message,
      span?.start.line,
      (span?.start.column ?? 0) + columns,
      (span?.end.column ?? 0) + columns,
    ]);
}
