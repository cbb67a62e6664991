import { FindingsError, Secrets, type Finding } from '../diagnostics/index.ts';
import { encodeText, type Base64Alphabet } from './base64.ts';
import { portableCrypto, type Crypto } from './crypto.ts';
import { minify, type PayloadInput } from './payload.ts';
import { checkProjectUrl } from './project-url.ts';

/**
 * What a link is built from. `payload` may be its JSON text already; `base64` is `url` unless said otherwise; `query` is added after the signature and is not
 * signed; `crypto` defaults to the portable hashes.
 */
export type LinkPlan = {
  readonly projectUrl: string;
  readonly payload: PayloadInput | string;
  readonly secret: string;
  readonly base64?: Base64Alphabet;
  readonly query?: Readonly<Record<string, string>> | ReadonlyMap<string, string>;
  readonly crypto?: Crypto;
};

/** Parameter names that PassKit reads itself, which a query cannot use. */
export const RESERVED_PARAMETERS: readonly string[] = ['data', 'sig', 'iv'];

/**
 * A hashed SmartPass link: `{projectUrl}?data={base64 JSON}&sig={HMAC-SHA256 of all before &sig, lower-case hex}` and the
 * unsigned query. The payload is not validated: that is `checkPayload`'s work. Throws FindingsError where the project
 * URL is wrong (warnings aside), the secret is empty or the query uses a reserved name.
 */
export function buildLink(plan: LinkPlan): string {
  const { payload } = plan;
  return linkBuilder(plan)(typeof payload === 'string' ? payload : minify(payload));
}

/** Builds links that differ in their payloads alone: the answer takes the JSON text of one. Throws as `buildLink`. */
export function linkBuilder(plan: Omit<LinkPlan, 'payload'>): (json: string) => string {
  const { projectUrl, secret, base64 = 'url', crypto = portableCrypto } = plan;
  const query = entriesOfQuery(plan.query);
  const problems = checkPlan(projectUrl, secret, query);
  if (problems.length > 0) throw new FindingsError(new Secrets([secret]).hideIn(problems));
  const extra = query
    .map(([name, value]) => `&${escapeQuery(name)}=${escapeQuery(value)}`)
    .join('');
  return (json) => {
    const signed = `${projectUrl}?data=${encoded(json, base64, crypto)}`;
    return `${signed}&sig=${crypto.hmacSha256(secret, signed)}${extra}`;
  };
}

function encoded(json: string, alphabet: Base64Alphabet, { base64 }: Crypto): string {
  if (base64 === undefined || !json.isWellFormed()) return encodeText(json, alphabet);
  const text = base64(json);
  if (alphabet === 'standard') return text;
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Percent-escapes a name or value of a query; a lone surrogate becomes U+FFFD. */
export function escapeQuery(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

function checkPlan(
  projectUrl: string,
  secret: string,
  query: readonly (readonly [string, string])[],
): readonly Finding[] {
  const findings = checkProjectUrl(projectUrl).filter(({ severity }) => severity === 'error');
  if (secret === '') {
    findings.push({
      code: 'link/no-secret',
      severity: 'error',
      message: 'the project secret is empty',
    });
  }
  for (const [name] of query) {
    if (!RESERVED_PARAMETERS.includes(name)) continue;
    const message = `the query parameter ${name} is one that PassKit reads itself, expected another name`;
    findings.push({ code: 'link/reserved-parameter', severity: 'error', message });
  }
  return findings;
}

function entriesOfQuery(query: LinkPlan['query']): readonly (readonly [string, string])[] {
  if (query === undefined) return [];
  return query instanceof Map
    ? [...query]
    : Object.entries(query as Readonly<Record<string, string>>);
}
