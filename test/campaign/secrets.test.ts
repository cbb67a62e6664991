import { expect, test } from 'vitest';
import { FAKE_SECRET, withSecret } from '../../src/campaign/secrets.ts';

test.each([
  ["{% set s = u|convertToSHA256('abc') %}", "{% set s = u|convertToSHA256('NEW') %}"],
  ['{{ u | convertToSHA256( "a\'b\\"c" ) }}', "{{ u | convertToSHA256( 'NEW' ) }}"],
  ["{{ u|convertToSHA256(secret) }} 'abc'", "{{ u|convertToSHA256(secret) }} 'abc'"],
  ['{{ u|convertToSHA256NoSalt() }}', '{{ u|convertToSHA256NoSalt() }}'],
  ['no template', 'no template'],
])('%s', (source, expected) => {
  expect(withSecret(source, 'NEW').text).toBe(expected);
});

test('nothing that would change the template can be put in', () => {
  const source = "{{ u|convertToSHA256('abc') }}";
  expect(withSecret(source, "x') }}{{ (' ").text).toBe(source);
});

test('the fake secret has the form of a real one', () => {
  expect(FAKE_SECRET).toMatch(/^[A-Za-z0-9]{22}$/);
});
