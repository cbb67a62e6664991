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

/** The `file:` URI of an absolute path. */
export function uriOfPath(path: string): string {
  const [first = '', ...rest] = path.toWellFormed().replaceAll('\\', '/').split('/');
  const root = /^[a-z]:$/i.test(first) ? `/${first}` : encodeURIComponent(first);
  return `file://${[root, ...rest.map(encodeURIComponent)].join('/')}`;
}
