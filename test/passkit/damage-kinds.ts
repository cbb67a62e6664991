import { createHash, createHmac } from 'node:crypto';
import type { LinkReport } from '../../src/passkit/index.ts';

/** What the links are signed with. */
export const SECRET = 'aFakeSecretForTests012';
/** Their project. */
export const URL = 'https://pub1.pskt.io/c/a4hrop';

/** What they hold: texts with padding in base64, with + and /, quotes, letters beyond ASCII, long ones. */
export const PAYLOADS: readonly Readonly<Record<string, string>>[] = [
  { 'person.externalId': 'u-1' },
  { 'person.externalId': 'u-12', 'person.forename': 'Ada' },
  { 'person.externalId': 'u-123', 'person.surname': 'O"Brien' },
  { 'members.member.externalId': 'm-1', 'members.tier.id': 'gold', 'person.forename': 'Zoë' },
  { 'person.externalId': 'u>>>>', 'person.forename': '~~~>>>', 'meta.x': '???' },
  { 'person.externalId': 'u-5', 'meta.long': 'a long text '.repeat(20).trim() },
  { 'person.externalId': 'u-6', 'person.dateOfBirth': '1986-06-22', 'meta.emoji': '👍🏽' },
  { 'singleUseCoupons.coupon.externalId': 'c-7', 'singleUseCoupons.coupon.sku': 'SKU10' },
];

const hmac = (text: string, key: string = SECRET, hash = 'sha256'): string =>
  createHmac(hash, key).update(text).digest('hex');
const hashed = (text: string, hash: string): string => createHash(hash).update(text).digest('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
/** A link whose signature is made of what a function makes of its text before &sig. */
const signedBy = (json: string, sign: (signed: string, json: string) => string): string => {
  const signed = `${URL}?data=${base64url(json)}`;
  return `${signed}&sig=${sign(signed, json)}`;
};
const quotedPrintable = (link: string): string =>
  (link.replaceAll('=', '=3D').match(/.{1,75}(?!3D|D)/gs) ?? []).join('=\r\n');

/** What was made of a sound link with a payload, and what has to be said of it. */
export type Kind = {
  readonly name: string;
  readonly damage: (link: string, json: string) => string;
  readonly verdict: LinkReport['signature']['verdict'];
  readonly code: string;
  readonly words: RegExp;
  /** The repaired link: the sound one (also where it is signed again), the one as it was before, or none. */
  readonly repaired: 'sound' | 'standard' | 'none';
  /** Whether the link is made with standard base64 first. */
  readonly standard?: boolean;
};

const OUTLOOK = 'https://eur01.safelinks.protection.outlook.com/?url=';
const TAIL = '&data=05%7C02%7Cada%40example.com%7C1f&sdata=Ab%2Fc%3D&reserved=0';

/** Damage between the signer and the reader: what is inside is still a good link. */
const ON_THE_WAY: readonly Kind[] = [
  kind(
    'SafeLinks',
    (link) => `${OUTLOOK}${encodeURIComponent(link)}${TAIL}`,
    'link/wrapped',
    /Microsoft SafeLinks/,
  ),
  kind(
    'Google',
    (link) => `https://www.google.com/url?q=${encodeURIComponent(link)}&sa=D&usg=AOv1`,
    'link/wrapped',
    /link of Google/,
  ),
  kind(
    'Proofpoint v2',
    (link) =>
      `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(link).replaceAll('-', '%2D').replaceAll('_', '%5F').replaceAll('%2F', '_').replaceAll('%', '-')}&d=DwMFaQ&c=abc`,
    'link/wrapped',
    /Proofpoint/,
  ),
  kind(
    'Proofpoint v3',
    (link) =>
      `https://urldefense.com/v3/__${link.replaceAll('=', '*')}__;${base64url('=='.padEnd((link.match(/=/g) ?? []).length, '='))}!!Abc!xyz$`,
    'link/wrapped',
    /Proofpoint/,
  ),
  kind(
    'Cisco',
    (link) => `https://secure-web.cisco.com/1aB-cD/${encodeURIComponent(link)}`,
    'link/wrapped',
    /Cisco/,
  ),
  kind(
    'a click counter',
    (link) =>
      `https://click.example.com/track?id=7&url=${encodeURIComponent(encodeURIComponent(link))}`,
    'link/wrapped',
    /click\.example\.com/,
  ),
  kind(
    'a redirect with the link as it is',
    (link) => `https://go.example.com/?to=${link}`,
    'link/wrapped',
    /go\.example\.com/,
  ),
  kind(
    'Sophos, in base64',
    (link) => `https://eu-west-1.protection.sophos.com?d=pskt.io&u=${base64(link)}&i=NjA`,
    'link/wrapped',
    /Sophos/,
  ),
  kind(
    'two wrappers',
    (link) =>
      `${OUTLOOK}${encodeURIComponent(`https://www.google.com/url?q=${encodeURIComponent(link)}`)}${TAIL}`,
    'link/wrapped',
    /Microsoft SafeLinks/,
  ),
  kind('quoted-printable', quotedPrintable, 'link/quoted-printable', /=3D for =/),
  kind(
    'soft line breaks',
    (link) => link.replaceAll(/(.{70})/g, '$1=\n'),
    'link/quoted-printable',
    /at the end of a line/,
  ),
  kind(
    'a soft break whose line break is gone',
    (link) => `${link.slice(0, 50)}=${link.slice(50)}`,
    'link/quoted-printable',
    /quoted-printable/,
  ),
  kind(
    'decoded as quoted-printable',
    (link) =>
      link.replace(
        /&sig=(..)/,
        (_, hex: string) => `&sig${String.fromCharCode(Number.parseInt(hex, 16))}`,
      ),
    'link/quoted-printable',
    /became one character/,
  ),
  kind('a full stop', (link) => `${link}.`, 'link/trailing-punctuation', /'\.' follows the link/),
  kind('a bracket and a comma', (link) => `${link}),`, 'link/trailing-punctuation', /'\)' follows/),
  kind('an encoded quote', (link) => `${link}%22`, 'link/trailing-punctuation', /'%22' follows/),
  kind('quotes', (link) => `"${link}"`, 'link/quoted', /quotes round/),
  kind('curly quotes', (link) => `\u201c${link}\u201d`, 'link/quoted', /quotes round/),
  kind(
    'HTML',
    (link) => `<p><a class="b" href="${link.replaceAll('&', '&amp;')}">Save pass</a></p>`,
    'link/markup',
    /HTML/,
  ),
  kind('Markdown', (link) => `[Save pass](${link})`, 'link/markup', /Markdown/),
  kind('BBCode', (link) => `[url=${link}]Save pass[/url]`, 'link/markup', /BBCode/),
  kind('a chat', (link) => `<${link}|Save pass>`, 'link/markup', /chat/),
  kind(
    'words',
    (link) => `Your pass is ready: ${link} Enjoy!`,
    'link/surrounding-text',
    /other text/,
  ),
  kind(
    'a quoted reply',
    (link) => `> ${link.slice(0, 60)}\n> ${link.slice(60)}`,
    'link/surrounding-text',
    /quoted reply/,
  ),
  kind(
    'a line break',
    (link) => `${link.slice(0, 60)}\r\n ${link.slice(60)}`,
    'link/whitespace',
    /line break or tab/,
  ),
  kind('an encoded line break', (link) => `${link}%0A`, 'link/escaped-space', /%0A/),
  kind(
    'an encoded line break inside',
    (link) => link.replace('&sig', '%0D%0A&sig'),
    'link/escaped-space',
    /%0D/,
  ),
  kind('&amp;', (link) => link.replace('&', '&amp;'), 'link/escaped-ampersand', /&amp;/),
  kind('&amp;amp;', (link) => link.replace('&', '&amp;amp;'), 'link/escaped-ampersand', /&amp;/),
  kind('&#61;', (link) => link.replaceAll('=', '&#61;'), 'link/html-escaped', /&#61;/),
  kind('percent-encoded', encodeURIComponent, 'link/percent-encoded', /percent-encoded/),
  kind(
    'percent-encoded twice',
    (link) => encodeURIComponent(encodeURIComponent(link)),
    'link/percent-encoded',
    /percent-encoded/,
  ),
  kind(
    'JSON',
    (link) => link.replaceAll('/', '\\/').replaceAll('&', '\\u0026'),
    'link/code-escaped',
    /as in a program/,
  ),
  kind(
    'a shell',
    (link) => link.replaceAll(/([?&=])/g, '\\$1'),
    'link/code-escaped',
    /as in a program/,
  ),
  kind(
    'a zero-width space',
    (link) => `${link.slice(0, 40)}\u200b${link.slice(40)}`,
    'link/foreign-character',
    /invisible.*U\+200B/,
  ),
  kind(
    'an encoded zero-width space',
    (link) => `${link}%E2%80%8B`,
    'link/escaped-space',
    /%E2%80%8B/,
  ),
  kind(
    'full-width characters',
    (link) => link.replace('?', '\uff1f').replaceAll('=', '\uff1d'),
    'link/foreign-character',
    /U\+FF/,
  ),
  kind(
    'hxxps',
    (link) => link.replace('https', 'hxxps').replaceAll('.', '[.]'),
    'link/defanged',
    /security tool/,
  ),
  kind('https twice', (link) => `https://${link}`, 'link/broken-scheme', /https:\/\/https:\/\//),
  kind(
    'http before https',
    (link) => `http://${link}`,
    'link/broken-scheme',
    /http:\/\/https:\/\//,
  ),
  kind(
    'one slash',
    (link) => link.replace('//', '/'),
    'link/broken-scheme',
    /begins with https:\//,
  ),
  kind('a lost letter', (link) => link.slice(1), 'link/broken-scheme', /begins with ttps/),
  kind('pasted twice', (link) => `${link}${link}`, 'link/pasted-twice', /twice in a row/),
  kind(
    'a space inside the signature',
    (link) => `${link.slice(0, -20)} ${link.slice(-20)}`,
    'link/whitespace',
    /space inside/,
  ),
];

/** What changed the link itself, so that its signature does not fit any more. */
const CHANGED: readonly Kind[] = [
  bad('http', (link) => link.replace('https', 'http'), /made http:\/\/ afterwards/),
  bad(
    'no scheme',
    (link) => link.replace('https://', ''),
    /https:\/\/ before the link: it was lost/,
  ),
  bad(
    'a host in capitals',
    (link) => link.replace('pub1.pskt.io', 'PUB1.PSKT.IO'),
    /host in lower case/,
  ),
  bad('a slash', (link) => link.replace('?', '/?'), /slash before the question mark/),
  bad('a port', (link) => link.replace('.io/', '.io:443/'), /www\. or port/),
  bad(
    'parameters exchanged',
    (link) => link.replace(/\?(data=.*)&(sig=.*)$/, '?$2&$1'),
    /another order/,
  ),
  bad('a parameter put before', (link) => link.replace('?', '?utm_source=x&'), /put in afterwards/),
  bad(
    'a parameter put between',
    (link) => link.replace('&sig', '&utm_source=x&sig'),
    /put in afterwards/,
  ),
  {
    ...bad('spaces for +', (link) => link.replaceAll('+', ' '), /read as \+/),
    standard: true,
    repaired: 'standard',
  },
  {
    ...bad('%20 for +', (link) => link.replaceAll('+', '%20'), /read as \+/),
    standard: true,
    repaired: 'standard',
  },
  bad('a cut signature', (link) => link.slice(0, -20), /end was cut off/),
  bad(
    'encoded separators',
    (link) => link.replace('&sig=', '%26sig%3D'),
    /another character in place of &/,
    'link/separators',
    'missing',
  ),
  bad(
    'a question mark for &',
    (link) => link.replace('&sig', '?sig'),
    /another character in place of &/,
    'link/separators',
    'missing',
  ),
  bad(
    'no &',
    (link) => link.replace('&sig', 'sig'),
    /no & before sig/,
    'link/separators',
    'missing',
  ),
  bad(
    'no question mark',
    (link) => link.replace('?data', 'data'),
    /no \? before data/,
    'link/separators',
    'missing',
  ),
  bad(
    '& for the question mark',
    (link) => link.replace('?data', '&data'),
    /& in place of \?/,
    'link/separators',
    'missing',
  ),
  bad(
    'names in capitals',
    (link) => link.replace('data=', 'DATA=').replace('sig=', 'SIG='),
    /not in lower case/,
    'link/separators',
    'missing',
  ),
  lost(
    'lower case',
    (link) => link.toLowerCase(),
    'link/letter-case',
    /lower case throughout/,
    'invalid',
  ),
  lost(
    'cut in its data',
    (link) => link.slice(0, link.indexOf('&sig') - 9),
    'link/cut-off',
    /cut off after \d+ characters, inside its data/,
  ),
  lost(
    'cut before its signature',
    (link) => link.slice(0, link.indexOf('&sig') + 3),
    'link/cut-off',
    /before its signature/,
  ),
  lost('shortened', (link) => `${link.slice(0, 60)}...`, 'link/cut-off', /cut off/),
];

/** Signatures that were made wrongly. */
const SIGNED_WRONGLY: readonly Kind[] = [
  wrong(
    'the data alone',
    (signed) => hmac(signed.slice(signed.indexOf('=') + 1)),
    /HMAC of the data alone/,
  ),
  wrong('the JSON', (_, json) => hmac(json), /HMAC of the JSON/),
  wrong('?data=…', (signed) => hmac(signed.slice(URL.length)), /HMAC of \?data=… alone/),
  wrong('data=…', (signed) => hmac(signed.slice(URL.length + 1)), /HMAC of data=… alone/),
  wrong('without the scheme', (signed) => hmac(signed.slice(8)), /without https:\/\//),
  wrong(
    'the path',
    (signed) => hmac(signed.slice('https://pub1.pskt.io'.length)),
    /path and query/,
  ),
  wrong('&sig= at its end', (signed) => hmac(`${signed}&sig=`), /&sig= at its end/),
  wrong('a line break at its end', (signed) => hmac(`${signed}\n`), /line break/),
  wrong('&amp;', (signed) => hmac(signed.replace('https', 'http')), /http:\/\/ in the link/),
  wrong('percent-encoded', (signed) => hmac(encodeURIComponent(signed)), /percent-encoded link/),
  wrong(
    'padding and alphabet converted',
    (_, json) => hmac(`${URL}?data=${base64(json)}`),
    /before the base64 of the data was converted/,
  ),
  wrong(
    'the secret in lower case',
    (signed) => hmac(signed, SECRET.toLowerCase()),
    /secret in lower case/,
  ),
  wrong(
    'the secret in upper case',
    (signed) => hmac(signed, SECRET.toUpperCase()),
    /secret in upper case/,
  ),
  wrong(
    'the secret and a space',
    (signed) => hmac(signed, `${SECRET} `),
    /space or line break at one end/,
  ),
  wrong(
    'a line break after the secret',
    (signed) => hmac(signed, `${SECRET}\n`),
    /space or line break at one end/,
  ),
  wrong('the secret in quotes', (signed) => hmac(signed, `"${SECRET}"`), /quotes round the secret/),
  wrong(
    'the fake secret of previews',
    (signed) => hmac(signed, 'FakeSecretForPreviews0'),
    /fake secret of previews/,
  ),
  wrong('secret and link exchanged', (signed) => hmac(SECRET, signed), /exchanged/),
  wrong('SHA-512', (signed) => hmac(signed, SECRET, 'sha512'), /HMAC-SHA-512/),
  wrong('MD5', (signed) => hmac(signed, SECRET, 'md5'), /HMAC-MD5/),
  wrong(
    'plain SHA-256',
    (signed) => hashed(signed + SECRET, 'sha256'),
    /plain SHA-256 of link and secret/,
  ),
  wrong(
    'plain SHA-1',
    (signed) => hashed(signed + SECRET, 'sha1'),
    /plain SHA-1 of link and secret/,
  ),
  wrong(
    'hex in base64',
    (signed) => base64(hmac(signed)).replaceAll('=', '%3D'),
    /hex was encoded in base64/,
  ),
];

/** Links that open a pass, but are written in another way than PassKit's samples. */
const UNUSUAL: readonly Kind[] = [
  {
    ...wrong('SHA-1', (signed) => hmac(signed, SECRET, 'sha1'), /HMAC-SHA1/),
    verdict: 'valid',
    code: 'link/sha1-signature',
  },
  {
    ...wrong('hex in capitals', (signed) => hmac(signed).toUpperCase(), /upper-case hex/),
    verdict: 'valid',
    code: 'link/signature-form',
  },
  {
    ...wrong(
      'base64',
      (signed) => encodeURIComponent(Buffer.from(hmac(signed), 'hex').toString('base64')),
      /written as base64/,
    ),
    verdict: 'valid',
    code: 'link/signature-form',
  },
];

/** Payloads that hold the right fields in a wrong form, rightly signed. */
const FORMED_WRONGLY: readonly Kind[] = [
  formed(
    'nested objects',
    (json) => JSON.stringify(nested(json)),
    'link/nested-value',
    /payload is flat/,
  ),
  formed('JSON in base64 twice', base64, 'link/not-json', /base64 twice/),
  formed(
    'JSON in a JSON string',
    (json) => JSON.stringify(json),
    'link/payload-not-object',
    /once more/,
  ),
  formed(
    'quotes escaped for HTML',
    (json) => json.replaceAll('"', '&quot;'),
    'link/not-json',
    /&quot;/,
  ),
];

/** `{"person.forename": …}` as `{"person": {"forename": …}}`. */
function nested(json: string): object {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(JSON.parse(json) as Record<string, string>)) {
    const parts = name.split('.');
    const last = parts.pop() ?? '';
    const inner = parts.reduce<Record<string, unknown>>(
      (at, part) => (at[part] ??= {}) as Record<string, unknown>,
      whole,
    );
    inner[last] = value;
  }
  return whole;
}

function formed(name: string, form: (json: string) => string, code: string, words: RegExp): Kind {
  const damage = (_: string, json: string): string =>
    signedBy(form(json), (signed) => hmac(signed));
  return { name, damage, verdict: 'valid', code, words, repaired: 'sound' };
}

function kind(name: string, damage: Kind['damage'], code: string, words: RegExp): Kind {
  return { name, damage, verdict: 'valid', code, words, repaired: 'sound' };
}

function bad(
  name: string,
  damage: Kind['damage'],
  words: RegExp,
  code = 'link/bad-signature',
  verdict: Kind['verdict'] = 'invalid',
): Kind {
  return { name, damage, verdict, code, words, repaired: 'sound' };
}

function lost(
  name: string,
  damage: Kind['damage'],
  code: string,
  words: RegExp,
  verdict: Kind['verdict'] = 'missing',
): Kind {
  return { name, damage, verdict, code, words, repaired: 'none' };
}

function wrong(name: string, sign: (signed: string, json: string) => string, words: RegExp): Kind {
  const damage = (_: string, json: string): string => signedBy(json, sign);
  return { name, damage, verdict: 'invalid', code: 'link/bad-signature', words, repaired: 'sound' };
}

/** Every kind of damage. */
export const KINDS: readonly Kind[] = [
  ...ON_THE_WAY,
  ...CHANGED,
  ...SIGNED_WRONGLY,
  ...UNUSUAL,
  ...FORMED_WRONGLY,
];
