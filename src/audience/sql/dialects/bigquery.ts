import { escapedLiteral, type Dialect } from '../dialect.ts';

/** BigQuery (GoogleSQL). Source: its pages on JSON, string and formatting functions. */
export const BIGQUERY: Dialect = {
  label: 'BigQuery',
  identifier: (name) => `\`${name.replaceAll(/[\\`]/g, (sign) => `\\${sign}`)}\``,
  table: (name) => (name.startsWith('`') ? name : `\`${name}\``),
  literal: escapedLiteral,
  kinds: (v) => {
    const json = `TO_JSON(${v})`;
    // The value as a constant: a FLOAT64 always has a point or CAST, a NUMERIC its name in front.
    const constant = `FORMAT('%T', ${v})`;
    return {
      kind: `CASE WHEN ${v} IS NULL THEN '0'
      WHEN STARTS_WITH(${constant}, 'CAST(') THEN 'f'
      ELSE CASE JSON_TYPE(${json}) WHEN 'null' THEN '1' WHEN 'boolean' THEN 'b' WHEN 'array' THEN 'l' WHEN 'object' THEN 'm'
        WHEN 'number' THEN IF(REGEXP_CONTAINS(${constant}, r'[.]|[0-9][eE]'), 'f', 'i')
        ELSE IF(REGEXP_CONTAINS(${constant}, r'^(BIG)?NUMERIC '), IF(REGEXP_CONTAINS(${constant}, r'[.]'), 'f', 'i'), 't') END END`,
      text: `COALESCE(JSON_VALUE(${json}), '')`,
      number: `CASE JSON_TYPE(${json}) WHEN 'boolean' THEN IF(JSON_VALUE(${json}) = 'true', 1.0, 0.0) ELSE SAFE_CAST(JSON_VALUE(${json}) AS FLOAT64) END`,
      size: `CASE JSON_TYPE(${json}) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(${json})) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(${json}, 1)) END`,
    };
  },
  trimmed: (text, characters) => `TRIM(${text}, ${characters})`,
  without: (text, characters) => `TRANSLATE(${text}, ${characters}, '')`,
  contains: (text, part) => `STRPOS(${text}, ${part}) > 0`,
  matches: (text, pattern) => `REGEXP_CONTAINS(${text}, CONCAT('^(?:', ${pattern}, ')$'))`,
  replaced: (text, pattern, by) => `REGEXP_REPLACE(${text}, ${pattern}, ${by})`,
  characters: (text) => `CHAR_LENGTH(${text})`,
  bytes: (text) => `BYTE_LENGTH(${text})`,
  toDouble: (text) => `SAFE_CAST(${text} AS FLOAT64)`,
  isNaN: (number) => `IS_NAN(${number})`,
  hasNul: true,
  countsItems: true,
  fence: '',
  textType: 'STRING',
};
