import { fieldNamed, type ValueType } from '../../passkit/index.ts';
import type { Tree } from '../../documents/index.ts';
import {
  isConstant,
  type Conversion,
  type DateOrder,
  type Group,
  type NumberOptions,
  type Rounding,
  type Source,
} from '../field-map.ts';

/** The text under a key of a field, '' where it is not given. */
function textAt(tree: Tree, key: string): string {
  return tree.entries.get(key)?.tree.text ?? '';
}

/**
 * The conversion of a field: the one that it names, or else the one of its type, so that nothing goes into a pass that PassKit
 * would not take. What is looked up or the same for everyone is not converted unasked.
 */
export function conversionOf(tree: Tree, name: string, source: Source): Conversion {
  const isAsked = tree.entries.has('as');
  if (!isAsked && (tree.entries.has('map') || isConstant(source))) return { to: 'text' };
  const to = isAsked ? textAt(tree, 'as') : defaultForm(name);
  switch (to) {
    case 'date':
      return { to, order: orderOf(tree), ...plusOf(tree) };
    case 'datetime': {
      const offset = textAt(tree, 'offset') || '+00:00';
      const time = textAt(tree, 'time') || '00:00:00';
      return { to, order: orderOf(tree), offset, time, ...plusOf(tree) };
    }
    case 'number':
      return { to, ...groupOf(tree), ...boundsOf(tree) };
    case 'integer':
      return { to, ...groupOf(tree), ...boundsOf(tree), ...roundOf(tree) };
    case 'phone': {
      const country = textAt(tree, 'country');
      return country === '' ? { to } : { to, country };
    }
    case 'latitude':
    case 'longitude':
    case 'uint16':
    case 'boolean':
    case 'gender':
    case 'colour':
    case 'url':
    case 'email':
    case 'uuid':
    case 'image':
    case 'image-id':
    case 'repr':
      return { to };
    default:
      return { to: 'text' };
  }
}

/**
 * The conversion that a field gets unasked: that of its type. A telephone number alone stays as it comes, for its conversion may
 * need to know the country.
 */
export function defaultForm(name: string): ValueType {
  const type = fieldNamed(name)?.type ?? 'text';
  return type === 'phone' ? 'text' : type;
}

function orderOf(tree: Tree): DateOrder {
  const text = textAt(tree, 'order');
  return text === 'dmy' || text === 'mdy' ? text : 'ymd';
}

function plusOf(tree: Tree): { readonly plus?: number } {
  const days = /^([+-]?\d+) days?$/.exec(textAt(tree, 'plus'))?.[1];
  return days === undefined ? {} : { plus: Number(days) };
}

function groupOf(tree: Tree): NumberOptions {
  const text = textAt(tree, 'group');
  const group = ([',', '.', "'", ' '] as const).find((one: Group) => one === text);
  return group === undefined ? {} : { group };
}

function roundOf(tree: Tree): NumberOptions {
  const text = textAt(tree, 'round');
  const round = (['nearest', 'up', 'down'] as const).find((one: Rounding) => one === text);
  return round === undefined ? {} : { round };
}

function boundsOf(tree: Tree): { readonly min?: number; readonly max?: number } {
  const [min, max] = ['min', 'max'].map((key) => textAt(tree, key));
  return {
    ...(/^-?\d{1,15}$/.test(min ?? '') && { min: Number(min) }),
    ...(/^-?\d{1,15}$/.test(max ?? '') && { max: Number(max) }),
  };
}
