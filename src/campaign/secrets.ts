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
export function withSecret(source: string, secret: string): string {
  if (!/^[\w-]+$/.test(secret)) return source;
  return source.replaceAll(SIGNED_WITH, (_whole, before: string) => `${before}'${secret}'`);
}
