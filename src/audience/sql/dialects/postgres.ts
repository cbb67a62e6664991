import { quotedBy, qualified, standardLiteral, type Dialect } from '../dialect.ts';

/** PostgreSQL 12 or later, with the encoding UTF8. Source: its pages on JSON, string and pattern functions. */
export const POSTGRES: Dialect = {
  label: 'PostgreSQL',
  identifier: (name) => quotedBy('"', name),
  table: (name) => qualified(name, (part) => quotedBy('"', part)),
  literal: (text) =>
    // A backslash is itself in this form, whatever standard_conforming_strings says.
    standardLiteral(text, (code) => `chr(${code})`).replaceAll(/'(?:[^']|'')*'/g, (literal) =>
      literal.includes('\\') ? `E${literal.replaceAll('\\', '\\\\')}` : literal,
    ),
  kinds: (v) => {
    const type = `pg_typeof(${v})::text`;
    const json = `to_jsonb(${v})`;
    const isJson = `${type} IN ('json', 'jsonb')`;
    return {
      kind: `CASE WHEN ${v} IS NULL THEN '0'
      WHEN ${type} IN ('smallint', 'integer', 'bigint') THEN 'i'
      WHEN ${type} IN ('real', 'double precision') THEN 'f'
      WHEN ${type} = 'numeric' THEN CASE WHEN ${v}::text ~ '[.a]' THEN 'f' ELSE 'i' END
      WHEN ${type} = 'boolean' THEN 'b'
      WHEN ${isJson} THEN CASE jsonb_typeof(${json}) WHEN 'null' THEN '1' WHEN 'string' THEN 't' WHEN 'boolean' THEN 'b'
        WHEN 'array' THEN 'l' WHEN 'object' THEN 'm' ELSE CASE WHEN ${v}::text ~ '[.eE]' THEN 'f' ELSE 'i' END END
      WHEN jsonb_typeof(${json}) = 'array' THEN 'l'
      WHEN jsonb_typeof(${json}) = 'object' THEN 'm'
      ELSE 't' END`,
      text: `CASE WHEN ${isJson} THEN CASE WHEN jsonb_typeof(${json}) = 'string' THEN ${json} #>> '{}' END ELSE ${v}::text END COLLATE "C"`,
      number: `CASE WHEN ${v}::text IN ('true', 'false') THEN CASE WHEN ${v}::text = 'true' THEN 1 ELSE 0 END
      WHEN ${type} IN ('smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric') THEN ${v}::text::double precision
      WHEN ${isJson} AND jsonb_typeof(${json}) = 'number' AND char_length(${v}::text) <= 300 THEN ${v}::text::double precision END`,
      size: `CASE jsonb_typeof(${json}) WHEN 'array' THEN jsonb_array_length(${json})
      WHEN 'object' THEN (SELECT count(*) FROM jsonb_object_keys(${json})) END`,
    };
  },
  trimmed: (text, characters) => `btrim(${text}, ${characters})`,
  without: (text, characters) => `translate(${text}, ${characters}, '')`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  matches: (text, pattern) => `${text} ~ ('^(?:' || ${pattern} || ')$')`,
  replaced: (text, pattern, by) => `regexp_replace(${text}, ${pattern}, ${by}, 'g')`,
  characters: (text) => `char_length(${text})`,
  bytes: (text) => `octet_length(${text})`,
  toDouble: (text) => `CAST(${text} AS double precision)`,
  isNaN: (number) => `${number} = 'NaN'::double precision`,
  hasNul: false,
  countsItems: true,
  fence: 'OFFSET 0',
  textType: 'text',
};
