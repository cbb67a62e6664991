/** A key that promises a secret, and the word behind it. */
const KEYED =
  /["']?[\w.-]*(?:key|secret|token|passw(?:or)?d)[\w.-]*["']?[ \t]*:[ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s,{}[\]"'#]+))/gi;

/**
 * What a configuration holds under keys that promise a secret, which belongs in none: whatever is said of the file hides it. The text
 * need not be YAML.
 */
export function configSecrets(text: string): readonly string[] {
  return Array.from(text.matchAll(KEYED), ([, one, other, plain]) => one ?? other ?? plain ?? '');
}
