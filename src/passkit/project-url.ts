import type { Finding } from '../diagnostics/index.ts';

/** The hosts that PassKit's documents show in project URLs. */
export const PROJECT_HOSTS: readonly string[] = ['pub1.pskt.io', 'pub2.pskt.io'];

const SHAPE = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)([?#].*)?$/is;
const PATH = /^\/c\/[A-Za-z0-9_-]+$/;

/**
 * What is wrong with a project URL such as `https://pub1.pskt.io/c/a4hrop` (PassKit dashboard, Distribution): https, a
 * path of two parts, `c` and a short code, nothing after it. Other hosts than pub1 and pub2 are a warning.
 */
export function checkProjectUrl(url: string): Finding[] {
  if (url === lastRight) return [];
  const findings = problemsOf(url);
  if (findings.length === 0) lastRight = url;
  return findings;
}

/** The URL that was right last: all links of a campaign have the same. */
let lastRight: string | undefined;

function problemsOf(url: string): Finding[] {
  const parts = SHAPE.exec(url);
  const [, scheme = '', host = '', path = '', rest] = parts ?? [];
  if (scheme === '' || host === '' || /\s/.test(url) || !isUrl(url)) {
    const isEncoded = /^https?%3A%2F%2F/i.test(url);
    const isBare = scheme === '' && host.includes('.');
    const hint = isEncoded
      ? 'it is percent-encoded as a whole: decode it first'
      : isBare
        ? 'put https:// before it'
        : undefined;
    const message = `${shown(url)} is not a URL, expected one such as https://pub1.pskt.io/c/a4hrop`;
    return [
      {
        code: 'link/not-a-url',
        severity: 'error',
        message,
        ...(hint === undefined ? {} : { hint }),
      },
    ];
  }
  const findings: Finding[] = [];
  if (scheme.toLowerCase() !== 'https://') {
    const message = `the link begins with ${scheme}, expected https://`;
    findings.push({ code: 'link/not-https', severity: 'error', message });
  }
  if (!PROJECT_HOSTS.includes(host.toLowerCase())) {
    const message = `the host is ${host}, expected ${PROJECT_HOSTS.join(' or ')}`;
    const hint = 'copy the URL from Distribution in the PassKit dashboard';
    findings.push({ code: 'link/unusual-host', severity: 'warning', message, hint });
  }
  findings.push(...checkPath(path, rest));
  return findings;
}

function checkPath(path: string, rest: string | undefined): Finding[] {
  if (rest !== undefined) {
    const message = `the project URL goes on after its path with ${shown(rest)}, expected nothing`;
    return [{ code: 'link/wrong-path', severity: 'error', message }];
  }
  if (PATH.test(path)) return [];
  const slash = PATH.test(path.replace(/\/+$/, ''));
  const message = slash
    ? `the path ${shown(path)} ends with a slash, expected none`
    : `the path is ${shown(path === '' ? '/' : path)}, expected /c/ and the project's short code`;
  return [{ code: 'link/wrong-path', severity: slash ? 'warning' : 'error', message }];
}

function isUrl(url: string): boolean {
  try {
    return new URL(url).host !== '';
  } catch {
    return false;
  }
}

function shown(text: string): string {
  return text.length > 60 ? `'${text.slice(0, 57)}...'` : `'${text}'`;
}
