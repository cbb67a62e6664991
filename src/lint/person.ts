import type { AuxTable, ContentBlocks, Recipient } from '../account/index.ts';
import type { Shape, ShapedRead } from '../analysis/index.ts';
import type { ContentApiAnswer } from '../emulator/index.ts';
import { Dict, repr, type Value } from '../jinja/index.ts';

/** What a user and the account around them have, by the key of the read; a key that is not in it is absent. */
export type Person = ReadonlyMap<string, Value>;

/** A complete user, and the reads whose values matter in the branches that the user was found for. */
export type TriedUser = { readonly person: Person; readonly reads: readonly ShapedRead[] };

/** The key of a read in a person. */
export function keyOf({ kind, name }: Pick<ShapedRead, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

/** Texts that parts of an attribute's name ask for. */
const TEXTS: readonly (readonly [part: RegExp, text: string])[] = [
  [/e-?mail/i, 'ada@example.com'],
  [/phone|mobile/i, '+15555550100'],
  [/url|link|image|picture|deeplink/i, 'https://example.com/a'],
  [/date|time|birthday|expir/i, '2027-01-31 10:20:30'],
];

const DATES: readonly string[] = ['2027-01-31 10:20:30', '31/01/2027', '01/31/2027'];

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

/** Values that fit what a template expects of something, the likeliest first; never empty. */
export function samplesOf(name: string, shape: Shape): readonly [Value, ...Value[]] {
  const list = [sampleText(name, shape), 'Other'];
  const rest: Value[] = [...DATES, 7, '7', list];
  if (shape.members.size > 0) return [dictOf(shape)];
  const { item } = shape;
  if (item !== undefined && (item.members.size > 0 || shape.uses.has('list'))) {
    const [sample] = samplesOf(name, item);
    return [Array.from({ length: 5 }, () => sample)];
  }
  if (shape.uses.has('list')) return [list, ...rest];
  const literals = [...shape.literals];
  if (
    literals.length === 0 &&
    isNumberName(name) &&
    !shape.uses.has('text') &&
    !shape.uses.has('date')
  )
    return [7, ...rest];
  if (shape.uses.has('date')) return [...DATES, ...literals] as [Value, ...Value[]];
  if (shape.uses.has('number')) return [7, ...literals, ...rest];
  return [...literals, sampleText(name, shape), ...rest] as [Value, ...Value[]];
}

/** Other values of the same kind that may lead a template another way: what it compares with, and what lies around it. */
export function alternativesOf({ name, shape }: ShapedRead): readonly Value[] {
  const around = shape.literals.flatMap((literal): Value[] =>
    typeof literal === 'number' ? [literal - 1, literal, literal + 1] : [literal],
  );
  return [...new Set([...around, ...samplesOf(name, shape).slice(0, 2)])];
}

function sampleText(name: string, shape: Shape): string {
  if (shape.uses.has('text')) return 'Sample';
  return TEXTS.find(([part]) => part.test(name))?.[1] ?? 'Sample';
}

function dictOf(shape: Shape): Dict {
  const made = new Dict();
  for (const [name, member] of shape.members) made.set(name, samplesOf(name, member)[0]);
  return made;
}

/** What is around a recipient while a message is rendered: answers of Content APIs and rows of tables. */
export class Surroundings {
  private person: Person = new Map();
  private recipient: Recipient | undefined;

  /** Takes the answers and rows of a person, and gives the recipient that the person is: the same for one person in every account. */
  use(person: Person): Recipient {
    if (this.recipient === undefined || this.person !== person)
      this.recipient = recipientOf(person);
    this.person = person;
    return this.recipient;
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

/** The recipient that a person is. */
function recipientOf(person: Person): Recipient {
  const made: Record<string, Dict> = {
    user: new Dict(),
    event: new Dict(),
    productSets: new Dict(),
  };
  for (const [key, value] of person) {
    const at = key.indexOf(' ');
    const part = PARTS[key.slice(0, at) as keyof typeof PARTS];
    if (part !== undefined) (made[part] ??= new Dict()).set(key.slice(at + 1), value);
  }
  return made as Recipient & Record<string, Dict>;
}

/** A person with another value for one key; without the key where there is none. */
export function withValue(person: Person, key: string, value: Value | undefined): Person {
  const made = new Map(person);
  if (value === undefined) made.delete(key);
  else made.set(key, value);
  return made;
}

/** A value as people read it in a finding; a long one is cut. */
export function written(value: Value | undefined): string {
  if (value === undefined) return '(missing)';
  const text = value === null || typeof value !== 'object' ? JSON.stringify(value) : repr(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
