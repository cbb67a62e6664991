/** A web address and where it begins in a text. */
type FoundAddress = { readonly address: string; readonly start: number };

/** The web addresses that are in a text, each without the punctuation that ends a sentence, as mail and chat programs link them. */
export function addressesIn(text: string): readonly FoundAddress[] {
  return Array.from(text.matchAll(/https?:\/\/[^\s<>"'`\\]+/gu), ({ 0: address, index }) => ({
    address: trimmed(address),
    start: index,
  }));
}

/**
 * What of a text becomes part of an address that is right in front of it; '' where the text leaves the address alone. Further
 * parameters and a fragment (`&utm_source=x`, `#top`) leave it alone too.
 */
export function partOfAddress(text: string): string {
  const [run = ''] = /^[^\s<>"'`\\]*/u.exec(text) ?? [];
  return /^[&#]/.test(run) ? '' : trimmed(run);
}

/**
 * The end of a text that keeps an address right behind it from being one: a letter, digit or sign of addresses; '' where
 * nothing does. Scripts without spaces between words do not, nor does an escape of JSON (`\n`).
 */
export function gluedBefore(text: string): string {
  if (/\\[nrtbf]$/.test(text)) return '';
  const [end = ''] = /[\p{L}\p{N}_./%@]$/u.exec(text) ?? [];
  return UNSPACED.test(end) ? '' : end;
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function trimmed(address: string): string {
  return address.replace(/[.,;:!?)\]}]+$/u, '');
}
