import { raise } from '../errors.ts';
import { codePoints } from './strings.ts';
import { decimalValue } from './unicode-tables.ts';

/** A format specification of Python's mini-language, taken apart. */
export type FormatSpec = {
  fill: string;
  align: string;
  sign: string;
  /** `z`: a zero that rounding made negative prints without a minus. */
  noNegativeZero: boolean;
  alternate: boolean;
  /** -1 where none is given. */
  width: number;
  /** `,` or `_`, or nothing. */
  grouping: string;
  /** -1 where none is given. */
  precision: number;
  /** The presentation type; where none is given the default handed in. */
  type: string;
};

const ALIGNMENTS = '<>=^';
/** PY_SSIZE_T_MAX: more decimal digits than Python takes. */
const LARGEST = 2 ** 63;

/**
 * Reads `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`; raises ValueError in Python's words, where
 * `typeName` is the type of what is formatted.
 */
export function parseSpec(
  spec: string,
  typeName: string,
  defaultType: string,
  defaultAlign: string,
): FormatSpec {
  const chars = codePoints(spec);
  let at = 0;
  const skip = (char: string): boolean => {
    if (chars[at] !== char) return false;
    at += 1;
    return true;
  };
  const integer = (): number => {
    const start = at;
    const value = readInteger(chars, at, (end) => (at = end));
    return at === start ? -1 : value;
  };
  const result: FormatSpec = unparsed(defaultType, defaultAlign);
  const fillGiven = chars.length > 1 && ALIGNMENTS.includes(chars[1] as string);
  const alignGiven = fillGiven || (chars.length > 0 && ALIGNMENTS.includes(chars[0] as string));
  if (fillGiven) result.fill = chars[at++] as string;
  if (alignGiven) result.align = chars[at++] as string;
  if (at < chars.length && ' +-'.includes(chars[at] as string)) result.sign = chars[at++] as string;
  result.noNegativeZero = skip('z');
  result.alternate = skip('#');
  if (!fillGiven && chars[at] === '0') {
    result.fill = '0';
    if (!alignGiven && defaultAlign === '>') result.align = '=';
    at += 1;
  }
  result.width = integer();
  if (skip(',')) result.grouping = ',';
  if (skip('_')) result.grouping = groupOnce(result.grouping, '_');
  if (chars[at] === ',' && result.grouping === '_') throw bothGroupings();
  if (skip('.')) {
    result.precision = integer();
    if (result.precision === -1) throw raise('ValueError', 'Format specifier missing precision');
  }
  if (chars.length - at > 1) {
    throw raise(
      'ValueError',
      `Invalid format specifier '${spec}' for object of type '${typeName}'`,
    );
  }
  result.type = chars[at] ?? defaultType;
  checkGrouping(result);
  return result;
}

function unparsed(type: string, align: string): FormatSpec {
  return {
    fill: ' ',
    align,
    sign: '',
    noNegativeZero: false,
    alternate: false,
    width: -1,
    grouping: '',
    precision: -1,
    type,
  };
}

function groupOnce(before: string, grouping: string): string {
  if (before !== '') throw bothGroupings();
  return grouping;
}

function bothGroupings(): Error {
  return raise('ValueError', "Cannot specify both ',' and '_'.");
}

function checkGrouping({ grouping, type }: FormatSpec): void {
  if (grouping === '' || type === '' || 'deEfFgG%'.includes(type)) return;
  if (grouping === '_' && 'boxX'.includes(type)) return;
  throw raise('ValueError', `Cannot specify '${grouping}' with '${shownType(type)}'.`);
}

/** A presentation type as Python's messages show it: hexadecimal unless it is visible ASCII. */
function shownType(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

/** The ValueError for a presentation type that a type of value does not have. */
export function unknownCode(type: string, typeName: string): Error {
  return raise(
    'ValueError',
    `Unknown format code '${shownType(type)}' for object of type '${typeName}'`,
  );
}

/**
 * The decimal number that begins at an index, in digits of any script; hands the index behind it to `moved`. Raises
 * ValueError for one that no C integer holds.
 */
export function readInteger(
  chars: readonly string[],
  start: number,
  moved: (end: number) => void,
): number {
  let value = 0;
  let at = start;
  for (; at < chars.length; at += 1) {
    const digit = decimalValue((chars[at] as string).codePointAt(0) ?? 0);
    if (digit === undefined) break;
    value = value * 10 + digit;
    if (value >= LARGEST) throw raise('ValueError', 'Too many decimal digits in format string');
  }
  moved(at);
  return value;
}
