import type { AuxTable, ContentBlocks, Recipient } from '../account/index.ts';
import type { Shape, ShapedRead } from '../analysis/index.ts';
import type { ContentApiAnswer } from '../emulator/index.ts';
import { Dict, repr, type Value } from '../jinja/index.ts';

/** What a user and the account around them have, by the key of the read; a key that is not in it is absent. */
export type Person = Pick<ReadonlyMap<string, Value>, 'get'> & Iterable<readonly [string, Value]>;

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

/** Texts that parts of an attribute's name ask for. */
const TEXTS: readonly (readonly [part: RegExp, text: string])[] = [
  [/e-?mail/i, 'ada@example.com'],
  [/phone|mobile/i, '+15555550100'],
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

/** What is around a recipient while a message is rendered: answers of Content APIs and rows of tables. */
export class Surroundings {
  private person: Person = new Map();
  private readonly recipients: WeakMap<Person, Recipient & Dicts> = new WeakMap();
  /** Gives the dict that was changed for the last person its own value back. */
  private restore: (() => void) | undefined;

  /**
   * Takes the answers and rows of a person, and gives the recipient that the person is, in every account; it is theirs until the next
   * person is used.
   */
  use(person: Person): Recipient {
    this.restore?.();
    this.restore = undefined;
    this.person = person;
    if (!(person instanceof Varied)) return this.known(person);
    const base = person.base instanceof Varied ? recipientOf(person.base) : this.known(person.base);
    return this.changed(base, person) ?? variedRecipient(base, person);
  }

  private known(person: Person): Recipient & Dicts {
    const known = this.recipients.get(person) ?? recipientOf(person);
    this.recipients.set(person, known);
    return known;
  }

  /** The same recipient with another value, until it is restored; undefined where the order of its values would change. */
  private changed(
    base: Recipient & Dicts,
    { key, value }: Varied,
  ): (Recipient & Dicts) | undefined {
    const [part = '', name = ''] = placeIn(key) ?? [];
    const { [part]: dict } = base;
    const before = dict?.getString(name);
    if (dict === undefined || before === undefined || value === undefined) return undefined;
    dict.set(name, value);
    this.restore = () => dict.set(name, before);
    return base;
  }

  readonly contentApi = ({ name }: { readonly name: string }): ContentApiAnswer => {
    const answer = this.person.get(`ContentApi ${name}`);
    return answer === undefined ? { failure: 'timeout' } : { answer };
  };

  /** A table of every name, in which each key finds the same row or none. */
  readonly auxTables: ReadonlyMap<string, AuxTable> = new Every((file) => ({
    file,
    key: 'key',
    columns: [],
    rows: new Every(() => {
      const row = this.person.get(`getAuxData ${file}`);
      return row instanceof Dict ? row : undefined;
    }),
  }));
}

/** A map that has a value for every key: what an account has cannot be told from a template. */
class Every<V> extends Map<string, V> {
  private readonly make: (key: string) => V | undefined;

  constructor(make: (key: string) => V | undefined) {
    super();
    this.make = make;
  }

  override get(key: string): V | undefined {
    return this.make(key);
  }
}

/** Content blocks of every name, all empty. */
export const EVERY_BLOCK: ContentBlocks = new Every(() => ({ kind: 'text' as const, content: '' }));

/** The part of a recipient that a kind of read is in. */
const PARTS = {
  UserAttribute: 'user',
  EventAttribute: 'event',
  BusinessEventAttribute: 'businessEvent',
  CampaignAttribute: 'campaign',
  ProductSet: 'productSets',
  Coupons: 'coupons',
} as const;

/** The dict of a recipient that holds a read, and the name of it there; undefined for what is around the recipient. */
function placeIn(key: string): readonly [part: string, name: string] | undefined {
  const at = key.indexOf(' ');
  const part = PARTS[key.slice(0, at) as keyof typeof PARTS];
  return part === undefined ? undefined : [part, key.slice(at + 1)];
}

type Dicts = Readonly<Record<string, Dict>>;

/** Parts that every recipient has, with values or without. */
const ALWAYS = ['user', 'event', 'productSets'] as const;

/** The recipient that a person is. */
function recipientOf(person: Person): Recipient & Dicts {
  const made: Record<string, Dict> = {};
  for (const part of ALWAYS) made[part] = new Dict();
  for (const [key, value] of person) {
    const [part, name] = placeIn(key) ?? [];
    if (part !== undefined && name !== undefined) (made[part] ??= new Dict()).set(name, value);
  }
  return made as Recipient & Dicts;
}

/** A recipient with another value for one read. */
function variedRecipient(
  base: Recipient & Dicts,
  { key, value }: Pick<Varied, 'key' | 'value'>,
): Recipient & Dicts {
  const [part, name] = placeIn(key) ?? [];
  if (part === undefined || name === undefined) return base;
  const { [part]: before, ...others } = base;
  const dict = before?.share() ?? new Dict();
  if (value === undefined) dict.delete(name);
  else dict.set(name, value);
  const isKept = dict.size > 0 || ALWAYS.some((one) => one === part);
  return { ...others, ...(isKept && { [part]: dict }) } as Recipient & Dicts;
}

/** A person with another value for one key; without the key where there is none. */
export function withValue(person: Person, key: string, value: Value | undefined): Person {
  return new Varied(person, key, value);
}

/** Another person with one value otherwise: most of a template's users differ in no more. */
class Varied implements Person {
  readonly base: Person;
  readonly key: string;
  readonly value: Value | undefined;

  constructor(base: Person, key: string, value: Value | undefined) {
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
