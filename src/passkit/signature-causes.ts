import { FAKE_SECRET, SECRET_PLACEHOLDER } from '../diagnostics/index.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { escapeQuery } from './build.ts';
import type { Crypto, OtherHash } from './crypto.ts';
import { decodePercent, parameterOf, type LinkParts } from './link-parts.ts';

/** A signature that does not fit its link, and what it could have been made of. `sig` is in lower-case hex where it is hex. */
type SignatureCase = {
  readonly parts: LinkParts;
  readonly signed: string;
  readonly sig: string;
  readonly payloadText: string | undefined;
  readonly secret: string;
  readonly crypto: Crypto;
};

/**
 * Why a signature does not fit. `restored` is the text before `&sig` that it does fit, where the link was changed after it was
 * signed; without it the signature was made wrongly.
 */
export type SignatureCause = {
  readonly hint: string;
  readonly restored?: string;
  /** Whether the secret that was given is wrong, and the link is right. */
  readonly isOfSecret?: boolean;
};

/** A text that may have been signed; `hint` completes the sentence. */
type Variant = readonly [hint: string, text: string | undefined];

/** Longer links are not searched for a cause: each try hashes the whole link. */
const LONGEST = 100_000;

/** The first known mistake that explains a signature which does not fit, or undefined. */
export function causeOf(about: SignatureCase): SignatureCause | undefined {
  const { signed, sig, secret, crypto } = about;
  if (signed.length > LONGEST || sig.length > 2 * LONGEST) return undefined;
  const fits = (text: string | undefined, key: string = secret): boolean =>
    text !== undefined && crypto.hmacSha256(key, text) === sig;
  if (fits(signed))
    return { hint: 'the signature is right, but its hex was encoded in base64', restored: signed };
  for (const [hint, text] of [...changesOfData(about), ...changesOfBase(about)]) {
    if (text !== undefined && text !== signed && fits(text)) return { hint, restored: text };
  }
  if (secret !== secret.trim() && fits(signed, secret.trim()))
    return {
      hint: 'the signature matches once the spaces around the secret are removed',
      isOfSecret: true,
    };
  const found =
    secretsLike(secret).find(([, key]) => fits(signed, key)) ??
    wrongTexts(about).find(([, text]) => fits(text)) ??
    wrongHashes(about).find(([, hash]) => hash() === sig);
  return found === undefined ? cutSignature(about) : { hint: found[0] };
}

/** What becomes of the parameters of a link on its way: the signature fits the text before that. */
function changesOfData({ parts, signed }: SignatureCase): readonly Variant[] {
  const { base, parameters } = parts;
  const [data, again] = parameters.filter(({ name }) => name === 'data');
  if (data === undefined) return [];
  const sig = parameterOf(parts, 'sig');
  return [
    [
      'the signature matches once the spaces in the data are read as +: a form decoder turned them',
      signed.replaceAll(/ |%20/g, '+'),
    ],
    ['the signature matches once the spaces in the data are left out', signed.replaceAll(' ', '')],
    [
      sig !== undefined && sig.start < data.start
        ? 'the signature matches with data before it: the parameters were put in another order'
        : 'the signature matches without the parameters before it, which were put in afterwards',
      `${base}?data=${data.raw}`,
    ],
    [
      'the signature matches the second data: one was put before it',
      again && `${base}?data=${again.raw}`,
    ],
    [
      'the signature matches with the % escapes of the link undone: they were added afterwards',
      decodePercent(signed),
    ],
  ];
}

/** What becomes of the beginning of a link on its way. */
function changesOfBase({ parts: { base }, signed }: SignatureCase): readonly Variant[] {
  const withBase = (other: string): string => other + signed.slice(base.length);
  return [
    [
      'the signature matches with https://: the link was made http:// afterwards',
      withBase(base.replace(/^http:/i, 'https:')),
    ],
    [
      'the signature matches with https:// before the link: it was lost',
      /^[a-z]+:/i.test(base) ? undefined : withBase(`https://${base.replace(/^\/\//, '')}`),
    ],
    [
      'the signature matches with the host in lower case: letter case was changed afterwards',
      withBase(base.replace(/^[^/]*\/\/[^/]*/, (start) => start.toLowerCase())),
    ],
    [
      'the signature matches without the slash before the question mark: it was added afterwards',
      withBase(base.endsWith('/') ? base.slice(0, -1) : base),
    ],
    [
      'the signature matches without the www. or port of the host: it was added afterwards',
      withBase(base.replace(/\/\/www\./i, '//').replace(/:(?:443|80)(?=\/|$)/, '')),
    ],
  ];
}

/** The link with its data in every other form of base64. */
function otherForms({ parts }: SignatureCase): readonly string[] {
  const data = parameterOf(parts, 'data');
  if (data === undefined) return [];
  const { bytes, problem } = decodeBase64(decodePercent(data.raw).replaceAll(' ', '+'));
  if (problem !== undefined) return [];
  return (['url', 'standard'] as const).flatMap((alphabet) => {
    const text = encodeBase64(bytes, alphabet).replaceAll('=', '');
    const padded = text.padEnd(Math.ceil(text.length / 4) * 4, '=');
    return [text, padded, escapeQuery(padded)].map((form) => `${parts.base}?data=${form}`);
  });
}

/** Secrets that are this one but for a slip. */
function secretsLike(secret: string): readonly Variant[] {
  const bare = secret.trim();
  const space = 'it was signed with a secret that has a space or line break at one end';
  return (
    [
      ...[
        `${bare} `,
        ` ${bare}`,
        ` ${bare} `,
        `${bare}\n`,
        `${bare}\r\n`,
        `${bare}\t`,
        `${bare}\u00a0`,
      ].map((text): Variant => [space, text]),
      ['it was signed with the secret in lower case', bare.toLowerCase()],
      ['it was signed with the secret in upper case', bare.toUpperCase()],
      ['it was signed with quotes round the secret', `"${bare}"`],
      ['it was signed with quotes round the secret', `'${bare}'`],
      [
        'it was signed with the secret in base64',
        encodeBase64(new TextEncoder().encode(bare), 'standard'),
      ],
      ['it was signed with an empty secret', ''],
      ['it was signed with the fake secret of previews: it opens no pass', FAKE_SECRET],
      [
        'it was signed with the placeholder of snippets: put the secret in its place',
        SECRET_PLACEHOLDER,
      ],
    ] as const
  ).filter(([, text]) => text !== secret);
}

/** Texts that are signed by mistake in place of the link before `&sig`. */
function wrongTexts(about: SignatureCase): readonly Variant[] {
  const { parts, signed, payloadText } = about;
  const { text, base } = parts;
  const data = parameterOf(parts, 'data')?.raw ?? '';
  const query = signed.slice(base.length);
  const path = /^[a-z]+:\/\/[^/]*(.*)$/i.exec(base)?.[1];
  const rest = restAfter(parts, 'sig');
  const whole = 'sign the whole link before &sig';
  return [
    [`it is the HMAC of the data alone: ${whole}`, signed.slice(signed.indexOf('=') + 1)],
    [`it is the HMAC of the data alone: ${whole}`, data],
    [`it is the HMAC of the JSON: ${whole}`, payloadText],
    [`it is the HMAC of ?data=… alone: ${whole}`, query],
    [`it is the HMAC of data=… alone: ${whole}`, query.slice(1)],
    [`it is the HMAC of the link without https://: ${whole}`, signed.replace(/^[a-z]+:\/\//i, '')],
    [`it is the HMAC of the path and query: ${whole}`, path && path + query],
    [`it is the HMAC of the project URL alone: ${whole}`, base],
    [`it is the HMAC of project URL and data without ?data= between them: ${whole}`, base + data],
    [`it is the HMAC of the link and the parameters after sig: ${whole}`, signed + rest],
    [
      `it is the HMAC of the link and the parameters after sig: ${whole}`,
      rest === '' ? undefined : `${signed}&${rest.slice(1)}`,
    ],
    [
      'it is the HMAC of the link with &sig= at its end: sign what comes before it',
      `${signed}&sig=`,
    ],
    ['it is the HMAC of the link with &sig at its end: sign what is before it', `${signed}&sig`],
    ['it is the HMAC of the link with & at its end: sign what comes before it', `${signed}&`],
    ['it is the HMAC of the link and a line break: sign the link alone', `${signed}\n`],
    ['it is the HMAC of the link and a line break: sign the link alone', `${signed}\r\n`],
    ['it is the HMAC of the link and a space: sign the link alone', `${signed} `],
    ['it is the HMAC of the link with quotes round it: sign the link alone', `"${signed}"`],
    ['it was signed with &amp; in the link', signed.replaceAll('&', '&amp;')],
    ['it was signed with http:// in the link', signed.replace(/^https/i, 'http')],
    ['it was signed with another host of PassKit in the link (pub1, pub2)', otherHost(signed)],
    ['it was signed with a slash before the question mark', base + '/' + query],
    ['it is the HMAC of the percent-encoded link: sign it as it is sent', escapeQuery(signed)],
    [
      'it is the HMAC of the percent-encoded link: sign it as it is sent',
      `${base}?data=${escapeQuery(data)}`,
    ],
    ['it is the HMAC of the link in lower case', signed.toLowerCase()],
    ['it is the HMAC of the link in upper case', signed.toUpperCase()],
    [
      'it is the HMAC of the link in base64',
      encodeBase64(new TextEncoder().encode(signed), 'standard'),
    ],
    ['it is the HMAC of the link with its own signature', text],
    ...otherForms(about).map((form): Variant => [CONVERTED, form]),
  ];
}

const CONVERTED =
  'it was signed before the base64 of the data was converted (alphabet or padding): sign the link as it is sent';

function restAfter({ text, parameters }: LinkParts, name: string): string {
  const found = parameters.find((parameter) => parameter.name === name);
  return found === undefined ? '' : text.slice(found.end);
}

function otherHost(signed: string): string {
  return signed.replace(
    /^(https:\/\/pub)([12])/,
    (_, start: string, digit: string) => start + (3 - Number(digit)),
  );
}

/** Other hashes than HMAC-SHA256, or its arguments exchanged. */
function wrongHashes({
  signed,
  sig,
  secret,
  crypto,
}: SignatureCase): readonly (readonly [string, () => string | undefined])[] {
  const { hmacSha256, sha256 } = crypto;
  const known = LENGTHS.get(sig.length) ?? [];
  return [
    ['it is the HMAC with secret and link exchanged', () => hmacSha256(signed, secret)],
    ['it is the plain SHA-256 of link and secret, not an HMAC', () => sha256(signed + secret)],
    ['it is the plain SHA-256 of secret and link, not an HMAC', () => sha256(secret + signed)],
    ['it is the plain SHA-256 of the link: no secret went into it', () => sha256(signed)],
    [
      'it is the SHA-256 of the right signature: hash once',
      () => sha256(hmacSha256(secret, signed)),
    ],
    ...known.flatMap(([hash, name]) => [
      [
        `it is an HMAC-${name}, expected HMAC-SHA256`,
        () => crypto.otherHmac?.(hash, secret, signed),
      ] as const,
      [
        `it is the plain ${name} of link and secret, expected HMAC-SHA256`,
        () => crypto.otherHash?.(hash, signed + secret),
      ] as const,
      [
        `it is the plain ${name} of secret and link, expected HMAC-SHA256`,
        () => crypto.otherHash?.(hash, secret + signed),
      ] as const,
      [
        `it is the plain ${name} of the link, expected HMAC-SHA256`,
        () => crypto.otherHash?.(hash, signed),
      ] as const,
    ]),
  ];
}

/** Hashes by the hex digits they have. */
const LENGTHS: ReadonlyMap<number, readonly (readonly [OtherHash, string])[]> = new Map([
  [128, [['sha512', 'SHA-512']]],
  [96, [['sha384', 'SHA-384']]],
  [56, [['sha224', 'SHA-224']]],
  [40, [['sha1', 'SHA-1']]],
  [32, [['md5', 'MD5']]],
]);

/** What a signature of so many hex digits is by its length, or undefined. */
export function hashOfLength(digits: number): string | undefined {
  return LENGTHS.get(digits)?.[0]?.[1];
}

function cutSignature({ signed, sig, secret, crypto }: SignatureCase): SignatureCause | undefined {
  const right = crypto.hmacSha256(secret, signed);
  if (sig.length >= 8 && right !== sig && right.startsWith(sig))
    return {
      hint: 'the signature is right as far as it goes: its end was cut off',
      restored: signed,
    };
  if (sig.length >= 32 && sig.length < 64 && right.endsWith(sig))
    return {
      hint: 'the signature is right at its end: its beginning was cut off',
      restored: signed,
    };
  return undefined;
}
