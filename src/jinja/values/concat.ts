import type { Meter } from './meter.ts';
import { str } from './print.ts';
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
export function escape(value: Value, meter?: Meter): Markup {
  if (typeof value === 'string') return new Markup(escapeText(value));
  if (value instanceof Markup) return value;
  if (value instanceof PyObject && value.html !== undefined) return new Markup(value.html());
  return new Markup(escapeText(str(value, meter)));
}

/** `markupsafe.soft_str(x)`: text stays what it is, safe or not; everything else is printed. */
export function softStr(value: Value, meter?: Meter): string | Markup {
  return typeof value === 'string' || value instanceof Markup ? value : str(value, meter);
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
    return joined(values, (value) => str(value, state?.meter), state);
  }
  const parts = values.map((value) => softStr(value, state?.meter));
  const isSafe = parts.some((part) => part instanceof Markup);
  const text = joined(parts, isSafe ? (part) => escape(part).text : str, state);
  return isSafe ? new Markup(text) : text;
}

/** The texts one behind the other. The engine shares the longest of them with the answer: only the others are new. */
function joined(
  values: readonly Value[],
  textOf: (value: Value) => string,
  state: CallState | undefined,
): string {
  let text = '';
  let longest = 0;
  for (const value of values) {
    const part = textOf(value);
    if (part.length > longest) longest = part.length;
    text += part;
  }
  state?.meter.text(text.length, text.length - longest);
  return text;
}
