import { readDate } from '../account/index.ts';
import { applyTransforms, converterOf, isBlank } from '../compiler/index.ts';
import { Dict, isError, Markup, PyFloat, pyFloat, repr, type Value } from '../jinja/index.ts';
import {
  CHARACTER_SETS,
  shapeOf,
  type AttributeFeatures,
  type CharacterSet,
  type Conversion,
  type Feature,
} from './features.ts';
import { isVisible, setMarks, textCodes, type TextCode } from './text-codes.ts';

/** The result of a feature for a value; an attribute that is missing has the value undefined. */
export type Result = number | string;

/** The results of the features of an attribute for a value, in their order. */
export function resultsOf({ features }: AttributeFeatures): (value: Value | undefined) => Result[] {
  const all = features.map(resultOf);
  return (value) => all.map((result) => result(value));
}

/** A feature as a function of a value. */
export function resultOf(feature: Feature): (value: Value | undefined) => Result {
  switch (feature.kind) {
    case 'shape':
      return valueShape;
    case 'presence':
      return presenceOf;
    case 'half-pair':
      return (value) => Number(typeof value === 'string' && !value.isWellFormed());
    case 'date':
      return (value) => Number(typeof value === 'string' && isDate(value));
    case 'has': {
      const pattern = new RegExp(CHARACTER_SETS[feature.set]);
      return (value) => Number(typeof value === 'string' && pattern.test(value));
    }
    case 'contains':
      return (value) => Number(typeof value === 'string' && value.includes(feature.text));
    case 'converts':
      return convertsBy(feature.by);
    case 'equals':
      return (value) => {
        const folded =
          typeof value === 'string' ? applyTransforms(value, feature.folds) : numberOf(value);
        return feature.values.findIndex((one) => isEqual(one, folded)) + 1;
      };
    case 'between':
      return (value) =>
        placeAmong(feature.bounds, feature.parses ? parsed(value) : numberOf(value));
    case 'length':
    default:
      return (value) => {
        const length = lengthOf(value);
        return feature.bounds.filter((bound) => length >= bound).length;
      };
  }
}

/** The index in `PRESENCE` of what a value is. */
export function presenceOf(value: Value | undefined): number {
  if (typeof value === 'string') return value === '' ? 2 : isBlank(value) ? 3 : 4;
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (typeof value === 'boolean') return value ? 10 : 9;
  if (value instanceof PyFloat) return value.value === 0 ? 7 : 8;
  if (Array.isArray(value)) return value.length === 0 ? 11 : 12;
  if (value instanceof Dict) return value.size === 0 ? 13 : 14;
  return value === 0 ? 5 : value instanceof Markup ? 4 : 6;
}

/** What `shape` gives: the shape of a text or of how Python prints a value; '' for a missing one. */
function valueShape(value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  return shapeOf(typeof value === 'string' ? value : repr(value));
}

function isDate(text: string): boolean {
  try {
    readDate(text, '');
    return true;
  } catch {
    return false;
  }
}

function convertsBy(by: Conversion): (value: Value | undefined) => number {
  const convert = converterOf(by);
  return (value) => Number(!isBlank(convert(value)));
}

function isEqual(literal: string | number | boolean, value: string | number | undefined): boolean {
  return typeof literal === 'string' ? literal === value : Number(literal) === value;
}

/** A number as JavaScript has it; undefined for what is none. True is 1, as in Python. */
function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return Number(value);
  return value instanceof PyFloat ? value.value : undefined;
}

/** Texts that are numbers wherever they are read: in Python, in JavaScript and in a database. */
const NUMBER = /^[ \t\r\n]*[-+]?[0-9]+(?:\.[0-9]+)?[ \t\r\n]*$/;
/** What a text has at least that Python reads as a number, such as `1e5`, `١٢` or `nan`. */
const MAY_BE_NUMBER = /\d|[^\x01-\x7f]|^\W*(?:inf|nan)/i;

function parsed(value: Value | undefined): number | undefined {
  if (typeof value !== 'string') return numberOf(value);
  if (NUMBER.test(value)) return Number(value);
  if (!MAY_BE_NUMBER.test(value)) return undefined;
  try {
    return pyFloat(value).value;
  } catch (error) {
    if (isError(error, 'ValueError')) return undefined;
    throw error;
  }
}

function placeAmong(bounds: readonly number[], value: number | undefined): number {
  if (value === undefined || Number.isNaN(value)) return 0;
  const at = bounds.findIndex((bound) => value <= bound);
  if (at < 0) return 2 * bounds.length + 1;
  return 2 * at + (bounds[at] === value ? 2 : 1);
}

function lengthOf(value: Value | undefined): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Dict) return value.size;
  return typeof value === 'string' ? Array.from(value).length : 0;
}

/** How many results a feature has; undefined for `shape`. */
function sizeOf(feature: Feature): number | undefined {
  if (feature.kind === 'shape') return undefined;
  if (feature.kind === 'presence') return 15;
  if (feature.kind === 'equals') return feature.values.length + 1;
  if (feature.kind === 'between') return 2 * feature.bounds.length + 2;
  return feature.kind === 'length' ? feature.bounds.length + 1 : 2;
}

/** So many values of an attribute that only its values describe are told apart one by one. */
const MOST_VALUES = 4096;

/** So many codes an attribute may have without a table. */
const MOST_CODES = 2 ** 20;

/**
 * An attribute's values as numbers: `code` is below `size`, or without one below 2²⁶. `key` is what a code is for, which may hold a value of a
 * user.
 */
export type Coder = {
  readonly size: number | undefined;
  code(value: Value | undefined): number;
  /** The code of a text from its bytes, where that is known to be faster. */
  readonly textCode: TextCode | undefined;
  key(value: Value | undefined): string | number;
};

/**
 * A number for each set of results that an attribute can have: users with the same number for each attribute are of one class. With the feature
 * `shape` the first 4,096 values have numbers of their own, the others those of their shapes.
 */
export function codeOf({ features }: AttributeFeatures): Coder {
  const plain = features.filter(({ kind }) => kind !== 'shape');
  const number = combined(plain);
  const size = plain.reduce((product, feature) => product * (sizeOf(feature) ?? 1), 1);
  if (plain.length === features.length && size <= MOST_CODES)
    return {
      size,
      code: withUsual(number, features),
      textCode: textCodes(features, number),
      key: number,
    };
  const codes = new Map<string, number>();
  const values = new Set<string>();
  const isOpaque = plain.length < features.length;
  const key = (value: Value | undefined): string => {
    if (!isOpaque) return String(number(value));
    const text = typeof value === 'string' ? value : value === undefined ? '' : repr(value);
    if (values.size < MOST_VALUES) values.add(text);
    return `${number(value)} ${values.has(text) ? `=${text}` : `~${shapeOf(text)}`}`;
  };
  const code = (value: Value | undefined): number => {
    const text = key(value);
    const known = codes.get(text) ?? codes.size;
    codes.set(text, known);
    return known;
  };
  return { size: undefined, code, textCode: undefined, key };
}

/** The code of a missing value and of a text as nearly all are, found without a look at each feature, where only presence and rare texts count. */
function withUsual(
  number: (value: Value | undefined) => number,
  features: readonly Feature[],
): (value: Value | undefined) => number {
  const missing = number(undefined);
  const rare = features.flatMap((feature) => (feature.kind === 'contains' ? [feature.text] : []));
  const [text, ...more] = rare;
  const others = features.filter(
    ({ kind }) => kind !== 'presence' && kind !== 'half-pair' && kind !== 'contains',
  );
  if (others.length > 0 || more.length > 0)
    return (value) => (value === undefined ? missing : number(value));
  const usual = number('x');
  return (value) => {
    if (value === undefined) return missing;
    const isUsual =
      typeof value === 'string' &&
      isVisible(value.charCodeAt(0)) &&
      isVisible(value.charCodeAt(value.length - 1)) &&
      (text === undefined || value.length < text.length || !value.includes(text)) &&
      value.isWellFormed();
    return isUsual ? usual : number(value);
  };
}

/** The results of features with few of them as one number. The sets of characters are found in one walk over a text. */
function combined(features: readonly Feature[]): (value: Value | undefined) => number {
  const sets = features.flatMap((feature) => (feature.kind === 'has' ? feature.set : []));
  const others = features.filter(({ kind }) => kind !== 'has');
  const results = others.map(
    (feature) => resultOf(feature) as (value: Value | undefined) => number,
  );
  const sizes = others.map((feature) => sizeOf(feature) ?? 1);
  const marks = sets.length === 0 ? undefined : marksOf(sets);
  const count = 2 ** sets.length;
  return (value) => {
    let code = 0;
    for (let at = 0; at < results.length; at += 1)
      code = code * (sizes[at] ?? 1) + (results[at]?.(value) ?? 0);
    return marks === undefined
      ? code
      : code * count + (typeof value === 'string' ? marks(value) : 0);
  };
}

/** Which of some sets of characters a text has, as the bits of a number. */
function marksOf(sets: readonly CharacterSet[]): (text: string) => number {
  const bitsOf = setMarks(sets);
  const ascii = Uint16Array.from({ length: 128 }, (_, code) => bitsOf(String.fromCharCode(code)));
  const beyond = bitsOf('\u0100');
  return (text) => {
    let bits = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      bits |= code < 128 ? (ascii[code] ?? 0) : beyond;
    }
    return bits;
  };
}
