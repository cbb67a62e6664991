/** The databases that a query can be written for. */
export const DIALECT_NAMES = ['duckdb', 'postgres', 'snowflake', 'bigquery', 'databricks'] as const;

/** One of those databases. */
export type DialectName = (typeof DIALECT_NAMES)[number];

/**
 * What a column holds, as SQL expressions over it: `kind` is one letter, `0` missing, `1` null, `t` text, `i` whole number, `f` number with
 * a fraction, `b` boolean, `l` list, `m` mapping; the others are NULL where they do not apply. `number` is a double, 1 for true.
 */
export type Kinds = {
  readonly kind: string;
  readonly text: string;
  readonly number: string;
  readonly size: string;
};

/**
 * How a database says what class tables need. Arguments are SQL expressions, those that end in `literal` are texts as `literal` writes
 * them. `without` takes away each character of a text, `matches` is for the whole text, `replaced` replaces every match.
 */
export type Dialect = {
  readonly label: string;
  readonly identifier: (name: string) => string;
  readonly table: (name: string) => string;
  readonly literal: (text: string) => string;
  readonly kinds: (column: string) => Kinds;
  readonly trimmed: (text: string, characters: string) => string;
  readonly without: (text: string, characters: string) => string;
  readonly contains: (text: string, part: string) => string;
  readonly matches: (text: string, pattern: string) => string;
  readonly replaced: (text: string, pattern: string, by: string) => string;
  readonly characters: (text: string) => string;
  readonly bytes: (text: string) => string;
  readonly toDouble: (text: string) => string;
  readonly isNaN: (number: string) => string;
  /** Whether texts may hold U+0000. */
  readonly hasNul: boolean;
  /** Whether `size` counts the items of a list; where it does not, it is 1 for any number of them. */
  readonly countsItems: boolean;
  /** What keeps the planner from writing the columns of a subquery out wherever they are used; '' where it does not do that. */
  readonly fence: string;
  /** The type that cells are cast to. */
  readonly textType: string;
};

/** A name or text between two signs, which are written twice inside. */
export function quotedBy(sign: string, text: string): string {
  return `${sign}${text.replaceAll(sign, sign + sign)}${sign}`;
}

/** A dot that an even number of quotes follows, so that it is in no quoted part. */
const DOT_BETWEEN_PARTS = /\.(?=(?:[^"`]*["`][^"`]*["`])*[^"`]*$)/;

/** A name of several parts, `schema.table`, each quoted; a part that is quoted already stays as it is, with the dots in it. */
export function qualified(name: string, quote: (part: string) => string): string {
  return name
    .split(DOT_BETWEEN_PARTS)
    .map((part) => (/^["`].*["`]$/.test(part) ? part : quote(part)))
    .join('.');
}

/** A standard literal: what is not a printable ASCII character is put in by its number. */
export function standardLiteral(text: string, character: (code: number) => string): string {
  const runs = text.match(/[\x20-\x7e]+|[^\x20-\x7e]/gu) ?? [];
  if (runs.length === 0) return "''";
  const parts = runs.map((run) =>
    /^[\x20-\x7e]/.test(run) ? quotedBy("'", run) : character(run.codePointAt(0) ?? 0),
  );
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(' || ')})`;
}

/** A literal with escapes after a backslash; what is not a printable ASCII character is written by `\u` or `\U`. */
export function escapedLiteral(text: string): string {
  const escaped = Array.from(text, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    if (/^[\x20-\x7e]$/.test(character)) return character;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return `'${escaped.join('')}'`;
}
