import type { DamageKind } from '../link-parts.ts';
import { changed, holdsLink, type Step } from './step.ts';

/** What ends an address in a text. A brace does not: it may begin template text that was not rendered. */
const ADDRESS =
  /(?:https?|hxxps?):\/\/[^\s<>"'`()[\]|\\^\u0000-\u001f\u007f\u201c\u201d\u00ab\u00bb]+/gi;

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['\u201c', '\u201d'],
  ['\u2018', '\u2019'],
  ['\u201e', '\u201c'],
  ['\u00ab', '\u00bb'],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
]);

const QUOTES: ReadonlySet<string> = new Set('"\'`\u201c\u2018\u201e\u00ab');

/** The address that a text holds, without what is around it: HTML, Markdown, quotes, brackets or words. */
export function surroundings(text: string): Step | undefined {
  const found = addressIn(text);
  if (found === undefined) return undefined;
  const [start, end] = found;
  const address = text.slice(start, end);
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (before === '' && (after === '' || !isWhole(address))) return undefined;
  // What is broken over lines is joined before anything is cut off.
  if (/^[\r\n\t]/.test(after) && !isWhole(address)) return undefined;
  const { kind, detail } = wrapping(before, after);
  const plain = detail === HTML ? address.replaceAll(/&(?:amp|#0*38|#x0*26);/gi, '&') : address;
  return changed(text, plain, kind, detail);
}

/** Where the address begins and ends; one with the parameters of a SmartPass link goes before others. */
function addressIn(text: string): readonly [number, number] | undefined {
  const all = [...text.matchAll(ADDRESS)];
  const best =
    all.find(([address]) => holdsLink(address)) ??
    all.find(([address]) => ENCODED_DATA.test(address)) ??
    all[0];
  if (best === undefined) return undefined;
  const start = best.index;
  const [address] = best;
  const end = start + address.length;
  if (holdsLink(address) || !/[?&](?:sig|iv)=/.test(text.slice(end))) return [start, end];
  // A space or quote in the data does not end the link: the signature comes after it.
  const closer = CLOSERS.get(text[start - 1] ?? '');
  const closed = closer === undefined ? -1 : text.indexOf(closer, end);
  const sig = /[?&](?:sig|iv)=[\w%+/=-]*/g;
  sig.lastIndex = end;
  sig.exec(text);
  return [start, closed > end ? closed : sig.lastIndex];
}

const ENCODED_DATA = /[?&]data=|data(?:%(?:25)*|-)3D/i;

/** Whether nothing is missing at the end of an address: its signature or iv is complete, or it is the link of a wrapper. */
function isWhole(address: string): boolean {
  if (!holdsLink(address)) return /data(?:%(?:25)*|-)3D/i.test(address);
  return /[?&](?:sig=(?:[0-9a-f]{64}|[0-9a-f]{40})|iv=[0-9a-f]{32})(?![0-9a-f])/i.test(address);
}

const HTML = 'HTML markup';

function wrapping(
  before: string,
  after: string,
): { readonly kind: DamageKind; readonly detail?: string } {
  if (before === '' && /^[^\w\s]{1,8}$/.test(after))
    return { kind: 'punctuation', detail: `'${after.charAt(0)}'` };
  if (/href\s{0,9}=\s{0,9}["']?$/i.test(before) || /<a\s|<\/?\w+[^<>]{0,200}>$/i.test(before))
    return { kind: 'markup', detail: HTML };
  if (/\]\(<?$/.test(before) || /^\[[^\]]{0,99}\]:/.test(before))
    return { kind: 'markup', detail: 'Markdown' };
  if (/\[url/i.test(before)) return { kind: 'markup', detail: 'BBCode' };
  if (/[<[]$/.test(before) && /^\|[^|]{0,200}[>\]]/.test(after))
    return { kind: 'markup', detail: 'the markup of a chat or wiki' };
  if (/\\\w+\{$/.test(before)) return { kind: 'markup', detail: 'TeX markup' };
  const opener = before.at(-1) ?? '';
  const isPair = before.trim().length === 1 && after.trim().length <= 1;
  if (isPair && QUOTES.has(opener)) return { kind: 'quotes' };
  if (isPair && CLOSERS.has(opener)) return { kind: 'markup', detail: 'brackets' };
  return { kind: 'words' };
}

/** The link without spaces, line breaks and one pair of angle brackets around it. */
export function spaceAround(text: string): Step | undefined {
  const trimmed = text.trim();
  const inner = trimmed.startsWith('<') && trimmed.endsWith('>') ? trimmed.slice(1, -1) : '<';
  return changed(text, /[<>|]/.test(inner) ? trimmed : inner, 'surrounding-space');
}

/** Lines of a quoted reply without their marks. */
export function replyMarks(text: string): Step | undefined {
  if (!/^[ \t]{0,9}>/m.test(text)) return undefined;
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^[ \t]{0,9}(?:>[ \t]?){1,9}/, ''));
  return changed(text, lines.join('\n').trim(), 'reply-marks');
}

/**
 * The link in one line. A browser drops line breaks and tabs as well. Lines after a signature that is complete are not part
 * of the link.
 */
export function lineBreaks(text: string): Step | undefined {
  const pieces = text.split(/[\r\n\t]+/);
  if (pieces.length === 1) return undefined;
  let joined = '';
  for (const piece of pieces) {
    const part = piece.trim();
    if (isComplete(joined) && part !== '' && !/^[&#]/.test(part))
      return changed(text, joined, 'words');
    joined += part;
  }
  return changed(text, joined, 'line-break');
}

function bare(text: string): string {
  return text.replaceAll(' ', '');
}

function isComplete(text: string): boolean {
  return /[?&](?:sig=[0-9a-f]{64}|iv=[0-9a-f]{32})$/i.test(text.slice(-80));
}

/** The link without spaces outside its data; in standard base64 a space in the data may have been a +. */
export function innerSpace(text: string): Step | undefined {
  if (!text.includes(' ')) return undefined;
  const apart = text
    .replaceAll(/([?&]) {0,9}(data|sig|iv) {0,9}=/g, '$1$2=')
    .replaceAll(/([?&]sig=) {1,9}/g, '$1')
    .replaceAll(/ {1,3}(?=[?&])/g, '');
  if (apart !== text && holdsLink(apart)) return changed(text, apart, 'inner-space');
  if (!holdsLink(text)) return undefined;
  const data = text.search(/[?&]data=/);
  const ampersand = text.indexOf('&', data + 6);
  const end = ampersand < 0 ? text.length : ampersand;
  const isUrlSafe = /[-_]/.test(text.slice(data + 6, end));
  const middle = text.slice(data, end);
  const rest = text.slice(end);
  const sig = /^&(?:sig|iv)=[0-9a-f ]*(?=[&#]|$)/i.exec(rest)?.[0] ?? '';
  const tidy = `${bare(text.slice(0, data))}${isUrlSafe ? bare(middle) : middle}${bare(sig)}${rest.slice(sig.length)}`;
  return changed(text, tidy, 'inner-space');
}

/** What ends a sentence or closes a quotation, after a signature or iv that is complete. */
export function trailingPunctuation(text: string): Step | undefined {
  const whole = /^(.*[?&](?:sig=[0-9a-f]{64}|iv=[0-9a-f]{32}))([^&#].*)$/is.exec(text);
  const [, link = '', rest = ''] = whole ?? [];
  if (
    !/^(?:[.,;:!?)\]}>"'*|~/\\\u2026\u00bb\u2018-\u201d]|%(?:22|27|2[CE]|3[BE]|5D|7D|60|29))/i.test(
      rest,
    )
  )
    return undefined;
  const [first = ''] = /^(?:%..|[^])/u.exec(rest) ?? [];
  const isAlone = rest.length <= 12 && !/\s/.test(rest);
  return changed(text, link, isAlone ? 'punctuation' : 'words', isAlone ? `'${first}'` : undefined);
}
