/** Where the tag begins that an offset of a text is in: its last `{{` or `{%` before; the offset itself where there is none. */
export function tagStart(text: string, at: number): number {
  const head = text.slice(0, at + 1);
  const last = Math.max(head.lastIndexOf('{{'), head.lastIndexOf('{%'));
  if (last < 0) return at;
  const begin = text.startsWith('{{%', last - 1) ? last - 1 : last;
  // Of braces inside a tag the outer ones.
  const outer =
    begin === 0
      ? -1
      : Math.max(text.lastIndexOf('{%', begin - 1), text.lastIndexOf('{{', begin - 1));
  const between = outer < 0 ? '' : text.slice(outer, begin);
  return outer >= 0 && begin > outer && !/[%}]\}/.test(between) ? outer : begin;
}

/** The text of the tag that an offset of a text is in, up to its end; to the end of the line where it has none. */
export function tagAt(text: string, at: number): string {
  const begin = tagStart(text, at);
  const close = text.startsWith('{%', begin) ? '%}' : '}}';
  const end = text.indexOf(close, begin);
  if (end >= 0) return text.slice(begin, end + 2);
  const line = text.indexOf('\n', begin);
  return text.slice(begin, line < 0 ? text.length : line);
}
