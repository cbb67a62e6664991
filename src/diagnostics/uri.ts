/** The path of a `file:` URI, with `/` between its parts; undefined for every other and for what is not one. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const { protocol, pathname, host } = new URL(uri);
    if (protocol !== 'file:') return undefined;
    const path = decodeURIComponent(pathname);
    const drive = /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
    return host === '' ? drive : `//${host}${drive}`;
  } catch {
    return undefined;
  }
}

/**
 * A path as a URI; its parts are written with `/` between them, which stays. One of a drive, of a share or from the root is a `file:`
 * URI, any other is relative.
 */
export function uriOfPath(path: string): string {
  const [, drive = '', rest = ''] = /^([A-Za-z]:(?=\/))?([^]*)$/.exec(path.toWellFormed()) ?? [];
  const encoded = rest.split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${encoded}`;
  if (encoded.startsWith('//')) return `file:${encoded}`;
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}
