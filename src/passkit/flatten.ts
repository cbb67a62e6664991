import { isObject, jsonIn } from '../diagnostics/index.ts';
import { decodeBase64 } from './base64.ts';
import { decodePercent } from './link-parts.ts';

/**
 * The flat JSON of a payload whose fields are all there, but in another form: nested objects, lists of locations, numbers, or
 * text that was escaped or encoded once more. Undefined where there is nothing to change or a value would be guessed.
 */
export function flatPayload(text: string): string | undefined {
  const value = objectIn(text, 0);
  if (value === undefined) return undefined;
  const fields = new Map<string, string>();
  if (!flatten(value, '', fields, 0)) return undefined;
  const members = [...fields].map(
    ([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(item)}`,
  );
  return `{${members.join(',')}}`;
}

/** The object that a text is, or holds after it is decoded once or twice more. */
function objectIn(text: string, depth: number): object | undefined {
  const value = jsonIn(text.replace(/^\ufeff/, ''));
  if (isObject(value)) return value;
  if (depth === 2) return undefined;
  if (typeof value === 'string') return objectIn(value, depth + 1);
  const trimmed = text.trim();
  if (/^(?:ey|ew|e3)/.test(trimmed)) {
    const { bytes, problem } = decodeBase64(trimmed);
    return problem === undefined ? objectIn(new TextDecoder().decode(bytes), depth + 1) : undefined;
  }
  if (/^%7B/i.test(trimmed)) return objectIn(decodePercent(trimmed), depth + 1);
  if (!/&(?:quot|#34|#x22);/i.test(text)) return undefined;
  const plain = text.replaceAll(/&(?:quot|#34|#x22);/gi, '"').replaceAll(/&amp;/gi, '&');
  return objectIn(plain, depth + 1);
}

/** Adds the members of an object under their whole names; false where one has no name in a payload. */
function flatten(
  value: object,
  prefix: string,
  fields: Map<string, string>,
  depth: number,
): boolean {
  if (depth > 5) return false;
  return Object.entries(value).every(([name, item]: [string, unknown]) => {
    const whole = prefix + name;
    if (item === null) return true;
    if (Array.isArray(item))
      return (
        /^(?:location|beacon)s?$/.test(whole) &&
        item.every(
          (one: unknown, at) =>
            typeof one === 'object' &&
            one !== null &&
            flatten(one, `${whole.replace(/s$/, '')}[${at + 1}].`, fields, depth + 1),
        )
      );
    if (typeof item === 'object') return flatten(item, `${whole}.`, fields, depth + 1);
    fields.set(whole, typeof item === 'string' ? item : JSON.stringify(item));
    return true;
  });
}
