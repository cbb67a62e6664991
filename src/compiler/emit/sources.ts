import type { AuxSource, ContentSource, PathStep, ProductSource, Source } from '../field-map.ts';
import { code, identifier, integer, joined, literal, type Code } from './fragments.ts';
import { atom, certain, conditionOf, distinct, valueOf, type Held } from './held.ts';
import { isMethod } from './names.ts';
import { member, type Reading, type Values } from './values.ts';
import type { Writer } from './writer.ts';

/** The moment of sending in UTC, by MoEngage's filter (the format is its subject); always there. */
const NOW = code`'%Y-%m-%dT%H:%M:%SZ'|today('UTC')`;

type Pending = { readonly key: Code; readonly value: Code; readonly reading: Reading };

/** Writes what reads the sources of a map. A name on the way to a value that does not exist makes it missing. */
export class Reader {
  readonly #values: Values;
  readonly #writer: Writer;
  readonly #nested: Map<string, Code> = new Map();
  #pending: Pending[] = [];

  constructor(values: Values, writer: Writer) {
    this.#values = values;
    this.#writer = writer;
  }

  /** How the value of a source is held once the statements are written. */
  read(source: Source, reading: Reading, hint: string): Held {
    switch (source.kind) {
      case 'product':
        return this.#product(source, reading);
      case 'content':
        return this.#content(source, reading);
      case 'aux':
        return this.#aux(source, reading);
      case 'value':
        return certain(literal(source.text));
      case 'now':
        return certain(this.#writer.set('now', NOW));
      case 'text':
        return this.#text(source.parts, reading, hint);
      case 'first':
        return this.#first(source.sources, reading, hint);
      case 'user':
      case 'event':
      case 'business':
      case 'campaign':
      default:
        return this.#values.attribute(source, reading);
    }
  }

  /** Writes what reads the nested values that were asked for since the last time: one loop for all of them. */
  flush(): void {
    for (const reading of ['text', 'printed'] as const) {
      const rows = this.#pending.filter((row) => row.reading === reading);
      if (rows.length > 0) this.#writer.add(...this.#values.reading(rows, reading));
    }
    this.#pending = [];
  }

  #product({ set, path }: ProductSource, reading: Reading): Held {
    return this.#value(identifier(ROOT), [set, ...path], reading, [set, ...path]);
  }

  #content({ api, path, params }: ContentSource, reading: Reading): Held {
    const values = params.map(([name, source]) => {
      const value = valueOf(this.read(source, 'text', `${api} ${name}`));
      return code`${literal(name)}: ${value}`;
    });
    const given = values.length === 0 ? code`` : code`{${joined(values, code`, `)}}`;
    this.flush();
    const call = code`ContentApi.${identifier(api)}(${given}) if ContentApi is defined`;
    return this.#value(this.#writer.set(api, call), path, reading, [api, ...path]);
  }

  #aux({ table, key, field }: AuxSource, reading: Reading): Held {
    const held = this.read(key, 'text', `${table} key`);
    this.flush();
    const found = code`${atom(held.text)}|getAuxData(${literal(table)})`;
    const row = held.when.length === 0 ? found : code`${found} if ${conditionOf(held)}`;
    return this.#value(this.#writer.set(table, row), [field], reading, [table, field]);
  }

  /** A nested value, read once; each step on the way to it is a variable, shared by the values behind it. */
  #value(
    root: Code,
    path: readonly PathStep[],
    reading: Reading,
    names: readonly PathStep[],
  ): Held {
    let at = root;
    for (const [depth, step] of path.slice(0, -1).entries())
      at = this.#writer.set(
        names.slice(0, names.length - path.length + depth + 1).join(' '),
        stepFrom(at, step),
      );
    const value = stepFrom(at, path.at(-1) ?? 0);
    const known = `${reading} ${value.toString()}`;
    const key = this.#nested.get(known) ?? this.#values.fresh(names.join(' '));
    if (!this.#nested.has(known)) this.#pending.push({ key, value, reading });
    this.#nested.set(known, key);
    return this.#values.at(key);
  }

  #text(parts: readonly (string | Source)[], reading: Reading, hint: string): Held {
    const read = parts.map((part) =>
      typeof part === 'string' ? certain(literal(part)) : this.read(part, reading, hint),
    );
    const [only] = read;
    if (only !== undefined && read.length === 1) return only;
    const text = joined(
      read.map((one) => atom(one.text)),
      code`~`,
    );
    return { text, when: distinct(read.flatMap(({ when }) => when)) };
  }

  /** The first of several that is present; what comes after one that every user has is never asked. */
  #first(sources: readonly Source[], reading: Reading, hint: string): Held {
    const read = sources
      .filter((source) => source.kind !== 'value' || source.text.trim() !== '')
      .map((source) => this.read(source, reading, hint));
    const end = read.findIndex(({ when }) => when.length === 0);
    const used = end < 0 ? read : read.slice(0, end + 1);
    if (used.length === 0) return { text: code`''`, when: [code`''`] };
    const chosen = joined(used.map(valueOf), code` or `);
    return end < 0 ? { text: chosen, when: [chosen] } : certain(chosen);
  }
}

/**
 * `b.c if b is mapping`: a key is read of a mapping only, so that a step named like a method (`title`) never gives a text's own;
 * a position is read of what is not a text. The root may be an object of MoEngage's own.
 */
function stepFrom(at: Code, step: PathStep): Code {
  if (typeof step === 'number')
    return code`${at}[${integer(step)}] if ${at} is defined and ${at} is not string`;
  const isObject = at.toString() === ROOT && !isMethod(step);
  const isPlain = /^[A-Za-z][A-Za-z0-9_]*$/.test(step) && !isMethod(step);
  const value = isPlain ? code`${at}.${identifier(step)}` : member(at, step);
  return isObject ? code`${value} if ${at} is defined` : code`${value} if ${at} is mapping`;
}

/** MoEngage's product sets. */
const ROOT = 'ProductSet';
