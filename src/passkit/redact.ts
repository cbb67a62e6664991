/** Shorter texts are no secrets of PassKit's (22 and 64 characters) and would blot out ordinary words. */
const SHORTEST = 8;

/** A copy of a value of plain objects, lists and strings in which every secret is blotted out, its length kept; keys stay. */
export function redact<T>(value: T, secrets: readonly (string | undefined)[]): T {
  const hidden = secrets.filter(
    (secret): secret is string => secret !== undefined && secret.length >= SHORTEST,
  );
  if (hidden.length === 0) return value;
  const text = JSON.stringify(value);
  const held = hidden.some((secret) => text.includes(JSON.stringify(secret).slice(1, -1)));
  return held ? (blot(value, hidden) as T) : value;
}

function blot(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') {
    return secrets.reduce(
      (text, secret) => text.replaceAll(secret, '\u2022'.repeat(secret.length)),
      value,
    );
  }
  if (Array.isArray(value)) return value.map((item) => blot(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, blot(item, secrets)]),
  );
}
