import { escapedLiteral, quotedBy, type Dialect } from '../dialect.ts';

/** Snowflake. Source: its pages on semi-structured, string and regular expression functions. */
export const SNOWFLAKE: Dialect = {
  label: 'Snowflake',
  identifier: (name) => quotedBy('"', name),
  table: (name) => name,
  literal: escapedLiteral,
  kinds: (v) => {
    const variant = `TO_VARIANT(${v})`;
    const type = `SYSTEM$TYPEOF(${v})`;
    return {
      kind: `CASE WHEN ${v} IS NULL THEN '0'
      WHEN ${type} LIKE 'FLOAT%' THEN 'f'
      ELSE CASE TYPEOF(${variant}) WHEN 'NULL_VALUE' THEN '1' WHEN 'BOOLEAN' THEN 'b' WHEN 'INTEGER' THEN 'i' WHEN 'DECIMAL' THEN 'f'
        WHEN 'DOUBLE' THEN 'f' WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE 't' END END`,
      text: `TO_VARCHAR(${variant})`,
      number: `CASE WHEN TO_VARCHAR(${variant}) IN ('true', 'false') THEN IFF(TO_VARCHAR(${variant}) = 'true', 1, 0) ELSE TRY_TO_DOUBLE(TO_VARCHAR(${variant})) END`,
      size: `CASE WHEN IS_ARRAY(${variant}) THEN ARRAY_SIZE(${variant}) WHEN IS_OBJECT(${variant}) THEN ARRAY_SIZE(OBJECT_KEYS(${variant})) END`,
    };
  },
  trimmed: (text, characters) => `TRIM(${text}, ${characters})`,
  without: (text, characters) => `TRANSLATE(${text}, ${characters}, '')`,
  contains: (text, part) => `CONTAINS(${text}, ${part})`,
  matches: (text, pattern) => `REGEXP_LIKE(${text}, ${pattern})`,
  replaced: (text, pattern, by) => `REGEXP_REPLACE(${text}, ${pattern}, ${by})`,
  characters: (text) => `LENGTH(${text})`,
  bytes: (text) => `OCTET_LENGTH(${text})`,
  toDouble: (text) => `TRY_TO_DOUBLE(${text})`,
  isNaN: (number) => `${number} = 'NaN'::FLOAT`,
  hasNul: true,
  countsItems: true,
  fence: '',
  textType: 'VARCHAR',
};
