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

/** The `href`s of plain HTML in their order, as they are written less the references; undefined where only a parser can tell. */
export function plainLinks(html: string): readonly string[] | undefined {
  if (/[\0\r\f]/.test(html)) return undefined;
  const reader = new PlainReader(html);
  return reader.read() ? reader.links : undefined;
}

class PlainReader {
  readonly links: string[] = [];
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
    if (html[this.#at + 1] === '/') {
      const end = this.#take(END);
      return end !== null && this.#ended((end[1] ?? '').toLowerCase());
    }
    const text = /[st]/i.test(html[this.#at + 1] ?? '') ? this.#take(TEXT_ELEMENT) : null;
    if (text !== null)
      return (
        this.#inCell.at(-1) !== false &&
        !/\shref/i.test(text[0]) &&
        this.#isPlainText(shownOf(text))
      );
    const start = this.#take(START);
    if (start === null) return false;
    const [, name = '', attributes = ''] = start;
    return this.#started(name.toLowerCase(), attributes);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#html);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #started(name: string, attributes: string): boolean {
    if (OTHERS.has(name)) return false;
    const last = this.#inCell.length - 1;
    if (this.#inCell[last] === false && !BETWEEN_CELLS.has(name)) return false;
    if (name === 'table') this.#inCell.push(false);
    else if (last >= 0 && BETWEEN_CELLS.has(name)) this.#inCell[last] = CELLS.has(name);
    return !/href/i.test(attributes) || this.#linked(name, attributes);
  }

  #ended(name: string): boolean {
    const last = this.#inCell.length - 1;
    // A parser makes elements of the end tags of these.
    if (name === 'p' || name === 'br') return this.#inCell[last] !== false;
    if (name === 'table') this.#inCell.pop();
    else if (last >= 0 && BETWEEN_CELLS.has(name)) this.#inCell[last] = false;
    return !OTHERS.has(name);
  }

  #linked(name: string, attributes: string): boolean {
    if (!LINKED.has(name) || QUOTED_HREF.test(attributes)) return false;
    const found = [...attributes.matchAll(HREF)];
    const [first] = found;
    if (first === undefined) return !/\shref[\s/>=]|\shref$/i.test(attributes);
    if (found.length > 1) return false;
    const [, , double, single, bare] = first;
    const value = double ?? single ?? bare ?? '';
    const rest = value.replaceAll(AMPERSAND, '').replaceAll(PARAMETER, '');
    if (rest.includes('&')) return false;
    this.links.push(value.replaceAll(AMPERSAND, '&'));
    return true;
  }
}

/** The text of a title; what styles and scripts hold is not shown. */
function shownOf([, name = '', text = '']: RegExpExecArray): string {
  return name.toLowerCase() === 'title' ? text : '';
}
