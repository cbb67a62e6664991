import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { Cache, sharedEnds } from '../diagnostics/index.ts';

/** The elements of HTML and the names of their attributes, without any text: what a value must not change. */
export function skeleton(html: string): string {
  const parts: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node)
      parts.push(`<${[node.tagName, ...node.attrs.map(({ name }) => name)].join(' ')}>`);
    if ('childNodes' in node) node.childNodes.forEach(visit);
    if ('tagName' in node) parts.push('/');
  };
  visit(parseFragment(html));
  return parts.join('');
}

/** So many texts of one message are kept as HTML. */
const MOST = 64;

/** Words that no parser of HTML reads as anything else than words, wherever text is. */
const WORDS = /^(?=[^]*\S)[^<>&\0-]+$/;

/** Whether texts of one message have the same elements; what is asked again is known. */
export class Skeletons {
  private readonly known: Cache<{ readonly skeleton: string }> = new Cache(MOST);
  private readonly places: Cache<TextPlaces> = new Cache(MOST);

  /** Whether another text has other elements, or other attributes. */
  differ(html: string, other: string): boolean {
    const [from, end] = sharedEnds(html, other);
    if (this.differsInWords(html, other, [from, end])) return false;
    return this.differsInTag(html, other, [from, end]) ?? this.of(html) !== this.of(other);
  }

  private of(html: string): string {
    return this.known.recall(html, () => ({ skeleton: skeleton(html) })).skeleton;
  }

  /** Whether all that differs is words in one text between tags. */
  private differsInWords(html: string, other: string, [from, end]: Stretch): boolean {
    if (!WORDS.test(html.slice(from, html.length - end))) return false;
    if (!WORDS.test(other.slice(from, other.length - end))) return false;
    const { texts, tags } = this.placesOf(html);
    const to = html.length - end;
    return (
      texts.some(([start, stop]) => start <= from && to <= stop) &&
      !tags.some(([start, stop]) => start < to && from < stop)
    );
  }

  /**
   * Whether the attributes of a start tag are others, where all that differs is inside of it, behind its name, and it ends where it
   * did; undefined where that is not so.
   */
  private differsInTag(html: string, other: string, [from, end]: Stretch): boolean | undefined {
    const to = html.length - end;
    const tag = this.placesOf(html).tags.find(([start, stop]) => start < from && to < stop);
    if (tag === undefined) return undefined;
    const [start, stop] = tag;
    const [before, after] = [
      html.slice(start, stop),
      other.slice(start, other.length - (html.length - stop)),
    ];
    const name = /^<[a-z][^\s/>]*/i.exec(before)?.[0].length ?? Infinity;
    if (start + name >= from) return undefined;
    const [old, fresh] = [before, after].map((text) => attributesIn(text.slice(name)));
    return old === undefined || fresh === undefined ? undefined : old !== fresh;
  }

  private placesOf(html: string): TextPlaces {
    return this.places.recall(html, () => textPlaces(html));
  }
}

/** The names of attributes in what follows the name of a tag; undefined where the tag does not end where the text does. */
function attributesIn(tag: string): string | undefined {
  const [element] = parseFragment(`<x-tag${tag}<x-end>`).childNodes;
  if (element === undefined || !('tagName' in element)) return undefined;
  const [end, ...others] = element.childNodes;
  const isWhole = end !== undefined && 'tagName' in end && end.tagName === 'x-end';
  return isWhole && others.length === 0
    ? element.attrs.map(({ name }) => name).join(' ')
    : undefined;
}

type Stretch = readonly [start: number, end: number];

type TextPlaces = { readonly texts: readonly Stretch[]; readonly tags: readonly Stretch[] };

/** Where the texts of HTML are, and its tags: a text that was moved may reach over tags. */
function textPlaces(html: string): TextPlaces {
  const [texts, tags]: [Stretch[], Stretch[]] = [[], []];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      const { startTag, endTag } = node.sourceCodeLocation ?? {};
      for (const tag of [startTag, endTag]) if (tag) tags.push([tag.startOffset, tag.endOffset]);
    } else if (node.nodeName === '#text' && node.sourceCodeLocation) {
      const { startOffset, endOffset } = node.sourceCodeLocation;
      texts.push([startOffset, endOffset]);
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parseFragment(html, { sourceCodeLocationInfo: true }));
  return { texts, tags };
}
