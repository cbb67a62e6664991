import { ATTRIBUTES } from '../../account/index.ts';
import type { AttributeSource } from '../field-map.ts';
import { code, identifier, literal, type Code } from './fragments.ts';
import { selfTelling, type Held } from './held.ts';
import { isMethod, Names } from './names.ts';
import { portions, rowList } from './rows.ts';

/** How a value is read: as text, or as Python prints it, lists and mappings too. */
export type Reading = 'text' | 'printed';

type Row = { readonly key: Code; readonly value: Code };

/**
 * What of a value is taken: the text of a text that shows something, of a number or boolean; '' of everything else: Undefined,
 * None, white space, lists and mappings. Source: MoEngage's date filters take text, so that dates come as text too.
 */
const TEXT = code`x|string if x is number or x is string and x|trim else ''`;
const PRINTED = code`x|string if x is defined and x is not none and x|string|trim else ''`;

/**
 * The table `sp`: every value that a snippet reads, under a short key, as text that is '' where it is missing. Attributes come
 * first, in one statement; what nested values and conversions make is added to it by loops.
 */
export class Values {
  readonly #names: Names = new Names();
  readonly #attributes: Map<string, Row & { readonly reading: Reading }> = new Map();
  readonly #isLined: boolean;
  #isUsed = false;

  constructor(isLined: boolean) {
    this.#isLined = isLined;
  }

  /** How an attribute is held. `UserAttribute['First Name']` is written as MoEngage's own editor writes it. */
  attribute(source: AttributeSource, reading: Reading): Held {
    const known = `${reading} ${source.kind} ${source.attribute}`;
    const row = this.#attributes.get(known) ?? {
      key: this.fresh(source.attribute, source.kind),
      value: attributeOf(source),
      reading,
    };
    this.#attributes.set(known, row);
    return this.at(row.key);
  }

  /** A key of the table that nothing else has. */
  fresh(name: string, otherwise?: string): Code {
    return identifier(this.#names.fresh(name, otherwise));
  }

  /** How the value under a key of the table is held. */
  at(key: Code): Held {
    this.#isUsed = true;
    return selfTelling(code`sp.${key}`);
  }

  /** The statements that make the table and read all attributes. */
  statements(): readonly Code[] {
    if (!this.#isUsed) return [];
    const rows = [...this.#attributes.values()];
    const texts = rows.filter(({ reading }) => reading === 'text');
    const printed = rows.filter(({ reading }) => reading === 'printed');
    const pairs = texts.map(({ key, value }) => code`'${key}': ${value}`);
    const [first = code``, ...rest] = portions(pairs, CONTINUED.length, this.#isLined);
    const normal = code`{% for k, x in sp.items() %}${update(TEXT)}{% endfor %}`;
    return [
      code`{% set sp = {${first}} %}`,
      ...rest.map((portion) => code`{% if sp.update({${portion}}) %}{% endif %}`),
      ...(texts.length > 0 ? [normal] : []),
      ...(printed.length > 0 ? this.reading(printed, 'printed') : []),
    ];
  }

  /** The statements that add values to the table. */
  reading(rows: readonly Row[], reading: Reading): readonly Code[] {
    const pairs = rows.map(({ key, value }) => code`['${key}', ${value}]`);
    const taken = update(reading === 'text' ? TEXT : PRINTED);
    const around = `{% for k, x in  %}${taken.toString()}{% endfor %}`.length;
    const { statements, list } = rowList(pairs, around, this.#isLined);
    return [...statements, code`{% for k, x in ${list} %}${taken}{% endfor %}`];
  }
}

const CONTINUED = '{% if sp.update({}) %}{% endif %}';

/** The statement inside a loop that puts a value into the table. It is an `if`, because a `do` may not exist. */
export function update(value: Code): Code {
  return code`{% if sp.update({k: ${value}}) %}{% endif %}`;
}

/** Every channel has UserAttribute; the other roots exist in some campaigns only. */
function attributeOf({ kind, attribute }: AttributeSource): Code {
  const name = ATTRIBUTES.find(({ source }) => source === kind)?.name ?? 'UserAttribute';
  const root = identifier(name);
  const value = member(root, attribute);
  return kind === 'user' ? value : code`${value} if ${root} is defined`;
}

/** `root['name']`, or `root.get('name')` where the brackets would find a method. */
export function member(root: Code, name: string): Code {
  return isMethod(name) ? code`${root}.get(${literal(name)})` : code`${root}[${literal(name)}]`;
}
