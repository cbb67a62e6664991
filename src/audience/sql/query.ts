import type { Attribute, Features } from '../features.ts';
import { classColumns, type ClassColumn } from './class-columns.ts';
import type { Dialect, DialectName, Kinds } from './dialect.ts';
import { BIGQUERY } from './dialects/bigquery.ts';
import { DATABRICKS } from './dialects/databricks.ts';
import { DUCKDB } from './dialects/duckdb.ts';
import { POSTGRES } from './dialects/postgres.ts';
import { SNOWFLAKE } from './dialects/snowflake.ts';
import { FeatureSql } from './feature-sql.ts';
import { versionOf } from './version.ts';

const DIALECTS: ReadonlyMap<DialectName, Dialect> = new Map([
  ['duckdb', DUCKDB],
  ['postgres', POSTGRES],
  ['snowflake', SNOWFLAKE],
  ['bigquery', BIGQUERY],
  ['databricks', DATABRICKS],
]);

/**
 * Where the users are: `table` is the name of a table (for DuckDB a file in quotes too), `columnOf` the column of an attribute, undefined
 * where the table has none. With `key` each class has one key of that column.
 */
type QueryOptions = {
  readonly table: string;
  readonly columnOf: (attribute: Attribute) => string | undefined;
  readonly key?: string | undefined;
};

/** A query, its columns, and what it cannot decide, in sentences. */
type ClassQuery = {
  readonly sql: string;
  readonly columns: readonly ClassColumn[];
  readonly undecided: readonly string[];
};

/** The query that groups the users of a table by everything that a message can tell apart. */
export function classQuery(
  features: Features,
  name: DialectName,
  options: QueryOptions,
): ClassQuery {
  const dialect = DIALECTS.get(name) ?? DUCKDB;
  const columns = classColumns(features);
  const undecided = columns.flatMap((column) => doubtOf(column, dialect));
  const text = [
    `-- ${dialect.label}: the users of a campaign by what its message can tell apart. A row is a class, users how many it has.`,
    ...undecided.map((line) => `-- ${line}`),
    'WITH source AS (',
    `  SELECT ${sourceColumns(features, dialect, options).join(',\n    ')}`,
    `  FROM ${dialect.table(options.table)} ${dialect.fence}`.trimEnd(),
    '), kinds AS (',
    `  SELECT ${['*', ...kindColumns(features, dialect)].join(',\n    ')}`,
    `  FROM source ${dialect.fence}`.trimEnd(),
    '), parts AS (',
    `  SELECT ${partColumns(features, dialect, options).join(',\n    ')}`,
    `  FROM kinds ${dialect.fence}`.trimEnd(),
    '), features AS (',
    `  SELECT ${featureColumns(columns, features, dialect, options).join(',\n    ')}`,
    `  FROM parts ${dialect.fence}`.trimEnd(),
    ')',
    `SELECT '${versionOf(columns)}' AS smartpass,`,
    ...columns.map(({ name: column }) => `  ${column},`),
    ...(options.key === undefined ? [] : ['  min(sample) AS sample,']),
    '  count(*) AS users',
    'FROM features',
    ...(columns.length === 0
      ? []
      : [`GROUP BY ${columns.map(({ name: column }) => column).join(', ')}`]),
    'ORDER BY users DESC;',
  ];
  return { sql: `${text.join('\n')}\n`, columns, undecided };
}

function sourceColumns(
  { attributes }: Features,
  dialect: Dialect,
  { columnOf, key }: QueryOptions,
): readonly string[] {
  const values = attributes.map(({ attribute }, at) => {
    const column = columnOf(attribute);
    const value = column === undefined ? 'NULL' : dialect.identifier(column);
    return `${value} AS v${at + 1}`;
  });
  return key === undefined
    ? orNothing(values)
    : [...values, `CAST(${dialect.identifier(key)} AS ${dialect.textType}) AS sample`];
}

/** What each value is. */
function kindColumns({ attributes }: Features, dialect: Dialect): readonly string[] {
  return attributes.map((_, at) => `${dialect.kinds(`v${at + 1}`).kind} AS ${kindsOf(at).kind}`);
}

/** The text, number or size of each value: what it is decides which of them is there. */
function partColumns(
  { attributes }: Features,
  dialect: Dialect,
  { key }: QueryOptions,
): readonly string[] {
  const parts = attributes.flatMap((_, at) => {
    const { text, number, size } = dialect.kinds(`v${at + 1}`);
    const names = kindsOf(at);
    const only = (letters: string, value: string): string =>
      `CASE WHEN ${names.kind} IN (${letters}) THEN ${value} END`;
    return [
      names.kind,
      `${only("'t'", text)} AS ${names.text}`,
      `${only("'i', 'f', 'b'", number)} AS ${names.number}`,
      `${only("'l', 'm'", size)} AS ${names.size}`,
    ];
  });
  return key === undefined ? orNothing(parts) : [...parts, 'sample'];
}

function featureColumns(
  columns: readonly ClassColumn[],
  { attributes }: Features,
  dialect: Dialect,
  { key }: QueryOptions,
): readonly string[] {
  const writer = new FeatureSql(dialect);
  const cells = columns.map((column) => {
    const at = attributes.findIndex(({ attribute }) => attribute === column.attribute);
    return `${writer.cell(column, kindsOf(at))} AS ${column.name}`;
  });
  return key === undefined ? orNothing(cells) : [...cells, 'sample'];
}

function kindsOf(at: number): Kinds {
  const [kind, text, number, size] = ['k', 't', 'n', 's'].map((letter) => `${letter}${at + 1}`);
  return { kind: kind ?? '', text: text ?? '', number: number ?? '', size: size ?? '' };
}

/** A SELECT needs a column. */
function orNothing(columns: readonly string[]): readonly string[] {
  return columns.length === 0 ? ['1 AS nothing'] : columns;
}

function doubtOf(
  { name, attribute, feature, doubt }: ClassColumn,
  { label, countsItems }: Dialect,
): readonly string[] {
  const about = `${name} (${attribute.name.replaceAll(/\s+/g, ' ')})`;
  const shape = 'the shape of the value is in its place';
  switch (doubt) {
    case 'all':
      return [`${about}: ${label} cannot decide this as the account does, ${shape}`];
    case 'beyond-ascii':
      return [`${about}: undecided for texts with other characters than ASCII, ${shape}`];
    case 'odd-number':
      return [`${about}: undecided for texts such as 1e5 that may be numbers, ${shape}`];
    case 'none':
    default:
      if (feature.kind === 'shape')
        return [
          `${about}: used in a way that no feature describes, users are grouped by its shape`,
        ];
      return feature.kind === 'length' && !countsItems
        ? [`${about}: undecided for lists, ${shape}`]
        : [];
  }
}
