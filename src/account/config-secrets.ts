/** The end of a key that promises a secret, and the word behind it. */
const KEYED =
  /(?:key|secret|token|passw(?:or)?d)[\w.-]{0,100}["']?[ \t]{0,100}:[ \t]{0,100}(?:"([^"\n]{1,1000})"|'([^'\n]{1,1000})'|([^\s,{}[\]"'#]{1,1000}))/gi;

/**
 * What a configuration holds under keys that promise a secret, which belongs in none: whatever is said of the file hides it. The text
 * need not be YAML.
 */
export function configSecrets(text: string): readonly string[] {
  return Array.from(text.matchAll(KEYED), ([, one, other, plain]) => one ?? other ?? plain ?? '');
}
