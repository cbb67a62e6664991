import { str, type CallState, type Callable, type Value } from '../../jinja/values/index.ts';
import { checkEncodable, decodeUtf8, encodeUtf8 } from '../utf8.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { FilterOptions } from './options.ts';

/** MIME's line length, which Python's `base64.encodebytes` breaks at. */
const LINE = 76;

/**
 * `base64encode`, `base64decode` and `urldecode`. Their subject may be any value: `str()` of it is taken, in UTF-8. Alphabet,
 * line breaks and what `+` decodes to follow the profile. (`urlencode` is Jinja's own.)
 */
export function encodingFilters(options: FilterOptions): Callable[] {
  const { base64Alphabet, base64Lines, urldecode } = options.profile;
  const encode = (_state: CallState, value: Value): string => {
    const text = toBase64(str(value), options);
    return base64Lines === '76' ? breakLines(text) : text;
  };
  const decode = (_state: CallState, value: Value): string =>
    decodeUtf8(decodeBase64(str(value), base64Alphabet));
  const unquote = (_state: CallState, value: Value): string => {
    const text = str(value);
    return unquoteText(urldecode === 'plus' ? text.replaceAll('+', ' ') : text);
  };
  return [
    { name: 'base64encode', params: ['value'], style: 'python', run: encode },
    { name: 'base64decode', params: ['value'], style: 'python', run: decode },
    { name: 'urldecode', params: ['value'], style: 'python', run: unquote },
  ];
}

function toBase64(text: string, { crypto, profile }: FilterOptions): string {
  if (crypto.base64 === undefined || profile.base64Alphabet === 'url') {
    return encodeBase64(encodeUtf8(text), profile.base64Alphabet);
  }
  checkEncodable(text);
  return crypto.base64(text);
}

/** `base64.encodebytes`: a line break after each 76 characters and at the end. */
function breakLines(text: string): string {
  return text.replaceAll(new RegExp(`.{1,${LINE}}`, 'g'), '$&\n');
}

/** `urllib.parse.unquote`: percent escapes are read as UTF-8, wrong bytes become U+FFFD, a wrong escape stays. */
function unquoteText(text: string): string {
  return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = run
      .slice(1)
      .split('%')
      .map((hex) => Number.parseInt(hex, 16));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  });
}
