import type { Shape, ShapedRead } from '../analysis/index.ts';
import { Dict, repr, type Value } from '../jinja/index.ts';

/** What a user and the account around them have, by the key of the read; a key that is not in it is absent. */
export abstract class Person implements Iterable<readonly [string, Value]> {
  private readonly others: Map<string, Varied[]> = new Map();

  abstract get(key: string): Value | undefined;

  abstract [Symbol.iterator](): Iterator<readonly [string, Value]>;

  /** The person with another value for one key, without the key where there is none; for the same value always the same person. */
  with(key: string, value: Value | undefined): Person {
    if (Object.is(this.get(key), value)) return this;
    const others = this.others.get(key) ?? [];
    let other = others.find((one) => Object.is(one.value, value));
    if (other !== undefined) return other;
    other = new Varied(this, key, value);
    this.others.set(key, [...others, other]);
    return other;
  }
}

/** A person with these values. */
export class Whole extends Person {
  private readonly values: ReadonlyMap<string, Value>;

  constructor(values: Iterable<readonly [string, Value]>) {
    super();
    this.values = new Map(values);
  }

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  [Symbol.iterator](): Iterator<readonly [string, Value]> {
    return this.values[Symbol.iterator]();
  }
}

/** A value that the template itself provides for, with which the user is not sent the message. */
export type TriedValue = { readonly read: ShapedRead; readonly value: Value };

/** A complete user, the reads whose values matter in the branches that the user was found for, and values to try beside the usual ones. */
export type TriedUser = {
  readonly person: Person;
  readonly reads: readonly ShapedRead[];
  readonly values: readonly TriedValue[];
};

/** The key of a read in a person. */
export function keyOf({ kind, name }: Pick<ShapedRead, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

const DATE_NAME = /date|time|birthday|expir/i;

/** Texts that parts of an attribute's name ask for, and others of the same kind with a sign that addresses mark their parts with. */
const TEXTS: readonly (readonly [part: RegExp, text: string, withPlus?: string])[] = [
  [/e-?mail/i, 'ada@example.com', 'ada+news@example.com'],
  [/phone|mobile/i, '+15555550100', '+4930901820'],
  [/url|link|image|picture|deeplink/i, 'https://example.com/a'],
  [DATE_NAME, '2027-01-31 10:20:30'],
];

const DATES: readonly string[] = ['2027-01-31 10:20:30', '31/01/2027', '01/31/2027'];

const SAMPLE_NUMBER = 7;

/** The text of a complete user where neither name nor use asks for another one. */
export const SAMPLE_TEXT = 'Sample';

/** Names of attributes that are numbers wherever they are used. */
const NUMBER_NAME =
  /(?:^|[\s_-])(?:age|amount|balance|count|number of|orders?|points?|price|qty|quantity|revenue|score|spend|total|ltv)(?:$|[\s_-])/i;

/** Names of texts that belong to a number of things: Order Id, Score Name. */
const TEXT_NAME = /(?:^|[\s_-])(?:code|currency|date|id|list|name|status|time|type|url)s?$/i;

function isNumberName(name: string): boolean {
  return NUMBER_NAME.test(name) && !TEXT_NAME.test(name);
}

/** Whether what a template does with a value, or its name, says that it is a number. */
export function isNumber({ name, shape }: ShapedRead): boolean {
  return shape.uses.has('number') || (isNumberName(name) && !shape.uses.has('list'));
}

/** Whether what a template does with a value, or its name, says that it is a date. */
export function isDate({ name, shape }: ShapedRead): boolean {
  return shape.uses.has('date') || DATE_NAME.test(name);
}

/** Values that fit what a template expects of something, the likeliest first; never empty. */
export function samplesOf(name: string, shape: Shape): readonly [Value, ...Value[]] {
  const list = [...shape.literals, sampleText(name, shape), 'Other'];
  const rest: Value[] = [...DATES, SAMPLE_NUMBER, String(SAMPLE_NUMBER), list];
  if (shape.members.size > 0 || shape.uses.has('dict')) return [dictOf(shape)];
  const { item } = shape;
  // What works on a list does on a text as well, but not the other way round.
  const isList = shape.uses.has('list') && !shape.uses.has('text');
  if (item !== undefined && (item.members.size > 0 || isList)) {
    const [sample] = samplesOf(name, item);
    const items = Array.from({ length: 5 }, () => sample);
    return [item.members.size > 0 ? items : [...shape.literals, ...items]];
  }
  if (isList) return [list, ...rest];
  const literals = [...shape.literals];
  if (
    literals.length === 0 &&
    isNumberName(name) &&
    !shape.uses.has('text') &&
    !shape.uses.has('date')
  )
    return [SAMPLE_NUMBER, ...rest];
  if (literals.length === 0 && shape.uses.has('truth')) return [true, false, ...rest];
  if (shape.uses.has('date')) return [...DATES, ...literals] as [Value, ...Value[]];
  if (shape.uses.has('number')) return [SAMPLE_NUMBER, ...literals, ...rest];
  return [...literals, sampleText(name, shape), ...rest] as [Value, ...Value[]];
}

/** Other values of the same kind that may lead a template another way: what it compares with, and what lies around it. */
export function alternativesOf({ name, shape }: ShapedRead): readonly Value[] {
  const around = shape.literals.flatMap((literal): Value[] =>
    typeof literal === 'number' ? [literal - 1, literal, literal + 1] : [literal],
  );
  const all = samplesOf(name, shape);
  const samples = all.slice(0, 2);
  // Of two numbers that are compared with each other one has to be larger.
  const larger = samples[0] === SAMPLE_NUMBER ? [SAMPLE_NUMBER * 10] : [];
  const lists = shape.uses.has('list') ? all.filter((value) => Array.isArray(value)) : [];
  return [...new Set([...around, ...larger, ...samples, ...lists])];
}

/** A text with a plus that an attribute may have whose texts a system checks: an address of mail, or a telephone number. */
export function withPlus(name: string): string | undefined {
  return TEXTS.find(([part]) => part.test(name))?.[2];
}

function sampleText(name: string, shape: Shape): string {
  if (shape.uses.has('text')) return SAMPLE_TEXT;
  return TEXTS.find(([part]) => part.test(name))?.[1] ?? SAMPLE_TEXT;
}

function dictOf(shape: Shape): Dict {
  const made = new Dict();
  for (const [name, member] of shape.members) made.set(name, samplesOf(name, member)[0]);
  // Of a dict that is gone through no member is known.
  if (shape.members.size === 0) made.set(SAMPLE_TEXT, SAMPLE_TEXT);
  return made;
}

/** Another person with one value otherwise: most of a template's users differ in no more. */
export class Varied extends Person {
  readonly base: Person;
  readonly key: string;
  readonly value: Value | undefined;

  constructor(base: Person, key: string, value: Value | undefined) {
    super();
    this.base = base;
    this.key = key;
    this.value = value;
  }

  get(key: string): Value | undefined {
    return key === this.key ? this.value : this.base.get(key);
  }

  *[Symbol.iterator](): Iterator<readonly [string, Value]> {
    let isThere = false;
    for (const entry of this.base) {
      if (entry[0] !== this.key) yield entry;
      else {
        isThere = true;
        if (this.value !== undefined) yield [this.key, this.value];
      }
    }
    if (!isThere && this.value !== undefined) yield [this.key, this.value];
  }
}

/** A value as people read it in a finding; a long one is cut. */
export function written(value: Value | undefined): string {
  if (value === undefined) return '(missing)';
  const text = value === null || typeof value !== 'object' ? JSON.stringify(value) : repr(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
