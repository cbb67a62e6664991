import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLink, encodeText, readLink } from '../../src/passkit/index.ts';

const SECRET = 'aFakeSecretForTests012';
const URL = 'https://pub1.pskt.io/c/a4hrop';

test('a secret is in no report, wherever the link holds it', () => {
  const holders = [
    `${URL}?data=${encodeText(`{"person.dateOfBirth":"${SECRET}"}`, 'url')}&sig=${SECRET}`,
    `${URL}?data=${encodeText(`{"${SECRET}":"x",}`, 'url')}&sig=00`,
    `https://${SECRET}/c/x?data=e30&sig=x&${SECRET}=${SECRET}`,
    `${URL}/${SECRET}?data=${SECRET}*&sig=x#${SECRET}`,
    `${URL}?data=${encodeText(String.raw`{"meta.a":"\u0061FakeSecretForTests012"}`, 'url')}&sig=00`,
    SECRET,
  ];
  for (const link of holders) {
    const report = readLink(link, { secret: SECRET });
    expect(JSON.stringify(report)).not.toContain(SECRET);
  }
  expect(readLink(holders[0] ?? '', { secret: SECRET }).findings[0]?.code).toBe(
    'link/secret-in-link',
  );
});

test('any secret of PassKit length stays out of findings and errors', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{22}$/), fc.string(), (secret, text) => {
      const link = buildLink({ projectUrl: URL, payload: { 'meta.x': text }, secret });
      for (const given of [secret, `${secret} `, `x${secret.slice(1)}`]) {
        expect(JSON.stringify(readLink(link, { secret: given }))).not.toContain(given);
      }
    }),
  );
  expect(() => buildLink({ projectUrl: `${URL}/${SECRET}`, payload: {}, secret: SECRET })).toThrow(
    /^(?!.*aFakeSecret).*•{22}/,
  );
});

test('spaces around the secret are named as the cause', () => {
  const link = buildLink({
    projectUrl: URL,
    payload: { 'person.externalId': 'u-1' },
    secret: SECRET,
  });
  const [finding] = readLink(link, { secret: `${SECRET}\n` }).findings;
  expect(finding?.hint).toContain('spaces around the secret');
});
