import { raise } from '../errors.ts';
import type { Meter } from '../values/meter.ts';
import { str } from '../values/print.ts';
import { lengthOf } from '../values/strings.ts';
import { isBytesLike, textOf, type Value } from '../values/types.ts';

const KEPT_BY_JAVASCRIPT_ONLY = /[!'()*]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Jinja's `url_quote`: `str(value)` in UTF-8 with all but letters, digits, `_.-~` and the slash (if `safe` is one) as `%XX`;
 * `plus` writes spaces as `+`. Raises UnicodeEncodeError for a lone surrogate.
 */
export function quoteUrl(value: Value, safe: '' | '/', plus: boolean, meter: Meter): string {
  let quoted = isBytesLike(value) ? quoteBytes(value.text) : quoteText(value, meter);
  if (safe === '/') quoted = quoted.replaceAll('%2F', '/');
  return plus ? quoted.replaceAll('%20', '+') : quoted;
}

function quoteBytes(text: string): string {
  return text.replaceAll(/[^\w.~-]/g, percent);
}

function quoteText(value: Value, meter: Meter): string {
  const text = textOf(value) ?? str(value, meter);
  const lone = LONE_SURROGATE.exec(text);
  if (lone !== null) throw unencodable(text, lone.index);
  return encodeURIComponent(text).replaceAll(KEPT_BY_JAVASCRIPT_ONLY, percent);
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function unencodable(text: string, index: number): Error {
  const code = text.charCodeAt(index).toString(16);
  const position = lengthOf(text.slice(0, index));
  return raise(
    'UnicodeEncodeError',
    `'utf-8' codec can't encode character '\\u${code}' in position ${position}: surrogates not allowed`,
  );
}
