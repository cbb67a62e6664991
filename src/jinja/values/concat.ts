import { str } from './protocol.ts';
import { charged, LARGE } from './size.ts';
import { Markup, PyObject, type CallState, type Value } from './types.ts';

const UNSAFE = /[&<>"']/;
const ALL_UNSAFE = /[&<>"']/g;

/** The five characters that markupsafe replaces, as it replaces them. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&#34;'],
  ["'", '&#39;'],
]);

/** The text of `markupsafe.escape(text)` for plain text. */
export function escapeText(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return text.replaceAll(ALL_UNSAFE, (char) => REPLACEMENTS.get(char) ?? char);
}

/** `markupsafe.escape(x)`: safe text stays as it is, everything else is printed and escaped. */
export function escape(value: Value): Markup {
  if (typeof value === 'string') return new Markup(escapeText(value));
  if (value instanceof Markup) return value;
  if (value instanceof PyObject && value.html !== undefined) return new Markup(value.html());
  return new Markup(escapeText(str(value)));
}

/** `markupsafe.soft_str(x)`: text stays what it is, safe or not; everything else is printed. */
export function softStr(value: Value): string | Markup {
  return typeof value === 'string' || value instanceof Markup ? value : str(value);
}

/**
 * Jinja's `~` (`str_join` and, under autoescape, `markup_join`): as soon as one part is safe, the result is safe and the
 * other parts are escaped.
 */
export function concat(
  values: readonly Value[],
  autoescape: boolean,
  state?: CallState,
): string | Markup {
  if (!autoescape) {
    let text = '';
    for (const value of values) text += typeof value === 'string' ? value : str(value);
    if (state !== undefined && text.length > LARGE) charged(state, text);
    return text;
  }
  const parts = values.map(softStr);
  const isSafe = parts.some((part) => part instanceof Markup);
  const text = parts.map(isSafe ? (part) => escape(part).text : str).join('');
  if (state !== undefined && text.length > LARGE) charged(state, text);
  return isSafe ? new Markup(text) : text;
}
