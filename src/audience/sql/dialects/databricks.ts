import { escapedLiteral, type Dialect } from '../dialect.ts';

/** Databricks SQL and Spark SQL 3.4 or later. Source: its pages on built-in functions and literals. */
export const DATABRICKS: Dialect = {
  label: 'Databricks',
  identifier: (name) => `\`${name.replaceAll('`', '``')}\``,
  table: (name) => name,
  literal: escapedLiteral,
  kinds: (v) => {
    const type = `typeof(${v})`;
    const written = `CAST(${v} AS STRING)`;
    return {
      kind: `CASE WHEN ${v} IS NULL THEN '0'
      WHEN ${type} IN ('tinyint', 'smallint', 'int', 'bigint') THEN 'i'
      WHEN ${type} IN ('float', 'double') THEN 'f'
      WHEN ${type} LIKE 'decimal(%' THEN CASE WHEN ${type} LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN ${type} = 'boolean' THEN 'b'
      WHEN ${type} LIKE 'array<%' THEN 'l'
      WHEN ${type} LIKE 'map<%' OR ${type} LIKE 'struct<%' THEN 'm'
      ELSE 't' END`,
      text: written,
      number: `CASE WHEN ${written} = 'true' THEN 1 WHEN ${written} = 'false' THEN 0 ELSE try_cast(${written} AS DOUBLE) END`,
      // How many items a list has cannot be told of a column of any type: that it has some can.
      size: `CASE WHEN ${written} IN ('[]', '{}') THEN 0 ELSE 1 END`,
    };
  },
  trimmed: (text, characters) => `trim(BOTH ${characters} FROM ${text})`,
  without: (text, characters) => `translate(${text}, ${characters}, '')`,
  contains: (text, part) => `instr(${text}, ${part}) > 0`,
  matches: (text, pattern) => `regexp_like(${text}, concat('^(?:', ${pattern}, ')$'))`,
  replaced: (text, pattern, by) => `regexp_replace(${text}, ${pattern}, ${by})`,
  characters: (text) => `char_length(${text})`,
  bytes: (text) => `octet_length(${text})`,
  toDouble: (text) => `try_cast(${text} AS DOUBLE)`,
  isNaN: (number) => `isnan(${number})`,
  hasNul: true,
  countsItems: false,
  fence: '',
  textType: 'STRING',
};
