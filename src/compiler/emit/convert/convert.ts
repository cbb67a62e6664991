import { CALLING_RULES } from '../../calling-codes.ts';
import {
  boundsOf,
  type Conversion,
  type DateConversion,
  type NumberConversion,
  type NumberOptions,
} from '../../field-map.ts';
import { WORDS } from '../../words.ts';
import { code, integer, type Code } from '../fragments.ts';
import { atom, selfTelling, valueOf, type Held } from '../held.ts';
import { packed, rowList } from '../rows.ts';
import { update, type Values } from '../values.ts';
import type { Writer } from '../writer.ts';
import { dateLoop } from './dates.ts';
import type { Loop } from './loop.ts';
import { numberLoop } from './numbers.ts';
import { phoneLoop } from './phone.ts';
import {
  bareEmail,
  colourLoop,
  imageLoop,
  isEmail,
  isImageId,
  isUrl,
  tableOf,
  uuidLoop,
} from './signs.ts';

/** The conversions that take more than a condition. */
type Looped =
  | Extract<Conversion, { to: 'phone' }>
  | DateConversion
  | { readonly to: 'colour' | 'image' | 'uuid' };

type Batch = { readonly loop: Loop; readonly rows: Code[] };

/**
 * Brings values into form. All values of one conversion go through one loop, whose answers are added to the table of values;
 * what takes a condition only, or a look-up, is written where the value is used.
 */
export class Converter {
  readonly #values: Values;
  readonly #writer: Writer;
  readonly #isLined: boolean;
  readonly #batches: Map<string, Batch> = new Map();
  readonly #known: Map<string, Held> = new Map();

  /** `writer` takes what comes after the loops. */
  constructor(values: Values, writer: Writer, isLined: boolean) {
    this.#values = values;
    this.#writer = writer;
    this.#isLined = isLined;
  }

  /** How the converted value is held after the loops; missing where it is not convertible. */
  convert(held: Held, conversion: Conversion, hint: string): Held {
    switch (conversion.to) {
      case 'text':
      case 'repr':
        return held;
      case 'boolean':
      case 'gender': {
        const table = this.#writer.set(conversion.to, tableOf(WORDS[conversion.to]));
        return selfTelling(code`${table}.get(${atom(valueOf(held))}.strip().lower())`);
      }
      case 'email':
        return this.#judged(bareEmail(valueOf(held)), isEmail, 'e');
      case 'url':
        return this.#judged(stripped(held), isUrl, hint);
      case 'image-id':
        return this.#judged(stripped(held), isImageId, hint);
      case 'colour':
      case 'image':
      case 'uuid':
        return this.#looped(held, loopOf({ to: conversion.to }), conversion.to, hint);
      case 'phone':
      case 'date':
      case 'datetime':
        return this.#looped(held, loopOf(conversion), JSON.stringify(conversion), hint);
      case 'number':
      case 'integer':
      case 'latitude':
      case 'longitude':
      case 'uint16':
      default:
        return this.#number(held, conversion, hint);
    }
  }

  /** The loops, each behind what it needs, in the order in which they were first asked for. */
  statements(): readonly Code[] {
    const before = new Map<string, Code>();
    return [...this.#batches.values()].flatMap(({ loop, rows }) => {
      const needed = loop.before.filter((statement) => !before.has(statement.toString()));
      for (const statement of needed) before.set(statement.toString(), statement);
      const { statements, list } = rowList(rows, '{% for k, x in  %}'.length, this.#isLined);
      const { body, result, after = [] } = loop;
      const whole = [...body, update(result), ...after, code`{% endfor %}`];
      return [
        ...needed,
        ...statements,
        code`{% for k, x in ${list} %}`,
        ...(this.#isLined ? packed(whole) : whole),
      ];
    });
  }

  /** A text that is taken as it is where a condition holds. */
  #judged(text: Code, isFine: (text: Code) => Code, hint: string): Held {
    const name = this.#writer.set(hint, text);
    return { text: name, when: [isFine(name)] };
  }

  /** A value that goes through the loop of its kind. */
  #looped(held: Held, loop: Loop, kind: string, hint: string): Held {
    const text = valueOf(held);
    const known = this.#known.get(`${kind} ${text.toString()}`);
    if (known !== undefined) return known;
    const batch = this.#batches.get(kind) ?? { loop, rows: [] };
    this.#batches.set(kind, batch);
    const key = this.#values.fresh(hint);
    batch.rows.push(code`['${key}', ${text}]`);
    const made = this.#values.at(key);
    this.#known.set(`${kind} ${text.toString()}`, made);
    return made;
  }

  /** Numbers of every kind go through one loop; whether they are whole and within bounds is asked where they are used. */
  #number(held: Held, conversion: NumberConversion, hint: string): Held {
    const isBare = !('group' in conversion || 'round' in conversion);
    const { group, round }: NumberOptions = isBare ? {} : conversion;
    const { isWhole, min, max } = boundsOf(conversion);
    const { text } = this.#looped(held, numberLoop(group, round), `number ${group} ${round}`, hint);
    const conditions = [
      ...(isWhole && round === undefined ? [code`not '.' in ${text}`] : []),
      ...withinBounds(text, min, max),
    ];
    return { text, when: [text, ...conditions] };
  }
}

/** The middle one of three numbers is between the others. */
function withinBounds(text: Code, min?: number, max?: number): readonly Code[] {
  if (min === undefined && max === undefined) return [];
  const value = code`${text}|float`;
  if (max === undefined) return [code`([${signed(min ?? 0)}, ${value}]|sort)[1] == ${value}`];
  if (min === undefined) return [code`([${signed(max)}, ${value}]|sort)[0] == ${value}`];
  return [code`([${signed(min)}, ${value}, ${signed(max)}]|sort)[1] == ${value}`];
}

function signed(value: number): Code {
  return value < 0 ? code`-${integer(-value)}` : integer(value);
}

function stripped(held: Held): Code {
  return code`${atom(valueOf(held))}.strip()`;
}

function loopOf(conversion: Looped): Loop {
  switch (conversion.to) {
    case 'phone':
      return phoneLoop(CALLING_RULES.get(conversion.country ?? ''));
    case 'colour':
      return colourLoop();
    case 'image':
      return imageLoop();
    case 'uuid':
      return uuidLoop();
    case 'date':
    case 'datetime':
    default:
      return dateLoop(conversion);
  }
}
