/** What a header of Basic authentication holds; undefined where it cannot be read. */
type BasicCredentials = { readonly user: string; readonly password: string };

/** Reads the `Authorization` header of a request. */
export function readCredentials(header: string): BasicCredentials | undefined {
  const [, given = ''] = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(header) ?? [];
  const text = decoded(given);
  const at = text.indexOf(':');
  return at < 0 ? undefined : { user: text.slice(0, at), password: text.slice(at + 1) };
}

function decoded(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
