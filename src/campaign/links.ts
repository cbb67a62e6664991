import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { channelLabel, hasOneLink, isHtml, type Channel } from '../account/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { addressesIn, gluedBefore } from '../passkit/index.ts';
import { plainLinks } from './plain-html.ts';

type HtmlNode = DefaultTreeAdapterTypes.Node;

/**
 * The links of a message, each once, in the order they appear. In the HTML channels these are the `href`s as a browser reads
 * them (character references decoded) and the addresses that are in the text; elsewhere the addresses in the text, less
 * the punctuation that ends a sentence.
 */
export function collectLinks(text: string, channel: Channel): readonly string[] {
  return linksOf(text, isHtml(channel));
}

/** The links of a text as `collectLinks` finds them, of HTML or another one. */
export function linksOf(text: string, html: boolean): readonly string[] {
  const plain = html ? plainLinks(text) : undefined;
  if (plain !== undefined)
    return [...new Set(plain.map((link) => link.trim()).filter((link) => link !== ''))];
  return parsedLinks(text, html);
}

/** The links of a text as a parser of HTML finds them. */
export function parsedLinks(text: string, html: boolean): readonly string[] {
  const found = new Set<string>();
  if (html) visit(parse(text), found);
  else for (const { address } of addressesIn(text)) found.add(address);
  return [...found];
}

const CARRIES = /(?:[?&]|%3F|%26)data(?:=|%3D).*(?:&|%26)(?:sig|iv)(?:=|%3D)/is;

/**
 * Whether a link is meant as a SmartPass link: it carries `data=` with `sig=` or `iv=`, as they are or in a link that is encoded
 * inside it, or it leads to one of PassKit's pass hosts.
 */
export function looksLikeSmartPass(link: string): boolean {
  return CARRIES.test(link) || /^https?:\/\/pub\d\.pskt\.io\//i.test(link);
}

/**
 * Errors for the SmartPass links in the text of a message: one that touches what is in front of it, and one that is there twice
 * where a message has one link. HTML has its links in attributes.
 */
export function checkLinks(text: string, channel: Channel, file: string): readonly Finding[] {
  if (isHtml(channel)) return [];
  const links = addressesIn(text).filter(({ address }) => looksLikeSmartPass(address));
  const error = (code: string, message: string, hint: string): Finding[] => [
    { code, severity: 'error', message, hint, file },
  ];
  const [glued] = links.map(({ start }) => gluedBefore(text.slice(0, start))).filter(Boolean);
  const isTwice = new Set(links.map(({ address }) => address)).size < links.length;
  return [
    ...(glued === undefined
      ? []
      : error(
          'map/link-glued',
          `the link touches '${glued}' in front of it, so that it cannot be opened`,
          'put a space between the link and the text',
        )),
    ...(isTwice && hasOneLink(channel)
      ? error(
          'map/link-twice',
          `the link is printed twice in one ${channelLabel(channel)} message`,
          'take one of them out',
        )
      : []),
  ];
}

function visit(node: HtmlNode, found: Set<string>): void {
  if (node.nodeName === 'script' || node.nodeName === 'style') return;
  if ('attrs' in node)
    for (const { name, value } of node.attrs)
      if (name === 'href' && value.trim() !== '') found.add(value.trim());
  if ('value' in node && node.nodeName === '#text')
    for (const { address } of addressesIn(node.value)) found.add(address);
  if ('childNodes' in node) for (const child of node.childNodes) visit(child, found);
}
