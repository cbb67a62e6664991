import { isBlank } from '../../compiler/index.ts';
import { PyFloat, type Value } from '../../jinja/index.ts';
import { resultOf } from '../classify.ts';
import {
  CHARACTER_SETS,
  shapeOf,
  type Attribute,
  type Feature,
  type Features,
  type Fold,
} from '../features.ts';

/**
 * For which texts a database cannot decide a feature as the render does: for none, for those with other characters than ASCII, for those
 * that may be an unusual number (`1e5`, `١٢`, `nan`), for all that are not blank. What is converted and is not a text is always in doubt.
 */
export type Doubt = 'none' | 'beyond-ascii' | 'odd-number' | 'all';

/**
 * A column of a class table: a feature of an attribute, and for which values it is in doubt. Cells are the feature's result, and where
 * that is in doubt `~` with the shape of the value.
 */
export type ClassColumn = {
  readonly name: string;
  readonly attribute: Attribute;
  readonly feature: Feature;
  readonly doubt: Doubt;
};

/** The columns of the class table of a campaign. Halves of surrogate pairs are left out: no database has them. */
export function classColumns({ attributes }: Features): readonly ClassColumn[] {
  return attributes.flatMap(({ attribute, features }, at) =>
    features
      .filter(({ kind }) => kind !== 'half-pair')
      .map((feature, number) => ({
        name: `a${at + 1}_${number + 1}_${feature.kind}`,
        attribute,
        feature,
        doubt: doubtOf(feature),
      })),
  );
}

function doubtOf(feature: Feature): Doubt {
  switch (feature.kind) {
    case 'equals':
      return doubtOfFolds(feature.folds);
    case 'between':
      return feature.parses ? 'odd-number' : 'none';
    case 'converts':
      return isLookup(feature.by) ? doubtOfFolds(feature.by.transforms) : 'all';
    case 'date':
      return 'all';
    default:
      return 'none';
  }
}

/** Databases have letter cases of their own beyond ASCII, and title case everywhere. */
function doubtOfFolds(folds: readonly (Fold | object)[]): Doubt {
  if (folds.some((fold) => fold === 'title' || typeof fold === 'object')) return 'all';
  return folds.some((fold) => fold !== 'trim') ? 'beyond-ascii' : 'none';
}

/** Whether a conversion only looks a text up: that is a comparison with its keys. */
export function isLookup({
  conversion,
  lookup,
  transforms,
}: Extract<Feature, { kind: 'converts' }>['by']): boolean {
  return lookup !== undefined && conversion.to === 'text' && doubtOfFolds(transforms) !== 'all';
}

/** The cell of a column for a value; an attribute that is missing has the value undefined. */
export function cellOf({ feature, doubt }: ClassColumn): (value: Value | undefined) => string {
  if (feature.kind === 'shape') return shapeCell;
  const result = resultOf(feature);
  return (value) =>
    isInDoubt(value, doubt, feature) ? `~${shapeCell(value)}` : String(result(value));
}

/** The shape of a text, the sign of a number, and '' for everything else. */
function shapeCell(value: Value | undefined): string {
  if (typeof value === 'string') return shapeOf(value);
  const number = numberOf(value);
  return number === undefined ? '' : number < 0 ? '-9' : '9';
}

function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  return value instanceof PyFloat ? value.value : undefined;
}

const BEYOND_ASCII = new RegExp(CHARACTER_SETS['non-ascii']);

/** A text that every database reads as Python does, less `NUMBER_SPACE` around it. */
export const PLAIN_NUMBER = '[-+]?[0-9]+([.][0-9]+)?';

/** The white space that may be around a number. */
export const NUMBER_SPACE = ' \t\n\u000b\f\r';

/** A longer number may be too large for a database. */
export const LONGEST_NUMBER = 300;

/** Words that are numbers in Python, in lower case. */
export const NUMBER_WORDS: readonly string[] = ['inf', 'infinity', 'nan'].flatMap((word) => [
  word,
  `+${word}`,
  `-${word}`,
]);

const PLAIN = new RegExp(`^${PLAIN_NUMBER}$`);
const SPACE_AROUND = new RegExp(`^[${NUMBER_SPACE}]+|[${NUMBER_SPACE}]+$`, 'g');

function isInDoubt(value: Value | undefined, doubt: Doubt, { kind }: Feature): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'string') return kind === 'converts';
  switch (doubt) {
    case 'none':
      return false;
    case 'beyond-ascii':
      return BEYOND_ASCII.test(value);
    case 'odd-number':
      return isOddNumber(value);
    case 'all':
    default:
      return !isBlank(value);
  }
}

function isOddNumber(text: string): boolean {
  if (BEYOND_ASCII.test(text)) return true;
  const trimmed = text.replaceAll(SPACE_AROUND, '');
  if (PLAIN.test(trimmed)) return trimmed.length > LONGEST_NUMBER;
  return /[0-9]/.test(text) || NUMBER_WORDS.includes(trimmed.toLowerCase());
}
