import { int, PyFloat, type Value } from '../jinja/values/index.ts';
import type { Tree } from './tree.ts';

const NULL = /^(?:~|null|Null|NULL)?$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
/** A whole number that is safe, written as JavaScript writes it. */
const SHORT = /^(?:0|-?[1-9][0-9]{0,14})$/;
const FLOAT =
  /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** A number whose zeros in front would be lost: an id, a postcode or a telephone number rather than a number. */
const LEADING_ZEROS = /^[-+]?0[0-9]/;

/**
 * What an unquoted scalar is by the way it is written: as in the core schema of YAML 1.2, but digits with leading zeros are a
 * text, since as a number they would lose them.
 */
export function plainKind(text: string): Tree['kind'] {
  if (NULL.test(text)) return 'null';
  if (BOOLEAN.test(text)) return 'boolean';
  return (INTEGER.test(text) || FLOAT.test(text)) && !LEADING_ZEROS.test(text) ? 'number' : 'text';
}

/** A number that was written as JSON, Python or YAML write one: an int of any size, or a float. */
export function numberValue(text: string): Value {
  const digits = text.startsWith('+') ? text.slice(1) : text;
  if (SHORT.test(digits)) return Number(digits);
  if (INTEGER.test(text)) return int(BigInt(digits));
  if (/nan$/i.test(text)) return new PyFloat(Number.NaN);
  if (/inf$/i.test(text)) return new PyFloat(text.startsWith('-') ? -Infinity : Infinity);
  return new PyFloat(Number(digits));
}

/** What an unquoted scalar loses where it is taken as a number, or would have lost; undefined where it loses nothing. */
export function lossOf({ kind, text, isPlain }: Tree): string | undefined {
  if (isPlain !== true) return undefined;
  if (kind === 'text' && LEADING_ZEROS.test(text) && (INTEGER.test(text) || FLOAT.test(text)))
    return `${text} would be a number without its zeros: it is read as a text`;
  if (kind !== 'number' || !/^\+|^0[xo]/.test(text)) return undefined;
  return text.startsWith('+')
    ? `${text} is read as a number, without its plus sign`
    : `${text} is read as the number ${Number(text)}`;
}
