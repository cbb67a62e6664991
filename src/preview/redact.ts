/** What stands where a secret stood; as long as the secret, so that marks in lines stay where they are. */
const DOT = '•';

/** Shorter texts are no secrets: replacing them would hide ordinary words. */
const SHORTEST = 8;

/** The same data with every text that holds the secret made harmless. Keys stay as they are. */
export function hide<T>(data: T, secret: string): T {
  if (secret.length < SHORTEST) return data;
  const dots = DOT.repeat(secret.length);
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.includes(secret) ? value.replaceAll(secret, dots) : value;
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)]));
  };
  return clean(data) as T;
}
