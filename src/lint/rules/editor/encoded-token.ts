import { tagAt, tagStart } from '../../tags.ts';
import type { ToldRule } from '../../rule.ts';

/** What the rich-text editor makes of the spaces and quotes in an address. */
const ENCODED = /%(?:20|22|27|5B|5D|7C)/i;

/** Whether a tag has escapes in it; one that begins with the sign of an escape is a brace in an address and not a tag. */
function isEncoded(tag: string): boolean {
  return ENCODED.test(tag) && !/^\{%(?:22|27|5B|7B)/i.test(tag);
}

/** Braces of Jinja that are URL-encoded or written as other characters. */
export const editorEncodedToken: ToldRule = {
  code: 'editor/encoded-token',
  severity: 'warning',
  why: 'A template that was pasted from an address or a mail program has its braces encoded: they are mailed as they are.',
  bad: `<a href="https://example.com/?n=%7B%7BUserAttribute['Code']%7D%7D">x</a>`,
  good: `<a href="https://example.com/?n={{UserAttribute['Code']|default('', true)|urlencode}}">x</a>`,

  codes: ['moengage/encoded-token', 'jinja/syntax-error'],
  fits: ({ finding, text, start }) =>
    finding.code !== 'jinja/syntax-error' || isEncoded(tagAt(text, start)),
  change: ({ finding, text, start, end }) => {
    const isTag = finding.code === 'jinja/syntax-error';
    const written = isTag ? tagAt(text, start) : text.slice(start, end);
    const from = isTag ? tagStart(text, start) : start;
    const decoded = decodedOf(written);
    if (decoded === undefined) return undefined;
    const to = from + written.length;
    return { title: 'write the braces themselves', edits: [{ from, to, text: decoded }] };
  },
};

/** A text without its percent escapes, and without spaces just inside its braces, which an editor would encode again. */
function decodedOf(text: string): string | undefined {
  try {
    return decodeURIComponent(text).replaceAll(/^\{\{\s+|\s+\}\}$/g, (braces) => braces.trim());
  } catch {
    return undefined;
  }
}
