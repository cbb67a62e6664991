import { describe, expect, test } from 'vitest';
import {
  cellOf,
  classColumns,
  classQuery,
  DIALECT_NAMES,
  featuresOf,
  resultOf,
  type ClassColumn,
  type DialectName,
  type Features,
} from '../../../src/audience/index.ts';
import { loadCampaign } from '../../../src/campaign/index.ts';
import { memoryFiles } from '../../testing/memory-campaign.ts';
import { ALL, FEATURES, rowOf, TEXTS } from './adversarial.ts';

const VALUES = [
  ...TEXTS,
  ...Array.from({ length: 400 }, (_, at) => rowOf(at)).flatMap((row) =>
    row.map(({ value }) => value),
  ),
  null,
];

test.each(classColumns(ALL).slice(0, FEATURES.length - 1))(
  'a cell of $name that is not in doubt is the result of its feature',
  (column: ClassColumn) => {
    const { feature } = column;
    const cell = cellOf(column);
    const wrong = VALUES.filter((value) => {
      const written = cell(value);
      return !written.startsWith('~') && written !== String(resultOf(feature)(value));
    });
    // The shape of anything but a text is another one in a render.
    expect(wrong.filter((value) => feature.kind !== 'shape' || typeof value === 'string')).toEqual(
      [],
    );
  },
);

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: "Member's \\"id\\" \\\\", missing: { drop: No id } }
  members.tier.id: { user: Tier, map: { gold: T1, silver: T2 }, missing: { drop: No tier } }
  universal.expiryDate: { event: Expires At, as: datetime, missing: { drop: No date } }
`;
const MAIL = `{# smartpass: map.yaml #}{% if UserAttribute['City']|lower == 'köln' and UserAttribute['Points']|int > 100 %}<a href="{{longURL}}">{{ UserAttribute['First Name'] }}</a>{% endif %}`;

async function features(): Promise<Features> {
  const texts = new Map([
    ['c.yaml', 'campaign: x\nchannel: email\ntrigger: { event: E }\ntemplate: t\nusers: u.json\n'],
    ['t', MAIL],
    ['map.yaml', MAP],
    ['u.json', '{"user": {}}'],
  ]);
  return featuresOf(await loadCampaign('c.yaml', memoryFiles(texts)));
}

/** A query without its comments, literals and names. A backslash is itself in DuckDB, and in PostgreSQL where no E is in front. */
function bare(sql: string, dialect: DialectName): string {
  const plain = /'(?:''|[^'])*'/.source;
  const escaped = /'(?:\\.|[^'\\])*'/.source;
  const literal = {
    duckdb: plain,
    postgres: `E'(?:\\\\.|''|[^'\\\\])*'|${plain}`,
    snowflake: escaped,
    bigquery: escaped,
    databricks: escaped,
  }[dialect];
  const names = /"(?:""|[^"])*"|`(?:``|\\`|[^`])*`/.source;
  return sql.replaceAll(/^--.*$/gm, '').replaceAll(new RegExp(`${literal}|${names}`, 'g'), '_');
}

describe.each(DIALECT_NAMES)('%s', (dialect: DialectName) => {
  test('the query of a campaign', async () => {
    const { sql } = classQuery(await features(), dialect, {
      table: 'crm.users',
      columnOf: ({ name }) => name,
    });
    await expect(sql).toMatchFileSnapshot(`__snapshots__/${dialect}.sql`);
  });

  test('literals and names end where they should, and each column is named once', () => {
    const { sql, columns } = classQuery(ALL, dialect, {
      table: 'users',
      columnOf: ({ name }) => `${name}\`"'\\;--`,
      key: 'id',
    });
    const text = bare(sql, dialect);
    expect(text).not.toMatch(/['"`\\]/);
    expect(text.split('(').length).toBe(text.split(')').length);
    expect(sql).toMatch(/^[\x20-\x7e\n]*$/m);
    for (const { name } of columns)
      expect(text.match(new RegExp(`AS ${name}\\b`, 'g'))).toEqual([`AS ${name}`]);
    expect(text).toContain('min(sample) AS sample');
  });
});

test('what a dialect cannot decide is said', async () => {
  const { undecided } = classQuery(await features(), 'postgres', {
    table: 'users',
    columnOf: ({ name }) => name,
  });
  expect(undecided.join('\n')).toMatch(/converts \(Expires At\): PostgreSQL cannot decide/);
  expect(undecided.join('\n')).toMatch(/equals \(City\): undecided for texts with other/);
});

test.each([
  ['crm.users', '"crm"."users"'],
  ['"crm.eu".users', '"crm.eu"."users"'],
  ['"/data/users.parquet"', '"/data/users.parquet"'],
  ['a..b', '"a".""."b"'],
])('the table %s is %s', (table, quoted) => {
  const { sql } = classQuery(ALL, 'postgres', { table, columnOf: ({ name }) => name });
  expect(sql).toContain(`FROM ${quoted} `);
});
