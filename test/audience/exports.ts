import { chance } from './equality.ts';

/** A value of a cell as JSON writes it; undefined for a missing one. */
type Cell = string | undefined;

type Column = (random: () => number) => Cell;

/** A set of users: the text of an export, and the name of its file. */
export type Export = { readonly file: string; readonly text: string };

function oneOf(...cells: readonly Cell[]): Column {
  return (random) => cells[Math.floor(random() * cells.length)];
}

/** Nearly always the first, else the second. */
function mostly(usual: Column, rare: Column, share: number): Column {
  return (random) => (random() < share ? rare : usual)(random);
}

function text(value: string): string {
  return JSON.stringify(value);
}

function number(below: number): Column {
  return (random) => String(Math.floor(random() * below));
}

/** Names as people have and type them: one in many has a quote, others are nothing but space, or in another script. */
const NAMES: readonly string[] = [
  'O"Brien',
  "O'Brien",
  'back\\slash',
  'line\nbreak',
  'tab\there',
  '\u00a0',
  ' \u2003\u3000',
  '\u00c9mile',
  '\u200f\u05e9\u05dc\u05d5\u05dd\u200f',
  '\ud83d\ude00',
  '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67',
  'e\u0301',
  '<b>Bo</b>',
  '{{ 7 * 7 }}',
  'A&B;',
  '100%',
  'a+b=c',
  'MOE_NOT_SEND',
  'None',
  'nan',
  'null',
  '\u0130stanbul',
  '\u0000',
  '\u007f\u0001',
  'x'.repeat(3000),
];
const NUMBERS: readonly string[] = [
  '7',
  ' 101 ',
  '1e3',
  '1e400',
  '-0',
  '0',
  '10.5',
  '1_000',
  '\u0661\u0662',
  'NaN',
  'inf',
  '12 345',
  'many',
  '',
  ' ',
];
const DATES: readonly string[] = [
  '2026-01-31',
  '31/01/2026',
  '01.02.2026',
  '2026-01-31T10:00:00Z',
  '1769853600',
  'yesterday',
  '2026-02-30',
  '',
];
const MAILS: readonly string[] = [
  'nobody',
  'a@b',
  'a.b@c.de',
  'A@B.ORG ',
  'a@@b.de',
  'a b@c.de',
  '',
  '\u00a0',
];
const PHONES: readonly string[] = [
  '0155 1234',
  '+49 (0)30 123456',
  '12',
  '+1 555 555 0100',
  'n/a',
  '',
];

const GOOD: Readonly<Record<string, Column>> = {
  MoEngage_ID: (random) => text(`u-${Math.floor(random() * 1e7)}`),
  'First Name': (random) => text(`Name${Math.floor(random() * 400)}`),
  'Last Name': (random) => text(`Last${Math.floor(random() * 400)}`),
  'Email (Standard)': (random) => text(`user${Math.floor(random() * 1e6)}@example.com`),
  Phone: (random) => text(`+1555${String(Math.floor(random() * 1e7)).padStart(7, '0')}`),
  Tier: oneOf('"gold"', '"silver"'),
  Points: number(1000),
  Score: (random) => (random() * 20).toFixed(2),
  Since: (random) =>
    text(`20${10 + Math.floor(random() * 15)}-0${1 + Math.floor(random() * 9)}-15`),
  City: oneOf('"Rome"', '"Oslo"', '"Nice"', '"Graz"'),
  Newsletter: oneOf('true', 'false'),
  Tags: oneOf('"a"', '"b,c"'),
};

function of(values: readonly string[]): Column {
  return oneOf(...values.map(text));
}

const missing: Column = () => undefined;

/** What people type: texts everywhere, one in eight of each column is unusual or missing. */
const TYPED: Readonly<Record<string, Column>> = {
  MoEngage_ID: of(['12345678901234567890', '007', '', ' ', '\u00a0']),
  'First Name': of(NAMES),
  'Last Name': of(NAMES),
  'Email (Standard)': of(MAILS),
  Phone: of(PHONES),
  Tier: of([' Gold ', 'GOLD', 'platinum', '', 'gold\u00a0']),
  Points: of(NUMBERS),
  Score: of(NUMBERS),
  Since: of(DATES),
  City: of([...NAMES, 'Nice', '']),
  Newsletter: of(['yes', 'no', 'TRUE', '']),
  Tags: of(['', '[]', 'a']),
};

/** What only JSON has: values of other types than they should be, null, halves of pairs, numbers beyond those of JavaScript. */
const STRANGE: Readonly<Record<string, Column>> = {
  MoEngage_ID: oneOf('12345678901234567890', '7', '7.0', 'true', '[1]', '{"a":1}', 'null'),
  'First Name': oneOf(
    '7',
    '["Ada"]',
    '0.5',
    'false',
    '0',
    'null',
    '"\\ud83d"',
    '"\\udc00x"',
    '-0',
    '-0.0',
  ),
  'Last Name': oneOf('1e400', '-1e400', '{}', '[]', '"\\ud800"', 'null'),
  'Email (Standard)': oneOf('7', '["a@b.c"]', 'null', '{"mail":"a@b.c"}'),
  Phone: oneOf('15555550100', '1e20', '[]', 'null', '155.5'),
  Tier: oneOf('["gold"]', '1', 'true', '0.0', 'null'),
  Points: oneOf(
    '[]',
    '1e400',
    'true',
    '"7"',
    '-1',
    '25.0',
    '-0.0',
    '99999999999999999999',
    'null',
    '[7]',
  ),
  Score: oneOf('3', '3.0', '"3"', 'null', 'true', '[]', '1e-400'),
  Since: oneOf('20260131', '["2026-01-31"]', 'true', 'null', '1769853600'),
  City: oneOf('["Rome"]', '7', 'null', '{"name":"Rome"}'),
  Newsletter: oneOf('1', '0', '1.0', 'null', '"true"', '[]'),
  Tags: oneOf(
    '"ab"',
    '7',
    '{"name":"x"}',
    '[{"name":"x"},{"name":null}]',
    '[{"nick":"y"},"z"]',
    '[[],"a"]',
    'null',
  ),
};

const LISTS: Column = oneOf('[]', '["a"]', '["a","b"]', '["a","b","c"]');

/** Users of a set by the cells of their columns. */
function usersOf(set: string, count: number): readonly Readonly<Record<string, Cell>>[] {
  const random = chance(count + set.length);
  const rare = set === 'strange' ? STRANGE : TYPED;
  const columns = Object.entries(GOOD).map(([name, good]): readonly [string, Column] => {
    const usual = name === 'Tags' && set !== 'good' ? LISTS : good;
    const unusual = mostly(rare[name] ?? missing, missing, 0.3);
    // Most users are good in most columns, so that each reason is the only one of some users.
    return [name, set === 'good' ? mostly(usual, missing, 0.04) : mostly(usual, unusual, 0.12)];
  });
  return Array.from({ length: count }, () =>
    Object.fromEntries(columns.map(([name, column]) => [name, column(random)] as const)),
  );
}

/** The set as JSON lines. */
function jsonLines(users: ReturnType<typeof usersOf>): string {
  const lines = users.map((user) => {
    const cells = Object.entries(user).flatMap(([name, cell]) =>
      cell === undefined ? [] : [`${text(name)}:${cell}`],
    );
    return `{${cells.join(',')}}`;
  });
  return `${lines.join('\n')}\n`;
}

/** The set as a table with the line breaks of Windows; each fifth text is quoted, though it need not be. */
function table(users: ReturnType<typeof usersOf>): string {
  const names = Object.keys(users[0] ?? {});
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const lines = users.map((user, row) =>
    names
      .map((name) => {
        const cell = user[name];
        if (cell === undefined) return '';
        const value: unknown = JSON.parse(cell);
        const shown = typeof value === 'string' ? value : cell;
        return /[",\r\n]|^$|^\s|\s$/.test(shown) || row % 5 === 0 ? quoted(shown) : shown;
      })
      .join(','),
  );
  return `\ufeff${[names.join(','), ...lines].join('\r\n')}\r\n`;
}

/** The three sets of users that each campaign of `fixtures/audience` is run over. */
export const EXPORTS: Readonly<Record<string, (count: number) => Export>> = {
  'mostly good, CSV': (count) => ({ file: 'u.csv', text: table(usersOf('good', count)) }),
  'as people type, CSV': (count) => ({ file: 'u.csv', text: table(usersOf('typed', count)) }),
  'of other types, NDJSON': (count) => ({
    file: 'u.ndjson',
    text: jsonLines(usersOf('strange', count)),
  }),
};
