import { decodeBase64 } from '../passkit/index.ts';
import type { Conversion } from './field-map.ts';
import { dateConverter } from './reference-dates.ts';
import { numberConverter } from './reference-numbers.ts';
import { phoneForm } from './reference-phone.ts';
import { SPACES, strip } from './reference-texts.ts';
import { COLOUR_NAMES, WORDS } from './words.ts';

/** Gives texts in the form of a conversion, '' for those that have none. */
export function formConverter(conversion: Conversion): (text: string) => string {
  switch (conversion.to) {
    case 'text':
    case 'repr':
      return (text) => text;
    case 'phone':
      return (text) => phoneForm(text, conversion.country);
    case 'boolean':
    case 'gender': {
      const words = WORDS[conversion.to];
      return (text) => words.get(strip(text).toLowerCase()) ?? '';
    }
    case 'colour':
      return (text) => colour(strip(text).toLowerCase());
    case 'uuid':
      return (text) => uuid(strip(text).toLowerCase());
    case 'email':
      return (text) => matching(text.replaceAll(/[(),;:<>]/g, ' '), EMAIL_FORM);
    case 'url':
      return (text) => matching(text, URL_FORM);
    case 'image':
      return (text) => matching(text, IMAGE_URL) || (isImageData(strip(text)) ? strip(text) : '');
    case 'image-id':
      return (text) => matching(text, IMAGE_ID);
    case 'date':
    case 'datetime':
      return dateConverter(conversion);
    case 'number':
    case 'integer':
    case 'latitude':
    case 'longitude':
    case 'uint16':
    default:
      return numberConverter(conversion);
  }
}

const EMAIL_FORM = /^[^@]+@[^@]+\.[^@]*[\p{L}\p{N}]{2}$/su;
const IMAGE_ID = /^[A-Za-z0-9_-]{22}$/;
const URL_FORM = /^https?:\/\/[^/?#:@.].*$/isu;
const IMAGE_URL = /^https?:\/\/(?![/?#:@.])[^/]+\.[^/]+/isu;

function isImageData(text: string): boolean {
  const [head, ...data] = text.split(';base64,');
  const digits = /^data:image\//i.test(head ?? '') ? data.join(';base64,') : text;
  return digits.length >= 16 && decodeBase64(digits).problem === undefined;
}

/** A text without white space at its ends, where it has none inside and the form; otherwise ''. */
function matching(text: string, form: RegExp): string {
  const bare = strip(text);
  return !SPACES.test(bare) && form.test(bare) ? bare : '';
}

function colour(text: string): string {
  const hex = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(text) || /^(?=.*\d)[0-9a-f]{6}$/.test(text);
  if (hex) return `#${text.replace('#', '')}`;
  const parts = /^rgb\((.*)\)$/s.exec(text)?.[1]?.split(',').map(strip) ?? [];
  const isRgb = parts.length === 3 && parts.every((part) => /^\d+$/.test(part));
  if (!isRgb || parts.join('').length > 9 || parts.some((part) => Number(part) > 255))
    return COLOUR_NAMES.get(text) ?? '';
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

function uuid(text: string): string {
  const bare = text.replace('urn:uuid:', '').replaceAll(/^[{}]+|[{}]+$/g, '');
  const parts =
    /^([0-9a-f]{8})(-?)([0-9a-f]{4})\2([0-9a-f]{4})\2([0-9a-f]{4})\2([0-9a-f]{12})$/.exec(bare);
  return parts === null ? '' : [1, 3, 4, 5, 6].map((at) => parts[at]).join('-');
}
