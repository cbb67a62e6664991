import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FindingsError } from '../../src/diagnostics/index.ts';
import {
  BUTTONS,
  buildLink,
  checkProjectUrl,
  portableCrypto,
  type LinkPlan,
} from '../../src/passkit/index.ts';

const SECRET = 'aFakeSecretForTests012';
const plan: LinkPlan = {
  projectUrl: 'https://pub1.pskt.io/c/a4hrop',
  payload: { 'person.forename': 'Ada', 'person.surname': 'O"Brien' },
  secret: SECRET,
};

describe('portable hashes', () => {
  test('agree with node:crypto', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (key, value) => {
        const hmac = (name: string): string => createHmac(name, key).update(value).digest('hex');
        expect(portableCrypto.hmacSha256(key, value)).toBe(hmac('sha256'));
        expect(portableCrypto.hmacSha1(key, value)).toBe(hmac('sha1'));
        expect(portableCrypto.sha256(value)).toBe(createHash('sha256').update(value).digest('hex'));
      }),
    );
  });
});

describe('building links', () => {
  test('signs everything before &sig', () => {
    const data = Buffer.from('{"person.forename":"Ada","person.surname":"O\\"Brien"}').toString(
      'base64url',
    );
    const signed = `https://pub1.pskt.io/c/a4hrop?data=${data}`;
    const sig = createHmac('sha256', SECRET).update(signed).digest('hex');
    expect(buildLink(plan)).toBe(`${signed}&sig=${sig}`);
  });

  test('adds the query after the signature, escaped', () => {
    const query = new Map([
      ['utm_source', 'a b&c'],
      ['x y', '\ud800é'],
    ]);
    expect(buildLink({ ...plan, query })).toBe(
      `${buildLink(plan)}&utm_source=a%20b%26c&x%20y=%EF%BF%BD%C3%A9`,
    );
  });

  test('standard base64 goes in as it is', () => {
    const payload = { 'person.forename': '~~~>>>' };
    const data = Buffer.from(JSON.stringify(payload)).toString('base64');
    expect(buildLink({ ...plan, payload, base64: 'standard' })).toContain(`?data=${data}&sig=`);
  });

  test.each<[string, Partial<LinkPlan>, string[]]>([
    ['an empty secret', { secret: '' }, ['link/no-secret']],
    ['http', { projectUrl: 'http://pub1.pskt.io/c/a4hrop' }, ['link/not-https']],
    ['no code', { projectUrl: 'https://pub1.pskt.io/c/' }, ['link/wrong-path']],
    [
      'a query in the project URL',
      { projectUrl: 'https://pub1.pskt.io/c/a4hrop?x=1' },
      ['link/wrong-path'],
    ],
    ['no URL', { projectUrl: 'a4hrop' }, ['link/not-a-url']],
    [
      'a reserved parameter',
      { query: { sig: 'x', iv: 'y' } },
      ['link/reserved-parameter', 'link/reserved-parameter'],
    ],
  ])('%s is refused', (_, change, codes) => {
    let caught: unknown;
    try {
      buildLink({ ...plan, ...change });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(FindingsError);
    expect((caught as FindingsError).findings.map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    ['https://pub1.pskt.io/c/a4hrop', []],
    ['https://pub2.pskt.io/c/5RxVD1cVTYX0wmqm01MCXr', []],
    ['HTTPS://PUB1.pskt.io/c/a4hrop', []],
    ['https://pskt.io/c/wrsynr', ['link/unusual-host']],
    ['https://pub1.pskt.io/c/a4hrop/', ['link/wrong-path']],
    ['https://pub1.pskt.io', ['link/wrong-path']],
    ['https://pub1.pskt.io/c/{programId}', ['link/wrong-path']],
    ['https://pub1.pskt.io/c/a4 hrop', ['link/not-a-url']],
    ['', ['link/not-a-url']],
    ['javascript:alert(1)', ['link/not-a-url']],
  ])('%s as a project URL: %j', (url, codes) => {
    expect(checkProjectUrl(url).map(({ code }) => code)).toEqual(codes);
  });
});

test('the buttons are the two of the guide', () => {
  expect(BUTTONS.map(({ platform }) => platform)).toEqual(['android', 'apple']);
  for (const { image, alt } of BUTTONS) {
    expect(image).toMatch(
      /^https:\/\/messagecontent-public\.s3\.amazonaws\.com\/wallet\/add-to-wallet-buttons\/\w+\.svg$/,
    );
    expect(alt).not.toBe('');
  }
});
