/** The variables that name a proxy, as curl and Node know them. */
const PROXIES: readonly string[] = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** The first releases of Node whose fetch takes a proxy from the environment, by major version. */
const FIRST: ReadonlyMap<number, number> = new Map([
  [22, 21],
  [24, 0],
]);

/**
 * What to do about a proxy that the environment names and that this Node does not use; undefined where there is none, or where it is
 * used. Source: Node's documentation of NODE_USE_ENV_PROXY.
 */
export function proxyHint(
  env: Readonly<Record<string, string | undefined>>,
  version: string = process.versions.node,
): string | undefined {
  const name = PROXIES.find((one) => (env[one] ?? '') !== '');
  if (name === undefined) return undefined;
  if (!knowsProxies(version))
    return `${name} is set, and fetch of Node ${version} takes no proxy from the environment: use Node 22.21 or later, or 24, with NODE_USE_ENV_PROXY=1`;
  const isUsed =
    env['NODE_USE_ENV_PROXY'] === '1' || /--use-env-proxy\b/.test(env['NODE_OPTIONS'] ?? '');
  return isUsed ? undefined : `${name} is set, and Node uses it with NODE_USE_ENV_PROXY=1 only`;
}

function knowsProxies(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const first = FIRST.get(major);
  return first === undefined ? major > 24 : minor >= first;
}
