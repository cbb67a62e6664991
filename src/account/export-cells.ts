import { numberValue, readTree, toValue } from '../documents/index.ts';
import type { Value } from '../jinja/values/index.ts';

/** What the cells of a column are; `inferred` is what all of them look like. */
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** Every type of a column. */
export const COLUMN_TYPES = ['inferred', 'text', 'integer', 'float', 'boolean', 'json'] as const;

/** The separator that the header has most of. */
export function likelySeparator(text: string): string {
  const [header = ''] = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r\n|\r|\n/, 1);
  const counted = [',', ';', '\t', '|'].map((one) => [one, header.split(one).length] as const);
  const [best] = counted.toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? ',';
}

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const BOOLEAN = /^(?:true|false)$/i;

/** What all cells of a column that hold something look like; digits with zeros in front, and plus signs, make it text. */
export function inferred(cells: readonly string[]): ColumnType {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0) return 'text';
  if (filled.every((cell) => INTEGER.test(cell))) return 'integer';
  if (filled.every((cell) => NUMBER.test(cell))) return 'float';
  return filled.every((cell) => BOOLEAN.test(cell)) ? 'boolean' : 'text';
}

/** A cell as a value of a type; undefined where it is none. */
export function cellValue(cell: string, type: ColumnType): Value | undefined {
  const text = cell.trim();
  switch (type) {
    case 'integer':
      return /^[-+]?\d+$/.test(text) ? numberValue(text) : undefined;
    case 'float':
      return /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text)
        ? numberValue(asFloat(text))
        : undefined;
    case 'boolean':
      if (/^(?:true|yes|1)$/i.test(text)) return true;
      return /^(?:false|no|0)$/i.test(text) ? false : undefined;
    case 'json': {
      const { tree, findings } = readTree(cell, '', { syntax: '', duplicate: '' });
      return tree === undefined || findings.length > 0 ? undefined : toValue(tree, '').value;
    }
    case 'inferred':
    case 'text':
    default:
      return cell;
  }
}

function asFloat(text: string): string {
  return /[.e]/i.test(text) ? text : `${text}.0`;
}
