import { parse, parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5';
import { tokenise } from '../jinja/syntax/index.ts';
import { isHtml, type Channel } from './channels.ts';

/** The ways a template gets into MoEngage: as code, as code in the source view of the rich-text editor, or typed into it. */
export type EditorName = 'ace' | 'froala' | 'froala-typed';

/**
 * One of them. `save` gives a template as it is after its code was pasted there and the campaign was saved; `markup` is HTML that
 * follows it, such as a link, which no editor takes as text.
 */
export type Editor = {
  readonly name: EditorName;
  readonly what: string;
  save(code: string, markup?: string): string;
};

/** What an emulated rich-text editor does on top: `smartQuotes` turns straight quotes into curly ones (MoEngage's is off). */
export type FroalaOptions = { readonly smartQuotes?: boolean };

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The code editor: what is pasted is what is kept. */
export function ace(html: string): string {
  return html;
}

/** Attributes that hold an address. */
const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src']);

/** Takes the place of a quote in text until the HTML is written. */
const QUOTE = '\uf8ff';

/**
 * The rich-text editor after HTML was pasted into its source view: what a browser makes of it and writes back. In text
 * `<`, `>` and `&` become entities, `'` becomes `&#39;`, and a second space after another `&nbsp;`. Addresses in links and images
 * are sanitised, so that `{{ longURL }}` becomes `{{%20longURL%20}}` and only `{{longURL}}` stays. Measured in Froala 3.2.7 and
 * 4.7.1; its maintainers call it intended (froala/wysiwyg-editor #2732, #1235).
 */
export function froala(html: string, { smartQuotes = false }: FroalaOptions = {}): string {
  const changed = roundTrip(html, {
    text: (text) => {
      const spaced = text.replaceAll(/ {2}/g, '\u00a0 ');
      return (smartQuotes ? curly(spaced) : spaced).replaceAll("'", QUOTE);
    },
    address: sanitised,
  });
  return changed.replaceAll(QUOTE, '&#39;');
}

/** An address as the rich-text editor writes it: what no address may hold is percent-encoded. */
function sanitised(address: string): string {
  return address.replaceAll(/[\s"<>\\^`|]|[^\u0000-\u007f]+/gu, encodeURIComponent);
}

/** The rich-text editor after text was typed or pasted into the page itself: each line a paragraph, every sign text. */
export function froalaTyped(text: string, options: FroalaOptions = {}): string {
  const lines = text.split('\n').map((line) => `<p>${escapeText(line) || '<br>'}</p>`);
  return froala(lines.join(''), options);
}

/**
 * What saving does to HTML, as MoEngage's own repair by BeautifulSoup: unclosed tags are closed, stray ones dropped, `tbody` is
 * put in, and text between `table` and `tr` (a `for` tag too) moves out of the table. Facts: MoEngage's pages on tables and
 * loops; the repair itself is that of the HTML standard.
 */
export function onSave(html: string): string {
  return roundTrip(html, { text: (text) => text });
}

/** Every editor by name. */
export const EDITORS: ReadonlyMap<EditorName, Editor> = new Map<EditorName, Editor>(
  [
    {
      name: 'ace',
      what: 'the code editor',
      save: (code: string, markup = '') => ace(code + markup),
    } as const,
    {
      name: 'froala',
      what: 'the source view of the rich-text editor',
      save: (code: string, markup = '') => onSave(froala(code + markup)),
    } as const,
    {
      name: 'froala-typed',
      what: 'the rich-text editor, the code typed as text',
      save: (code: string, markup = '') => onSave(froalaTyped(code) + froala(markup)),
    } as const,
  ].map((editor) => [editor.name, editor]),
);

/** The editors that a channel's text may go through: each of them where it is HTML, elsewhere a plain field. */
export function editorsOf(channel: Channel): readonly EditorName[] {
  return isHtml(channel) ? [...EDITORS.keys()] : ['ace'];
}

/**
 * The Jinja of a template without the text between: each token with its value. Two templates with the same code do the same
 * with an account; only the text around it differs.
 */
export function jinjaCode(template: string): readonly string[] {
  const { tokens, problem } = tokenise(template, {
    version: '3.1',
    trimBlocks: false,
    lstripBlocks: false,
    keepTrailingNewline: true,
  });
  const code = tokens
    .filter(({ kind }) => kind !== 'data' && kind !== 'eof')
    .map(({ kind, value }) => `${kind} ${typeof value === 'object' ? value.value : value}`);
  return problem === null ? code : [...code, `problem ${problem.message}`];
}

/** Whether an editor keeps the Jinja of a text and of the markup after it: the save leaves the same code in the same order. */
export function survives(code: string, editor: EditorName, markup = ''): boolean {
  const saved = EDITORS.get(editor)?.save(code, markup) ?? code + markup;
  return JSON.stringify(jinjaCode(saved)) === JSON.stringify(jinjaCode(code + markup));
}

/** What is changed in HTML: its texts, and the addresses in its attributes. */
type Changes = {
  readonly text: (text: string) => string;
  readonly address?: (address: string) => string;
};

function roundTrip(html: string, changes: Changes): string {
  const isPage = /^\s*(?:<!doctype|<html)\b/i.test(html);
  const tree = isPage ? parse(html) : parseFragment(html);
  change(tree, changes);
  return serialize(tree);
}

/** Elements whose text an editor leaves as it is. */
const VERBATIM: ReadonlySet<string> = new Set(['script', 'style', 'pre', 'textarea', 'title']);

function change(parent: Parent, changes: Changes): void {
  for (const node of parent.childNodes) {
    if (isText(node)) node.value = changes.text(node.value);
    if ('attrs' in node && changes.address !== undefined)
      for (const attribute of node.attrs)
        if (ADDRESSES.has(attribute.name)) attribute.value = changes.address(attribute.value);
    if ('childNodes' in node && !VERBATIM.has(node.nodeName)) change(node, changes);
  }
}

function isText(node: HtmlNode): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text';
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function curly(text: string): string {
  return text
    .replaceAll(/(^|[\s([{])'/g, '$1\u2018')
    .replaceAll("'", '\u2019')
    .replaceAll(/(^|[\s([{])"/g, '$1\u201c')
    .replaceAll('"', '\u201d');
}
