/**
 * What takes the place of `src/jinja/values/html-entities.ts` in the studio: the same text, made of the table that parse5 carries along. Each name in it is
 * two characters, how much it shares with the one before, how long the rest is and what it is, and then the rest.
 */
import { htmlDecodeData } from '../node_modules/entities/dist/generated/decode-data-html.js';
import {
  HEADER_BIAS,
  HEADER_LENGTH,
  META_BIAS,
} from '../node_modules/entities/dist/internal/decode-data-format.js';

/** All names. */
export const HTML_ENTITIES = entities(htmlDecodeData);

function entities([data, values]) {
  const header = (at) => data.charCodeAt(at) - HEADER_BIAS;
  const count = (header(0) << 6) | header(1);
  const metaStart = HEADER_LENGTH + ((header(2) << 6) | header(3));
  const entries = [];
  let [name, rest, value] = ['', HEADER_LENGTH, 0];
  for (let at = 0; at < count; at += 1) {
    const [shared, own] = [0, 1].map(
      (more) => data.charCodeAt(metaStart + 2 * at + more) - META_BIAS,
    );
    const [from, to] = [rest, rest + (own & 31)];
    name = name.slice(0, shared & 31) + data.slice(from, to);
    rest = to;
    const units = (own >> 5) + 1;
    const points = Array.from(values.slice(value, value + units), (one) => one.codePointAt(0));
    value += units;
    const mark = (shared & 32) === 0 ? '=' : '!';
    entries.push(name + mark + points.map((point) => point.toString(36)).join('.'));
  }
  return entries.join(' ');
}
