import { Dict, PyFloat, repr, str, type Value } from '../jinja/index.ts';
import type { ShapedRead } from '../analysis/index.ts';
import { isNumber, SAMPLE_TEXT, withPlus, written, type TriedValue } from './person.ts';

/** What is tried in place of one value of a complete user. */
export type TrialKind =
  | 'missing'
  | 'null'
  | 'empty'
  | 'space'
  | 'other'
  | 'quotes'
  | 'reserved'
  | 'zero'
  | 'float'
  | 'text'
  | 'number'
  | 'empty-list'
  | 'short-list'
  | 'no-member'
  | 'null-member'
  | 'provided-for'
  | 'null-item'
  | 'mapping-item';

/** One value that is tried; undefined is a missing one. `what` says it in a sentence about the user. */
export type Trial = {
  readonly kind: TrialKind;
  readonly value: Value | undefined;
  readonly what: string;
};

/** A text with what HTML and JSON mark texts with. */
export const QUOTES = `O"Brien's`;
/** A text with what addresses mark their parts with. */
export const RESERVED = 'R&D #1';

const LACKS: readonly Trial[] = [
  { kind: 'missing', value: undefined, what: 'without it' },
  { kind: 'null', value: null, what: 'in whom it is null' },
  { kind: 'empty', value: '', what: 'in whom it is empty' },
];

/** In a text that nobody compares or reads as a date, people do type one. */
const SPACE: Trial = { kind: 'space', value: ' ', what: 'in whom it is a space' };

const TEXT: readonly Trial[] = [
  { kind: 'quotes', value: QUOTES, what: `in whom it is ${QUOTES}` },
  { kind: 'reserved', value: RESERVED, what: `in whom it is ${RESERVED}` },
];

/** In place of a text that the template compares or looks up. */
const OTHER: Trial = {
  kind: 'other',
  value: 'Other',
  what: 'in whom it is another text than those of the template',
};

/** Attributes that a system gives or checks: nobody's has a quote or is a space. */
const CHECKED = /(?:^|[\s_])(?:id|uid|e-?mail|phone|mobile|number|no)(?:$|[\s_(])/i;

/** The values to try for something that a template reads. `given` is the value of the complete user. */
export function trialsOf(read: ShapedRead, given: Value | undefined): readonly Trial[] {
  const { kind, shape } = read;
  if (!kind.endsWith('Attribute')) return thingTrials(read, given);
  const trials: Trial[] = [...LACKS];
  const isText = typeof given === 'string' && !isNumber(read) && !shape.uses.has('date');
  if (isText && !CHECKED.test(read.name)) {
    trials.push(SPACE, ...(shape.literals.length === 0 ? TEXT : [OTHER]));
  }
  const plus = isText && shape.literals.length === 0 ? withPlus(read.name) : undefined;
  if (plus !== undefined)
    trials.push({ kind: 'reserved', value: plus, what: `in whom it is ${plus}` });
  if (isNumber(read)) {
    trials.push({ kind: 'zero', value: 0, what: 'in whom it is 0' });
    trials.push({ kind: 'float', value: new PyFloat(7), what: 'in whom it is 7.0' });
    if (typeof given !== 'number')
      trials.push({ kind: 'number', value: 7, what: 'in whom it is the number 7' });
    else if (!shape.literals.some((literal) => typeof literal === 'string'))
      trials.push({ kind: 'text', value: '7', what: "in whom it is the text '7'" });
  }
  trials.push(...listTrials(given), ...itemTrials(given), ...innerTrials(given));
  return [...trials, ...memberTrials(given), ...orderTrials(read, given)];
}

/** A value that the template compares with, or a list of several items. */
export function providedFor({ read, value }: TriedValue): Trial {
  const whom = read.kind.endsWith('Attribute') ? 'in whom' : 'for whom';
  const what = Array.isArray(value) ? 'a list of several items' : written(value);
  return { kind: 'provided-for', value, what: `${whom} it is ${what}` };
}

/** Shows each place that reads a row; an absent one fails at the first. Every row of a table has all columns, so none lacks just one. */
function withoutColumns(): Trial {
  return { kind: 'no-member', value: new Dict(), what: 'for whom the row is empty' };
}

/** What is not an attribute: an answer, a row, a set of products. */
function thingTrials(read: ShapedRead, given: Value | undefined): readonly Trial[] {
  const { kind } = read;
  const absent: Trial = { kind: 'missing', value: undefined, what: 'for whom there is no row' };
  if (kind === 'getAuxData') return given instanceof Dict ? [absent, withoutColumns()] : [absent];
  const found = kind === 'Coupons' ? [{ ...absent, what: 'for whom no code is left' }] : [];
  return [
    ...found,
    ...listTrials(given),
    ...innerTrials(given),
    ...memberTrials(given),
    // MoEngage stores no nulls in objects; an answer of an API may have them.
    ...(kind === 'ContentApi' ? memberTrials(given, NULL) : []),
    ...orderTrials(read, given),
  ];
}

function listTrials(given: Value | undefined): readonly Trial[] {
  if (!Array.isArray(given)) return [];
  const mixed: readonly Trial[] =
    typeof given[0] === 'string'
      ? [{ kind: 'number', value: [7, ...given], what: 'for whom an item of it is the number 7' }]
      : [];
  return [
    ...mixed,
    { kind: 'empty-list', value: [], what: 'for whom the list is empty' },
    { kind: 'short-list', value: given.slice(0, 1), what: 'for whom the list has one item' },
  ];
}

/** Items of a list of texts that are none. */
function itemTrials(given: Value | undefined): readonly Trial[] {
  if (!Array.isArray(given) || typeof given[0] !== 'string') return [];
  const mapping = Dict.of([['name', SAMPLE_TEXT]]);
  return [
    { kind: 'null-item', value: [null, ...given], what: 'for whom an item of it is null' },
    {
      kind: 'mapping-item',
      value: [mapping, ...given],
      what: 'for whom an item of it is an object',
    },
  ];
}

/** The texts of items and members that nobody compares or checks, each of `TEXT` in all of them at once: every print shows what it does there. */
function innerTrials(given: Value | undefined): readonly Trial[] {
  if (!Array.isArray(given) && !(given instanceof Dict)) return [];
  return TEXT.flatMap(({ kind, value }): readonly Trial[] => {
    const made = withTexts(given, value ?? null);
    const what = `for whom a text in it is ${str(value ?? null)}`;
    return repr(made) === repr(given) ? [] : [{ kind, value: made, what }];
  });
}

/** A value with another text in place of each made-up one; `name` is that of the member that it is. */
function withTexts(given: Value, text: Value, name: string = ''): Value {
  if (given === SAMPLE_TEXT) return CHECKED.test(name) ? given : text;
  if (Array.isArray(given)) return given.map((item) => withTexts(item, text, name));
  if (!(given instanceof Dict)) return given;
  return Dict.of(
    [...given.entries()].map(([key, member]) => [key, withTexts(member, text, str(key))]),
  );
}

/** What items are sorted by, missing in one of them: where all lack it, nothing is compared. */
function orderTrials({ shape: { item } }: ShapedRead, given: Value | undefined): readonly Trial[] {
  if (item === undefined || !Array.isArray(given)) return [];
  const [first, ...rest] = given;
  if (!(first instanceof Dict)) return [];
  return [...item.members].flatMap(([name, { uses }]): readonly Trial[] => {
    if (!uses.has('order')) return [];
    const without = Dict.of([...first.entries()].filter(([key]) => key !== name));
    const what = `for whom one item has no ${repr(name)}`;
    return [{ kind: 'no-member', value: [without, ...rest], what }];
  });
}

/** What is tried in place of a member: the entries of the dict instead, and whom it is so for. */
type MemberLack = {
  readonly kind: TrialKind;
  readonly entries: (name: Value) => readonly (readonly [Value, Value])[];
  readonly what: (name: string) => string;
};

const ABSENT: MemberLack = {
  kind: 'no-member',
  entries: () => [],
  what: (name) => `for whom it has no ${name}`,
};

const NULL: MemberLack = {
  kind: 'null-member',
  entries: (name) => [[name, null]],
  what: (name) => `for whom ${name} is null`,
};

/** Members that are looked up, each missing or null in turn; of the items of a list in all of them, and of members the same. */
function memberTrials(given: Value | undefined, lack: MemberLack = ABSENT): readonly Trial[] {
  const [sample] = Array.isArray(given) ? given : [given];
  if (!(sample instanceof Dict)) return [];
  const { kind } = lack;
  const entries = [...sample.entries()];
  return entries.flatMap(([name, member]) => {
    const replaced = (by: readonly (readonly [Value, Value])[]): Value => {
      const made = Dict.of(entries.flatMap((entry) => (entry[0] === name ? by : [entry])));
      return Array.isArray(given) ? given.map(() => made) : made;
    };
    const one: Trial = { kind, value: replaced(lack.entries(name)), what: lack.what(repr(name)) };
    const inside = memberTrials(member, lack).map((trial): Trial => ({
      kind,
      value: replaced([[name, trial.value ?? null]]),
      what: `${trial.what} in ${repr(name)}`,
    }));
    return [one, ...inside];
  });
}
