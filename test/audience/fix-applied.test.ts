import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AudienceReport } from '../../src/audience/index.ts';
import { folderOf, smartpass } from '../cli/run-cli.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
  person.emailAddress: { user: Mail, as: email, missing: { drop: No email address } }
  members.tier.id: { user: Tier, map: { gold: T1, silver: T2 }, missing: { drop: Nobody declared this tier } }
`;
const OMIT_MAIL = ['map.yaml', '{ drop: No email address }', 'omit'] as const;
const OMIT_TIER = ['map.yaml', '{ drop: Nobody declared this tier }', 'omit'] as const;

/** A change of a file that a person makes: what is replaced by what. */
type Edit = readonly [file: string, from: string, to: string];

/** A campaign, and by attributes what a person does for a proposal: edits of files, or the value that is filled in. */
type Case = {
  readonly channel?: string;
  readonly message: string;
  readonly edits: Readonly<Record<string, readonly Edit[]>>;
  readonly values: Readonly<Record<string, string>>;
};

const LINK = '{# smartpass: map.yaml #}<a href="{{ longURL }}">card</a>';
const VALUES = {
  MoEngage_ID: 'u-1',
  'First Name': 'Ada',
  Mail: 'a@example.com',
  Tier: 'gold',
  City: 'Rome',
  Since: '2026-01-31',
  Points: '7',
};

function withDefault(file: string, read: string): Edit {
  return [file, read, `(${read}|default('', true))`];
}

const CASES: Readonly<Record<string, Case>> = {
  'policies of the map': {
    message: LINK,
    edits: { Mail: [OMIT_MAIL], Tier: [OMIT_TIER] },
    values: VALUES,
  },
  'the map and a read by hand of one attribute': {
    message: `${LINK}<p>{{ UserAttribute['Mail'] }}</p>`,
    edits: {
      Mail: [OMIT_MAIL, withDefault('t.html', "UserAttribute['Mail']")],
      Tier: [OMIT_TIER],
    },
    values: VALUES,
  },
  'reads by hand': {
    message: "Dear {{ UserAttribute['First Name'] }} of {{ UserAttribute['City'] }}",
    edits: {
      'First Name': [withDefault('t.html', "UserAttribute['First Name']")],
      City: [withDefault('t.html', "UserAttribute['City']")],
    },
    values: VALUES,
  },
  'guards that no default helps': {
    message: `{% if not UserAttribute['City'] %}{% MOE_NOT_SEND('No city') %}{% endif %}Hi {{ UserAttribute['First Name'] }}`,
    edits: { 'First Name': [withDefault('t.html', "UserAttribute['First Name']")] },
    values: VALUES,
  },
  'arithmetic with texts': {
    channel: 'sms',
    message: "{{ UserAttribute['Points'] * 2 }} points, {{ UserAttribute['First Name'] }}",
    edits: {
      'First Name': [withDefault('t.html', "UserAttribute['First Name']")],
      Points: [withDefault('t.html', "UserAttribute['Points']")],
    },
    values: VALUES,
  },
  dates: {
    channel: 'push',
    message:
      "Since {{ UserAttribute['Since']|dateTimeFormatter(toFormat='%Y') }} in {{ UserAttribute['City'] }}",
    edits: {
      City: [withDefault('t.html', "UserAttribute['City']")],
      Since: [withDefault('t.html', "UserAttribute['Since']")],
    },
    values: VALUES,
  },
};

const NAMES = Object.keys(VALUES);

/** Users who lack each attribute in each combination, some of them more often. */
function users(): readonly (readonly string[])[] {
  return Array.from({ length: 256 }, (_, at) =>
    NAMES.map((name, place) => {
      const isThere = (at >> place) % 2 === 0 || (at * 7 + place) % 5 === 0;
      return isThere ? VALUES[name as keyof typeof VALUES] : '';
    }),
  );
}

function csv(rows: readonly (readonly string[])[]): string {
  return `${[NAMES, ...rows].map((cells) => cells.join(',')).join('\n')}\n`;
}

async function audience(folder: string): Promise<AudienceReport> {
  const { out } = await smartpass(
    ['audience', 'c.yaml', '--users', 'u.csv', '--json', '--seed', '1'],
    { cwd: folder },
  );
  return JSON.parse(out) as AudienceReport;
}

function folderFor({ channel = 'email', message }: Case): string {
  return folderOf({
    'c.yaml': `campaign: c\nchannel: ${channel}\ntrigger: { event: E }\ntemplate: t.html\nusers: none/*.yaml\n`,
    't.html': message,
    'map.yaml': MAP,
    'u.csv': csv(users()),
  });
}

/** Does in the files what proposals say. */
function apply(
  folder: string,
  { edits, values }: Case,
  proposals: AudienceReport['fixes'][number]['proposals'],
): void {
  let rows = users();
  for (const { kind, attribute } of proposals) {
    const at = NAMES.indexOf(attribute.name);
    const value = values[attribute.name] ?? '';
    if (kind === 'data') rows = rows.map((cells) => cells.with(at, value));
    for (const [file, from, to] of kind === 'change' ? (edits[attribute.name] ?? []) : []) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(path, text.replaceAll(from, to));
    }
  }
  writeFileSync(join(folder, 'u.csv'), csv(rows));
}

test.each(Object.entries(CASES))(
  'proposals, carried out in the files, send the message to as many users as announced: %s',
  async (_, one) => {
    const before = await audience(folderFor(one));
    expect(before.fixes.length).toBeGreaterThan(0);
    for (const { proposals, gained } of before.fixes) {
      const folder = folderFor(one);
      apply(folder, one, proposals);
      const after = await audience(folder);
      expect([proposals.map(({ what }) => what), after.sent - before.sent]).toEqual([
        proposals.map(({ what }) => what),
        gained,
      ]);
    }
  },
);
