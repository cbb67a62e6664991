import { SHARED, type Meter } from './meter.ts';
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
  if (autoescape) return concatSafe(values, state);
  let text = '';
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as Value;
    text += typeof value === 'string' ? value : str(value, state?.meter);
  }
  if (text.length > SHARED) state?.meter.text(text.length, text.length - longestOf(values));
  return text;
}

function concatSafe(values: readonly Value[], state: CallState | undefined): string | Markup {
  const meter = state?.meter;
  const parts = values.map((value) => softStr(value, meter));
  const isSafe = parts.some((part) => part instanceof Markup);
  const text = parts.map((part) => (isSafe ? escape(part).text : str(part))).join('');
  meter?.text(text.length);
  return isSafe ? new Markup(text) : text;
}

/** The length of the longest text: the engine shares it with the answer, only the others are new. */
function longestOf(values: readonly Value[]): number {
  let longest = 0;
  for (const value of values) {
    if (typeof value === 'string' && value.length > longest) longest = value.length;
  }
  return longest;
}
