import { Dict, PyFloat, type Value } from '../../jinja/index.ts';
import type { CharacterSet, Feature } from '../features.ts';
import { cellOf, type ClassColumn } from './class-columns.ts';

/** So many values of a class are made up. */
const MOST = 3;

/** A character of each set that is in no other one. */
const SIGNS: Readonly<Record<CharacterSet, string>> = {
  quote: '"',
  apostrophe: "'",
  backslash: '\\',
  control: '\u0001',
  angle: '<',
  ampersand: '&',
  reserved: '%',
  space: ' ',
  'non-ascii': '\u00e9',
};

/** What runs of letters and digits of a shape may have been, one after the other. */
const LETTERS: readonly (readonly string[])[] = [
  ['ada', 'example', 'com'],
  ['x'],
  ['Ada', 'T', 'Z'],
];
/** Those of digits where there are up to two runs, and in dates: those with dashes begin with the year. */
const NUMBERS: readonly (readonly string[])[] = [['7'], ['15555550100'], ['2027'], ['99', '50']];
const ISO_DATES: readonly (readonly string[])[] = [
  ['2027', '01', '31', '08', '30', '00'],
  ['2026', '12', '01', '23', '59', '59'],
  ['1999', '07', '15', '00', '00', '00'],
];
const DATES: readonly (readonly string[])[] = [
  ['31', '01', '2027', '08', '30', '00'],
  ['2027', '01', '31', '08', '30', '00'],
  ['7'],
];

function digitsFor(shape: string): readonly (readonly string[])[] {
  if (shape.includes('9-9-9')) return ISO_DATES;
  return (shape.match(/9/g)?.length ?? 0) > 2 ? DATES : NUMBERS;
}

/**
 * A few values of an attribute that have the given cells in its columns, made up: a result of a database has no values. None where
 * no value is found; `undefined` among them is an attribute that is missing. `literals` are values that the message itself has: where the database knows
 * only the shape of a value, those of that shape are among them.
 */
export function valuesWith(
  columns: readonly ClassColumn[],
  cells: readonly string[],
  literals: readonly Value[] = [],
): readonly (Value | undefined)[] {
  const tests = columns.map(cellOf);
  const isMeant = (value: Value | undefined): boolean =>
    tests.every((cell, at) => cell(value) === cells[at]);
  const knowsShape = cells.some(
    (cell, at) => cell.startsWith('~') || columns[at]?.feature.kind === 'shape',
  );
  const found = new Set<Value | undefined>(knowsShape ? literals.filter(isMeant) : []);
  const most = found.size + MOST;
  for (const value of candidates(columns, cells)) {
    if (isMeant(value)) found.add(value);
    if (found.size >= most) break;
  }
  return [...found];
}

function* candidates(
  columns: readonly ClassColumn[],
  cells: readonly string[],
): Generator<Value | undefined, unknown, undefined> {
  const features = columns.map(({ feature }) => feature);
  const numbers = numbersNear(features);
  switch (Number(cells[features.findIndex(({ kind }) => kind === 'presence')] ?? 4)) {
    case 0:
      return yield undefined;
    case 1:
      return yield null;
    case 2:
      return yield '';
    case 3:
      for (const blank of [' ', '\t', '\n', '\u00a0', '\u001c', '\u3000'])
        for (const length of lengths(features)) yield blank.repeat(Math.max(1, length));
      return undefined;
    case 4:
      return yield* texts(features, cells);
    case 5:
      return yield 0;
    case 6:
      return yield* numbers.filter((one) => Number.isSafeInteger(one) && one !== 0);
    case 7:
      return yield new PyFloat(0);
    case 8:
      return yield* [...numbers.filter((one) => one !== 0), Number.NaN].map(
        (one) => new PyFloat(one),
      );
    case 9:
      return yield false;
    case 10:
      return yield true;
    case 11:
      return yield [];
    case 12:
      for (const length of lengths(features))
        yield Array.from({ length: Math.max(1, length) }, () => 'x');
      return undefined;
    case 13:
      return yield new Dict();
    case 14:
    default:
      for (const length of lengths(features))
        yield Dict.of(Array.from({ length: Math.max(1, length) }, (_, at) => [`x${at}`, 'x']));
      return undefined;
  }
}

/** Texts that may have the cells: of the shape that a cell has, or of what features compare with, with the signs that cells ask for. */
function* texts(features: readonly Feature[], cells: readonly string[]): Generator<string> {
  const shape = cells.find((cell, at) => cell.startsWith('~') || features[at]?.kind === 'shape');
  const bases =
    shape === undefined
      ? [...literals(features), ...numbersNear(features).map(String), 'Ada', 'x', 'x1', '1e5']
      : shaped(shape.replace(/^~/, ''));
  const signs = features.map((feature, at) =>
    feature.kind === 'has' && cells[at] === '1' ? SIGNS[feature.set] : '',
  );
  const parts = features.map((feature, at) =>
    feature.kind === 'contains' && cells[at] === '1' ? feature.text : '',
  );
  const more = [...signs, ...parts].filter((part) => part !== '');
  for (const base of bases)
    for (const length of lengths(features)) {
      const added = more.reduce((text, part) => (text.includes(part) ? text : text + part), base);
      yield base;
      yield added;
      yield added.padEnd(length, 'x');
      yield `x${added}`;
      yield ` ${added} `;
    }
}

function literals(features: readonly Feature[]): readonly string[] {
  const all = features.flatMap((feature) => {
    if (feature.kind === 'equals') return feature.values.filter((one) => typeof one === 'string');
    if (feature.kind === 'converts') return (feature.by.lookup ?? []).map(([from]) => from);
    return feature.kind === 'contains' ? [feature.text] : [];
  });
  return all.flatMap((text) => [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  ]);
}

function numbersNear(features: readonly Feature[]): readonly number[] {
  const known = features.flatMap((feature) => {
    if (feature.kind === 'between') return feature.bounds;
    return feature.kind === 'equals' ? feature.values.filter((one) => typeof one === 'number') : [];
  });
  const sorted = [...known, 0].toSorted((a, b) => a - b);
  const between = sorted.slice(1).map((one, at) => (one + (sorted[at] ?? 0)) / 2);
  const near = [...sorted, ...between].flatMap((one) => [one, one - 1, one + 1, one + 0.5]);
  return [...new Set([12, 1, ...near, 1e9, -7, 2.5])];
}

function lengths(features: readonly Feature[]): readonly number[] {
  const bounds = features.flatMap((feature) => (feature.kind === 'length' ? feature.bounds : []));
  return [...new Set([0, ...bounds.flatMap((bound) => [bound, bound + 1])])];
}

/** Texts of a shape. */
function* shaped(shape: string): Generator<string> {
  for (const letters of LETTERS)
    for (const digits of digitsFor(shape)) {
      let [letter, digit] = [0, 0];
      yield shape.replaceAll(/[a9\u00a4]/g, (run) => {
        if (run === 'a') return letters[letter++ % letters.length] ?? 'x';
        return run === '9' ? (digits[digit++ % digits.length] ?? '7') : '\u00e9';
      });
    }
}
