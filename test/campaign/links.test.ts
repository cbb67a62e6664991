import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/account/index.ts';
import { checkLinks, collectLinks, looksLikeSmartPass } from '../../src/campaign/links.ts';

describe('links of a message', () => {
  test.each([
    [
      'hrefs, character references decoded, each once',
      'email',
      '<a href="https://x.test/?a=1&amp;sig=2">A</a><a href=\'https://x.test/?a=1&sig=2\'>B</a>',
      ['https://x.test/?a=1&sig=2'],
    ],
    [
      'addresses in the text of HTML',
      'email',
      '<p>see https://x.test/a.</p>',
      ['https://x.test/a'],
    ],
    [
      'no scripts, no comments',
      'email',
      '<script>"https://x.test"</script><!-- https://y.test -->',
      [],
    ],
    [
      'text with punctuation',
      'sms',
      'Go (https://x.test/a?b=c-_), now!',
      ['https://x.test/a?b=c-_'],
    ],
    ['JSON of a connector', 'connector', '{"url":"https://x.test/a"}', ['https://x.test/a']],
    [
      'standard base64',
      'push',
      'https://x.test/?data=a+/b==&sig=00',
      ['https://x.test/?data=a+/b==&sig=00'],
    ],
    [
      'a link outside of any tag that HTML would drop',
      'sms',
      '<a href="https://x.test/">',
      ['https://x.test/'],
    ],
  ])('%s', (_what, channel, text, expected) => {
    expect(collectLinks(text, channel as Channel)).toEqual(expected);
  });

  test.each([
    ['https://pub1.pskt.io/c/a4hrop?data=e30&sig=00', true],
    ['https://pub2.pskt.io/c/a4hrop', true],
    ['https://pass.shop.test/c/x?data=e30&iv=00', true],
    [
      'https://click.test/?u=https%3A%2F%2Fpass.shop.test%2Fc%2Fx%3Fdata%3De30%26sig%3D00&x=1',
      true,
    ],
    ['mailto:?body=https%3a%2f%2fpass.shop.test%2fc%2fx%3fdata%3de30%26iv%3d00', true],
    ['https://click.test/?u=https%3A%2F%2Fshop.test%2F%3Fdata%3D1', false],
    ['https://shop.test/?data=1', false],
    ['https://pskt.io.shop.test/', false],
  ])('%s', (link, expected) => {
    expect(looksLikeSmartPass(link)).toBe(expected);
  });
});

describe('what is wrong with the links of a rendered message', () => {
  const LINK = 'https://pub1.pskt.io/c/a4hrop?data=e30&sig=00';
  test.each<[text: string, codes: readonly string[], channel?: Channel]>([
    [`Hi Ada: ${LINK}`, []],
    [`Ada${LINK}`, ['map/link-glued']],
    [`${LINK}${LINK}`, []],
    [`${LINK} ${LINK}`, ['map/link-twice']],
    [`Ada${LINK}, ${LINK}`, ['map/link-glued', 'map/link-twice']],
    [`${LINK} https://shop.test/ https://shop.test/`, []],
    [`${LINK} ${LINK}`, [], 'cards'],
    [`<a href="${LINK}">a</a><a href="${LINK}">b</a>`, [], 'in-app'],
  ])('%s', (text, codes, channel = 'sms') => {
    expect(checkLinks(text, channel, 't').map(({ code }) => code)).toEqual(codes);
  });
});
