import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { isHtml, type Channel } from '../account/index.ts';

type HtmlNode = DefaultTreeAdapterTypes.Node;

/**
 * The links of a message, each once, in the order they appear. In the HTML channels these are the `href`s as a browser reads
 * them (character references decoded) and the addresses that are in the text; elsewhere the addresses in the text, less
 * the punctuation that ends a sentence.
 */
export function collectLinks(text: string, channel: Channel): readonly string[] {
  const found = new Set<string>();
  if (isHtml(channel)) visit(parse(text), found);
  else addAddresses(text, found);
  return [...found];
}

/**
 * Whether a link is meant as a SmartPass link: it carries `data=` with `sig=` or `iv=`, or it leads to one of PassKit's pass
 * hosts.
 */
export function looksLikeSmartPass(link: string): boolean {
  return /[?&]data=.*&(sig|iv)=/s.test(link) || /^https?:\/\/pub\d\.pskt\.io\//i.test(link);
}

function visit(node: HtmlNode, found: Set<string>): void {
  if (node.nodeName === 'script' || node.nodeName === 'style') return;
  if ('attrs' in node)
    for (const { name, value } of node.attrs)
      if (name === 'href' && value.trim() !== '') found.add(value.trim());
  if ('value' in node && node.nodeName === '#text') addAddresses(node.value, found);
  if ('childNodes' in node) for (const child of node.childNodes) visit(child, found);
}

function addAddresses(text: string, found: Set<string>): void {
  for (const [address] of text.matchAll(/https?:\/\/[^\s<>"'`\\]+/gu))
    found.add(address.replace(/[.,;:!?)\]}]+$/u, ''));
}
