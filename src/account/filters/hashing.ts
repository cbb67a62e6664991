import { str, type CallState, type Callable, type Value } from '../../jinja/values/index.ts';
import { checkEncodable } from '../utf8.ts';
import type { FilterOptions } from './options.ts';

/**
 * `convertToSHA256(secret)`: the integration guide of PassKit says that it is the SHA-256 HMAC of the value under the secret;
 * the profile's `hash` and `hashCase` say otherwise where an account does otherwise. What it signs with is what `signingKey` makes of
 * the secret, whichever way the template came by it. `convertToSHA256NoSalt()`: plain SHA-256.
 */
export function hashingFilters(options: FilterOptions): Callable[] {
  const { crypto, profile, signingKey = (given) => given } = options;
  const cased = (hex: string): string => (profile.hashCase === 'upper' ? hex.toUpperCase() : hex);
  const keyed = (_state: CallState, value: Value, secret: Value): string => {
    const subject = text(value);
    const key = signingKey(text(secret));
    if (profile.hash === 'hmac-sha256-hex') return cased(crypto.hmacSha256(key, subject));
    return cased(
      crypto.sha256(profile.hash === 'sha256-value-secret' ? subject + key : key + subject),
    );
  };
  const plain = (_state: CallState, value: Value): string => cased(crypto.sha256(text(value)));
  return [
    { name: 'convertToSHA256', params: ['value', 'secret'], style: 'python', run: keyed },
    { name: 'convertToSHA256NoSalt', params: ['value'], style: 'python', run: plain },
  ];
}

/** `str(value)`, or the UnicodeEncodeError that encoding it raises. */
function text(value: Value): string {
  const plain = str(value);
  checkEncodable(plain);
  return plain;
}
