/** A text made from another one; `at[i]` is where its character `i` was in it. One more entry stands for the end. */
type Mapped = { readonly text: string; readonly at: readonly number[] };

/** Named entities that mail programs and preview panes write. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['shy', ''],
  ['zwnj', ''],
]);

/**
 * A pasted text with quoted-printable and HTML taken off: soft line breaks and (if asked for) escapes such as =3D, entities
 * (also escaped ones), tags. What was none of it stays.
 */
export function unmangle(pasted: string, escapes: boolean): Mapped {
  let mapped: Mapped = { text: pasted, at: Array.from({ length: pasted.length + 1 }, (_, i) => i) };
  mapped = replaced(mapped, /=[ \t]*\r?\n/g, () => '');
  if (escapes)
    mapped = replaced(mapped, /=([0-9A-F]{2})/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  for (let depth = 0; depth < 3; depth += 1)
    mapped = replaced(mapped, /&(#?[a-z0-9]{1,8});/gi, (whole, name) => entity(name) ?? whole);
  return replaced(mapped, /<[a-z/!?][^<>]{0,4000}>/gi, (tag) =>
    /q\s*z\s*x/i.test(tag) ? tag : '',
  );
}

/** Only the letters (small) and digits of a text: what is left of an answer however it was wrapped, quoted or spaced. */
export function lettersAndDigits(mapped: Mapped): Mapped {
  const { text, at } = replaced(mapped, /[^0-9a-z]+/gi, () => '');
  return { text: text.toLowerCase(), at };
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES.get(name.toLowerCase());
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) && code > 0 && code < 0xd800
    ? String.fromCharCode(code)
    : undefined;
}

function replaced(
  { text, at }: Mapped,
  pattern: RegExp,
  replace: (whole: string, group: string) => string,
): Mapped {
  let made = '';
  const places: number[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, group = ''] = match;
    const replacement = replace(whole, group);
    made += text.slice(last, match.index) + replacement;
    for (let i = last; i < match.index; i += 1) places.push(at[i] ?? 0);
    for (let i = 0; i < replacement.length; i += 1)
      places.push(at[match.index + (replacement.length === whole.length ? i : 0)] ?? 0);
    last = match.index + whole.length;
  }
  for (let i = last; i <= text.length; i += 1) places.push(at[i] ?? 0);
  return { text: made + text.slice(last), at: places };
}
