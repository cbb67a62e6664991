import { ATTRIBUTES } from '../../account/index.ts';
import type {
  AttributeSource,
  AuxSource,
  ContentSource,
  PathStep,
  ProductSource,
  Source,
} from '../field-map.ts';
import { code, identifier, integer, joined, literal, type Code } from './fragments.ts';
import type { Writer } from './writer.ts';

/**
 * A value as the snippet holds it. `text` is what it is where it is present; `present` is the condition for that, undefined
 * where it always is; `absent` says what `text` is otherwise: no value at all (Undefined), a blank text, or nothing that
 * may be evaluated.
 */
export type Held = {
  readonly text: Code;
  readonly present: Code | undefined;
  readonly absent: 'undefined' | 'blank' | 'unsafe';
};

/** The table of attributes: everything that is present in it is a text with something to see. */
const VALUES = code`sp_v`;

/** Names of the methods of dicts and lists: where no such key is there, Jinja gives the method, after a point and in brackets. */
const METHODS: ReadonlySet<string> = new Set(
  'append clear copy count extend fromkeys get index insert items keys pop popitem remove reverse setdefault sort update values'.split(
    ' ',
  ),
);

/** The attributes of a map in the order they are first used, with the name each has in the table. */
export class Attributes {
  readonly #names: Map<string, { readonly source: AttributeSource; readonly name: string }> =
    new Map();
  readonly #taken: Set<string> = new Set(METHODS);

  /** How the attribute is held once the table is made. */
  held(source: AttributeSource): Held {
    const name = this.#nameOf(source);
    return {
      text: code`${VALUES}.${identifier(name)}`,
      present: code`${literal(name)} in ${VALUES}`,
      absent: 'undefined',
    };
  }

  /**
   * The statement that makes the table. `UserAttribute['First Name']` stands in it as MoEngage's editor writes it. A value
   * is taken where it is neither Undefined nor None nor blank, as the text that Python prints it as.
   */
  statement(): Code {
    const lists = ATTRIBUTES.flatMap(({ source: kind, name: variable }) => {
      const root = identifier(variable);
      const rows = [...this.#names.values()]
        .filter(({ source }) => source.kind === kind)
        .map(({ source, name }) => code`[${literal(name)}, ${attribute(root, source.attribute)}]`);
      if (rows.length === 0) return [];
      return [code`([${joined(rows, code`, `)}] if ${root} is defined else [])`];
    });
    if (lists.length === 0) return code`{% set sp_v = {} %}`;
    const wanted = code`sp_x is defined and sp_x is not none and sp_x|string|trim`;
    return code`{% set sp_v = {} %}{% for sp_k, sp_x in ${joined(lists, code` + `)} %}{% if ${wanted} and sp_v.update({sp_k: sp_x|string}) %}{% endif %}{% endfor %}`;
  }

  #nameOf(source: AttributeSource): string {
    const key = `${source.kind} ${source.attribute}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known.name;
    const words = source.attribute
      .replaceAll(/\(standard\)/gi, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^[_0-9]+|_+$/g, '')
      .slice(0, 32);
    const stem = words === '' ? source.kind : words;
    let name = stem;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${stem}_${count}`;
    this.#taken.add(name);
    this.#names.set(key, { source, name });
    return name;
  }
}

/** What writes the reading of sources: the statements so far and the table of attributes. */
export type Reading = { readonly writer: Writer; readonly attributes: Attributes };

/** Writes what reads a source, and says how its value is held. A name on the way that does not exist makes it missing. */
export function readSource(reading: Reading, source: Source, hint: string): Held {
  switch (source.kind) {
    case 'product':
      return readProduct(reading, source);
    case 'content':
      return readContent(reading, source);
    case 'aux':
      return readAux(reading, source);
    case 'value':
      return { text: literal(source.text), present: undefined, absent: 'unsafe' };
    case 'text':
      return readText(reading, source.parts, hint);
    case 'first':
      return readFirst(reading, source.sources, hint);
    case 'user':
    case 'event':
    case 'business':
    case 'campaign':
    default:
      return reading.attributes.held(source);
  }
}

/** The value as a text that is '' (or blank) where it is missing: what conversions work on. */
export function safeText({ text, present, absent }: Held): Code {
  if (absent === 'blank') return text;
  if (present === undefined) return code`(${text})`;
  return absent === 'undefined'
    ? code`(${text}|default(''))`
    : code`(${text} if ${present} else '')`;
}

/** The value as an element of a list that is Undefined where it is missing. */
export function maybeText({ text, present, absent }: Held): Code {
  return present === undefined || absent === 'undefined' ? text : code`${text} if ${present}`;
}

/** A variable that holds the text of any value: nothing is printed but what is neither Undefined nor None. */
function textVariable({ writer }: Reading, hint: string, value: Code): Held {
  const text = writer.set(hint, code`[${value}]|select('defined')|reject('none')|join`);
  return { text, present: code`${text}|trim`, absent: 'blank' };
}

function readProduct(reading: Reading, { set, path }: ProductSource): Held {
  const value = walk(code`ProductSet`, [set, ...path]);
  return textVariable(reading, `${set} ${path.join(' ')}`, value);
}

function readContent(reading: Reading, { api, path, params }: ContentSource): Held {
  const values = params.map(
    ([name, value]) =>
      code`${literal(name)}: ${safeText(readSource(reading, value, `${api} ${name}`))}`,
  );
  const given = values.length === 0 ? code`` : code`{${joined(values, code`, `)}}`;
  const call = code`ContentApi.${identifier(api)}(${given}) if ContentApi is defined`;
  const answer = reading.writer.set(api, call);
  return textVariable(reading, `${api} ${path.join(' ')}`, walk(answer, path));
}

function readAux(reading: Reading, { table, key, field }: AuxSource): Held {
  const held = readSource(reading, key, `${table} key`);
  const found = code`(${held.text})|getAuxData(${literal(table)})`;
  const present = held.present ?? code`true`;
  const row = reading.writer.set(table, code`${found} if ${present}`);
  return textVariable(reading, `${table} ${field}`, walk(row, [field]));
}

/**
 * `a.b[0] if a is mapping and a.b is mapping`: a key is read of a mapping only, so that a step named like a method (`title`)
 * never gives a text's own; a position is read of what is not a text. The root may be an object of MoEngage's own.
 */
function walk(root: Code, steps: readonly PathStep[]): Code {
  let at = root;
  const guards: Code[] = [];
  for (const [depth, step] of steps.entries()) {
    if (typeof step === 'number') {
      guards.push(code`${at} is defined`, code`${at} is not string`);
      at = code`${at}[${integer(step)}]`;
    } else {
      const isObject = depth === 0 && root.toString() === 'ProductSet' && !isMethod(step);
      guards.push(isObject ? code`${at} is defined` : code`${at} is mapping`);
      at = member(at, step);
    }
  }
  return code`${at} if ${joined(guards, code` and `)}`;
}

function member(of: Code, name: string): Code {
  const plain = /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !isMethod(name);
  return plain ? code`${of}.${identifier(name)}` : attribute(of, name);
}

function attribute(of: Code, name: string): Code {
  return isMethod(name) ? code`${of}.get(${literal(name)})` : code`${of}[${literal(name)}]`;
}

function isMethod(name: string): boolean {
  return METHODS.has(name) || name.startsWith('__');
}

function readText(reading: Reading, parts: readonly (string | Source)[], hint: string): Held {
  const read = parts.map((part): Held =>
    typeof part === 'string'
      ? { text: literal(part), present: undefined, absent: 'unsafe' }
      : readSource(reading, part, hint),
  );
  const [only] = read;
  if (only !== undefined && read.length === 1) return only;
  const text = joined(
    read.map((one) => one.text),
    code` ~ `,
  );
  const conditions = distinct(read.flatMap(({ present }) => present ?? []));
  const present = conditions.length === 0 ? undefined : joined(conditions, code` and `);
  return { text, present, absent: 'unsafe' };
}

/** The first present value goes into a variable, so that what follows need not choose again. */
function readFirst(reading: Reading, sources: readonly Source[], hint: string): Held {
  const read = sources
    .filter((source) => source.kind !== 'value' || source.text.trim() !== '')
    .map((source) => readSource(reading, source, hint));
  const certain = read.findIndex(({ present }) => present === undefined);
  const used = certain < 0 ? read : read.slice(0, certain + 1);
  const rest = certain < 0 ? code`''` : (used.at(-1)?.text ?? code`''`);
  const chosen = (certain < 0 ? used : used.slice(0, -1)).reduceRight<Code>(
    (other, { text, present }) => code`${text} if ${present ?? code`true`} else ${other}`,
    rest,
  );
  const text = reading.writer.set(hint, chosen);
  return { text, present: certain < 0 ? code`${text}` : undefined, absent: 'blank' };
}

/** Conditions without those that stand there already. */
export function distinct(conditions: readonly Code[]): readonly Code[] {
  return [...new Map(conditions.map((condition) => [condition.toString(), condition])).values()];
}
