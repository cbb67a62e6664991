import {
  RECIPIENT_VARIABLES,
  type AuxTable,
  type ContentBlocks,
  type Recipient,
} from '../account/index.ts';
import type { ContentApiAnswer } from '../emulator/index.ts';
import { Dict } from '../jinja/index.ts';
import { Varied, Whole, type Person } from './person.ts';

/** What is around a recipient while a message is rendered: answers of Content APIs and rows of tables. */
export class Surroundings {
  private person: Person = new Whole([]);
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
const PARTS: ReadonlyMap<string, string> = new Map(
  RECIPIENT_VARIABLES.map(({ name, part }) => [name, part]),
);

/** The dict of a recipient that holds a read, and the name of it there; undefined for what is around the recipient. */
function placeIn(key: string): readonly [part: string, name: string] | undefined {
  const at = key.indexOf(' ');
  const part = PARTS.get(key.slice(0, at));
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
