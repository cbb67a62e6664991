import type { SecretForm } from './secret-forms.ts';

/** A stretch of a text, the end excluded. */
export type Stretch = readonly [start: number, end: number];

/** Where a text holds one of some forms. Takes time in proportion to the text for each form. */
export function findForms(text: string, forms: readonly SecretForm[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const form of forms) findForm(text, form, found);
  if (!BREAK.test(text)) return found;
  const encoded = forms.filter(({ isBase64 }) => isBase64);
  for (const { 0: block, index } of text.matchAll(BROKEN))
    found.push(...inLines(block, index, encoded));
  return found;
}

/** Stretches from the first to the last, those that overlap as one. */
export function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const found: [start: number, end: number][] = [];
  for (const [start, end] of stretches.toSorted((one, other) => one[0] - other[0])) {
    const last = found.at(-1);
    if (last === undefined || start >= last[1]) found.push([start, end]);
    else last[1] = Math.max(last[1], end);
  }
  return found;
}

/** A text with something else in place of stretches of it, which do not overlap and come in their order. */
export function replaced(
  text: string,
  stretches: readonly Stretch[],
  by: (stretch: string) => string,
): string {
  if (stretches.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of stretches) {
    parts.push(text.slice(at, start), by(text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}

/** Whether the character after some base64 belongs to the last byte as well: it shares its bits. */
const SHARED = /[A-Za-z0-9+/_-]/;

function findForm(text: string, form: SecretForm, found: Stretch[]): void {
  const { text: written, start, end, isBase64 } = form;
  for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + written.length)) {
    const more = isBase64 && SHARED.test(text.charAt(at + end)) ? 1 : 0;
    found.push([at + start, at + end + more]);
  }
}

/** Base64 in several lines, as MIME and Python's `encodebytes` write it. */
const BROKEN = /(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{16,}\r?\n)+[A-Za-z0-9+/_-]+/g;

/** The break between two lines of such base64: looked for first, since it begins with the rare character. */
const BREAK = /\n(?<=[A-Za-z0-9+/_-]{16}\r?\n)[A-Za-z0-9+/_-]/;

function inLines(block: string, offset: number, forms: readonly SecretForm[]): readonly Stretch[] {
  const places: number[] = [];
  for (let at = 0; at < block.length; at += 1)
    if (!/[\r\n]/.test(block.charAt(at))) places.push(offset + at);
  const whole = block.replaceAll(/[\r\n]/g, '');
  const found: Stretch[] = [];
  for (const form of forms) findForm(whole, form, found);
  return found.map(([start, end]) => [places[start] ?? 0, (places[end - 1] ?? 0) + 1]);
}
