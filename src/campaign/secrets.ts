import { SourceMap } from '../diagnostics/index.ts';

/**
 * What previews and tests sign with unless they are told a secret: the first visit to a live link creates a pass, so a
 * preview shows none. It is no project's secret.
 */
export const FAKE_SECRET = 'FakeSecretForPreviews0';

const SIGNED_WITH =
  /(\|\s*convertToSHA256\s*\(\s*(?:secret\s*=\s*)?)(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;

/**
 * A handwritten template whose links are signed with another secret: the literal argument of each `convertToSHA256` is
 * replaced, nothing else. The secret is one word of letters and digits, or the text stays as it is.
 */
export function withSecret(source: string, secret: string): SourceMap {
  const map = SourceMap.of(source);
  if (!/^[\w-]+$/.test(secret)) return map;
  const edits = [...source.matchAll(SIGNED_WITH)].map(({ 0: whole, 1: before = '', index }) => ({
    from: index + before.length,
    to: index + whole.length,
    text: `'${secret}'`,
  }));
  return map.edited(edits);
}
