import { quotedBy, qualified, standardLiteral, type Dialect } from '../dialect.ts';

const WHOLE =
  "'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'BIGNUM', 'VARINT'";

/** DuckDB 1.x. Source: its pages on text, JSON and pattern functions. */
export const DUCKDB: Dialect = {
  label: 'DuckDB',
  identifier: (name) => quotedBy('"', name),
  // A file or a table function is a table as well.
  table: (name) => (/['(]/.test(name) ? name : qualified(name, (part) => quotedBy('"', part))),
  literal: (text) => standardLiteral(text, (code) => `chr(${code})`),
  kinds: (v) => {
    const json = `to_json(${v})`;
    const written = `CAST(${v} AS VARCHAR)`;
    return {
      kind: `CASE WHEN ${v} IS NULL THEN '0'
      WHEN typeof(${v}) IN (${WHOLE}) THEN 'i'
      WHEN typeof(${v}) IN ('FLOAT', 'DOUBLE') THEN 'f'
      WHEN typeof(${v}) LIKE 'DECIMAL(%' THEN CASE WHEN typeof(${v}) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(${v}) = 'BOOLEAN' THEN 'b'
      WHEN typeof(${v}) = 'JSON' THEN CASE json_type(${json}) WHEN 'NULL' THEN '1' WHEN 'VARCHAR' THEN 't' WHEN 'BOOLEAN' THEN 'b'
        WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE CASE WHEN regexp_matches(${written}, '[.eE]') THEN 'f' ELSE 'i' END END
      WHEN typeof(${v}) LIKE '%]' THEN 'l'
      WHEN typeof(${v}) LIKE 'STRUCT(%' OR typeof(${v}) LIKE 'MAP(%' THEN 'm'
      ELSE 't' END`,
      text: `CASE WHEN typeof(${v}) = 'JSON' THEN CASE WHEN json_type(${json}) = 'VARCHAR' THEN ${json}->>'$' END ELSE ${written} END`,
      number: `CASE WHEN ${written} = 'true' THEN 1 WHEN ${written} = 'false' THEN 0 ELSE TRY_CAST(${written} AS DOUBLE) END`,
      size: `CASE json_type(${json}) WHEN 'ARRAY' THEN json_array_length(${json}) WHEN 'OBJECT' THEN len(json_keys(${json})) END`,
    };
  },
  trimmed: (text, characters) => `trim(${text}, ${characters})`,
  without: (text, characters) => `translate(${text}, ${characters}, '')`,
  contains: (text, part) => `contains(${text}, ${part})`,
  matches: (text, pattern) => `regexp_full_match(${text}, ${pattern})`,
  replaced: (text, pattern, by) => `regexp_replace(${text}, ${pattern}, ${by}, 'g')`,
  characters: (text) => `length(${text})`,
  bytes: (text) => `strlen(${text})`,
  toDouble: (text) => `TRY_CAST(${text} AS DOUBLE)`,
  isNaN: (number) => `isnan(${number})`,
  hasNul: true,
  countsItems: true,
  fence: '',
  textType: 'VARCHAR',
};
