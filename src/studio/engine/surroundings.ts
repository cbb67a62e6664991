import type { Campaign, Surroundings } from '../../campaign/index.ts';
import { Cache } from '../../diagnostics/index.ts';
import { portableCrypto, type Crypto } from '../../passkit/index.ts';

/** So many signatures are kept: those of some thousand links, in a few megabytes. */
const MOST = 8192;

/**
 * The hashes of a worker. A link that is signed is read back at once, and signed again with the next letter that somebody types: what
 * was hashed a moment ago is not hashed again.
 */
export function rememberingCrypto(): Crypto {
  const known = new Cache<{ readonly hash: string }>(MOST);
  const recall = (key: string, hash: () => string): string =>
    known.recall(key, () => ({ hash: hash() })).hash;
  return {
    ...portableCrypto,
    hmacSha256: (key, text) =>
      recall(`hmac ${key.length} ${key}${text}`, () => portableCrypto.hmacSha256(key, text)),
    sha256: (text) => recall(`sha ${text}`, () => portableCrypto.sha256(text)),
  };
}

/** What a campaign is rendered with: its hashes and its own instant. */
export function surroundingsOf(campaign: Pick<Campaign, 'now'>, crypto: Crypto): Surroundings {
  const { now } = campaign;
  return { hashes: crypto, clock: () => now };
}
