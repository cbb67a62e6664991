import { decodeBase64 } from '../base64.ts';
import { decodePercent, splitLink, type LinkParts } from '../link-parts.ts';
import { changed, holdsLink, type Step } from './step.ts';

/** Services whose links lead to another one: what their host names look like, and what they are called. */
const SERVICES: readonly (readonly [host: RegExp, name: string])[] = [
  [/safelinks\.protection\.(?:outlook|office365)\.\w+$/, 'Microsoft SafeLinks'],
  [/(?:^|\.)google\.[a-z.]+$|googleadservices\.com$/, 'Google'],
  [/urldefense\.(?:proofpoint\.com|com|us)$/, 'Proofpoint URL Defense'],
  [/mimecast\.com$/, 'Mimecast'],
  [/secure-web\.cisco\.com$/, 'Cisco Secure Email'],
  [/linkprotect\.cudasvc\.com$/, 'Barracuda'],
  [/protection\.sophos\.com$/, 'Sophos'],
  [/(?:fireeye|trellix)\.com$/, 'FireEye'],
  [/trendmicro\.com$/, 'Trend Micro'],
  [/clicktime\.(?:symantec|cloud\.postoffice)\.\w+$/, 'Symantec'],
  [/(?:facebook|instagram)\.com$/, 'Facebook'],
  [/linkedin\.com$/, 'LinkedIn'],
  [/slack-redir\.net$/, 'Slack'],
  [/(?:^|\.)t\.co$|twitter\.com$|^x\.com$/, 'X'],
  [/(?:^|\.)(?:wa\.me|whatsapp\.com)$/, 'WhatsApp'],
  [
    /(?:sendgrid|sparkpostmail|mailgun|mandrillapp|list-manage|hubspot\w*|mkt\d*|mailchimp)\.\w+$/,
    'a click counter',
  ],
  [/(?:^|\.)(?:moengage|moengagetracking)\.com$/, "MoEngage's click tracking"],
  [
    /(?:^|\.)(?:bit\.ly|tinyurl\.com|goo\.gl|ow\.ly|rebrand\.ly|is\.gd|buff\.ly|lnkd\.in)$/,
    'a link shortener',
  ],
];

/** The link inside one of a mail protector, a click counter or a redirect; nested ones are unwrapped one by one. */
export function wrapper(text: string): Step | undefined {
  const parts = splitLink(text);
  const host = /^[a-z][a-z0-9+.-]{0,20}:(?:\/\/)?([^/?#:@]{0,253})/i
    .exec(parts.base)?.[1]
    ?.toLowerCase();
  if (host === undefined || /^pub\d\.pskt\.io$/.test(host)) return undefined;
  const inner = innerOf(parts);
  if (inner === undefined) return undefined;
  return changed(text, inner, 'wrapper', serviceOf(host) ?? shortHost(host));
}

/** The service of a link that leads somewhere else and does not say where; undefined for any other link. */
export function opaqueService(text: string): string | undefined {
  if (holdsLink(text)) return undefined;
  const host = /^https?:\/\/([^/?#:@]{0,253})/i.exec(text)?.[1]?.toLowerCase();
  return host === undefined ? undefined : serviceOf(host);
}

function serviceOf(host: string): string | undefined {
  return SERVICES.find(([shape]) => shape.test(host))?.[1];
}

function shortHost(host: string): string {
  return host === '' ? 'another program' : host.length > 60 ? `${host.slice(0, 57)}...` : host;
}

function innerOf(parts: LinkParts): string | undefined {
  return ofProofpoint(parts) ?? ofParameter(parts) ?? ofPath(parts);
}

/** The first parameter whose value is an address: encoded once or more, in base64, or as it is. */
function ofParameter({ text, parameters }: LinkParts): string | undefined {
  for (const { raw, valueStart, end } of parameters) {
    // As it is, the & of the inner link end the parameter: all that follows belongs to the inner link.
    if (isAddress(raw)) return text.slice(valueStart);
    const plain = addressOf(raw);
    if (plain === undefined) continue;
    const rest = text.slice(end);
    return !/[?&](?:sig|iv)=/.test(plain) && /^&(?:sig|iv)=/.test(rest) ? plain + rest : plain;
  }
  return undefined;
}

function addressOf(raw: string): string | undefined {
  let value = raw;
  for (let round = 0; round < 4; round += 1) {
    const decoded = decodePercent(value);
    if (isAddress(decoded) || (holdsLink(decoded) && /https?:\/\//i.test(decoded))) return decoded;
    if (decoded === value) break;
    value = decoded;
  }
  if (!/^aHR0c[HD]/.test(value)) return undefined;
  const { bytes, problem } = decodeBase64(value);
  const text = new TextDecoder().decode(bytes);
  return problem === undefined && isAddress(text) ? text : undefined;
}

function isAddress(text: string): boolean {
  return /^\s{0,9}https?:\/\/?[^/\s]/i.test(text);
}

/** An address in the path: `/track/https://…`, or encoded as its last part. */
function ofPath({ text, base }: LinkParts): string | undefined {
  const plain = /^[a-z]+:\/\/[^/]+\/.*?(https?:\/\/?[^/\s].*)$/is.exec(base);
  if (plain !== null) return text.slice(base.length - (plain[1] ?? '').length);
  const encoded = /https?%(?:25)*3A/i.exec(base);
  if (encoded === null || encoded.index === 0) return undefined;
  return addressOf(text.slice(encoded.index));
}

/** Proofpoint's own ways: `u=https-3A__host_path` of version 2, and `/v3/__https://…__;…!` of version 3. */
function ofProofpoint({ text, parameters }: LinkParts): string | undefined {
  const coded = parameters.find(({ name, raw }) => name === 'u' && /^https?-3A/i.test(raw));
  if (coded !== undefined)
    return decodePercent(coded.raw.replaceAll('-', '%').replaceAll('_', '/'));
  const start = text.indexOf('/v3/__http');
  const end = text.indexOf('__;', start);
  if (start < 0 || end < 0) return undefined;
  const address = text.slice(start + '/v3/__'.length, end);
  const [replaced = ''] = text.slice(end + '__;'.length).split('!', 1);
  const characters = Array.from(new TextDecoder().decode(decodeBase64(replaced).bytes));
  let at = 0;
  const next = (count: number): string => characters.slice(at, (at += count)).join('');
  return address.replaceAll(/\*\*(.)|\*/g, (_, run?: string) =>
    next(run === undefined ? 1 : RUNS.indexOf(run) + 2),
  );
}

/** How Proofpoint writes the length of a run of replaced characters: the first letter is two. */
const RUNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
