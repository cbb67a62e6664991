/**
 * The links of HTML that needs no tree to be built: most mails are of plain tags with quoted attributes. Anything else (a link in a text, a
 * tag that changes how the rest is read or moves to another place) is left to a parser, which takes a hundred times as long.
 */

/** A start tag with attributes that have an end: its name, its attributes. */
const START =
  /<([a-z][a-z0-9]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/iy;
const END = /<\/([a-z][a-z0-9]*)\s*>/iy;
const COMMENT = /<!--(?!-?>)(?:(?!--!?>)[^])*-->/y;
const DOCTYPE = /<!doctype[^<>]*>/iy;
/** What holds text alone: styles and scripts without comments, and a title. */
const TEXT_ELEMENT =
  /<(style|script|title)(?:\s+[a-z-]+="[^"<>]*")*\s*>((?:(?!<\/?(?:style|script|title)|<!--)[^])*)<\/\1\s*>/iy;

const HREF = /\s(href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/gi;
/** Attributes that `HREF` could find inside of a value. */
const QUOTED_HREF = /=\s*(?:"[^"]*\shref[^"]*"|'[^']*\shref[^']*')/i;

/** Elements that change how what is in them is read, or where it goes. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    'svg math template noscript select option optgroup iframe noembed noframes xmp plaintext frameset frame textarea style script title ' +
    'object applet image isindex'
  ).split(' '),
);
/** Elements whose `href` is a link, and which stay where they are. */
const LINKED: ReadonlySet<string> = new Set(['a', 'area']);
/** What may be between the cells of a table without being moved out of it. */
const BETWEEN_CELLS: ReadonlySet<string> = new Set(
  'tbody thead tfoot tr td th caption col colgroup'.split(' '),
);
const CELLS: ReadonlySet<string> = new Set(['td', 'th', 'caption']);

/** References that a text may hold without becoming an address, and those that an address may hold. */
const REFERENCES = /&(?:amp|lt|gt|quot|nbsp|#34|#39);/g;
const AMPERSAND = /&amp;/g;
/** In an attribute a name without `;` is no reference where `=` follows. */
const PARAMETER = /&[a-z0-9_]+=/gi;

/** A tag that needs no parser: its name, and the link of a start tag. */
type Tag = { readonly name: string; readonly isEnd: boolean; readonly link: string | undefined };

/**
 * The tags that were read: those of a message are the same for all of its users. Not those with links, most of which are of one user and
 * would keep the message in memory. All are forgotten where there are many: what a `Cache` does for those that are asked for takes
 * longer than to read a tag.
 */
const TAGS: Map<string, Tag> = new Map();
const MOST_TAGS = 1000;

/** The `href`s of plain HTML in their order, as they are written less the references; undefined where only a parser can tell. */
export function plainLinks(html: string): readonly string[] | undefined {
  if (/[\0\r\f]/.test(html)) return undefined;
  const reader = new PlainReader(html);
  return reader.read() ? reader.links : undefined;
}

class PlainReader {
  readonly links: string[] = [];
  /** The last tag with a link, as it is written: a message often has its link twice. */
  #linked: { readonly written: string; readonly tag: Tag } | undefined;
  readonly #html: string;
  #at = 0;
  /** For each table that is open: whether the place is in one of its cells. */
  readonly #inCell: boolean[] = [];

  constructor(html: string) {
    this.#html = html;
  }

  /** Whether all of it is plain. */
  read(): boolean {
    const html = this.#html;
    while (this.#at < html.length) {
      const next = html.indexOf('<', this.#at);
      if (!this.#isPlainText(html.slice(this.#at, next < 0 ? html.length : next))) return false;
      if (next < 0) return true;
      this.#at = next;
      if (!this.#tag()) return false;
    }
    return true;
  }

  #isPlainText(text: string): boolean {
    if (text === '') return true;
    if (this.#inCell.at(-1) === false && text.trim() !== '') return false;
    if (text.includes('//')) return false;
    return !text.includes('&') || !text.replaceAll(REFERENCES, '').includes('&');
  }

  #tag(): boolean {
    const html = this.#html;
    if (html[this.#at + 1] === '!')
      return this.#take(COMMENT) !== null || this.#take(DOCTYPE) !== null;
    const written = html.slice(this.#at, html.indexOf('>', this.#at) + 1);
    const known = this.#linked?.written === written ? this.#linked.tag : TAGS.get(written);
    if (known !== undefined) {
      this.#at += written.length;
      return this.#fits(known);
    }
    const text = /[st]/i.test(html[this.#at + 1] ?? '') ? this.#take(TEXT_ELEMENT) : null;
    if (text !== null)
      return (
        this.#inCell.at(-1) !== false &&
        !/\shref/i.test(text[0]) &&
        this.#isPlainText(shownOf(text))
      );
    const isEnd = html[this.#at + 1] === '/';
    const found = this.#take(isEnd ? END : START);
    const tag = found === null ? undefined : tagOf(found, isEnd);
    if (found === null || tag === undefined) return false;
    if (TAGS.size >= MOST_TAGS) TAGS.clear();
    if (found[0] === written) {
      if (tag.link === undefined) TAGS.set(written, tag);
      else this.#linked = { written, tag };
    }
    return this.#fits(tag);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#html);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  /** Whether a tag may be where it is, which it changes. */
  #fits({ name, isEnd, link }: Tag): boolean {
    if (isEnd) return this.#ended(name);
    const last = this.#inCell.length - 1;
    if (this.#inCell[last] === false && !BETWEEN_CELLS.has(name)) return false;
    if (name === 'table') this.#inCell.push(false);
    else if (last >= 0 && BETWEEN_CELLS.has(name)) this.#inCell[last] = CELLS.has(name);
    if (link !== undefined) this.links.push(link);
    return true;
  }

  #ended(name: string): boolean {
    const last = this.#inCell.length - 1;
    // A parser makes elements of the end tags of these.
    if (name === 'p' || name === 'br') return this.#inCell[last] !== false;
    if (name === 'table') this.#inCell.pop();
    else if (last >= 0 && BETWEEN_CELLS.has(name)) this.#inCell[last] = false;
    return true;
  }
}

/** A tag by itself; undefined for one that only a parser can tell. */
function tagOf(
  [, written = '', attributes = '']: RegExpExecArray,
  isEnd: boolean,
): Tag | undefined {
  const name = written.toLowerCase();
  if (OTHERS.has(name)) return undefined;
  const tag: Tag = { name, isEnd, link: undefined };
  if (isEnd || !/href/i.test(attributes)) return tag;
  if (!LINKED.has(name) || QUOTED_HREF.test(attributes)) return undefined;
  const found = [...attributes.matchAll(HREF)];
  const [first] = found;
  if (first === undefined) return /\shref[\s/>=]|\shref$/i.test(attributes) ? undefined : tag;
  if (found.length > 1) return undefined;
  const [, , double, single, bare] = first;
  const value = double ?? single ?? bare ?? '';
  const rest = value.replaceAll(AMPERSAND, '').replaceAll(PARAMETER, '');
  return rest.includes('&') ? undefined : { name, isEnd, link: value.replaceAll(AMPERSAND, '&') };
}

/** The text of a title; what styles and scripts hold is not shown. */
function shownOf([, name = '', text = '']: RegExpExecArray): string {
  return name.toLowerCase() === 'title' ? text : '';
}
