import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeProfile } from '../../src/account/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { compile, placeSnippet, readFieldMap } from '../../src/compiler/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { fromJs, type Dict } from '../../src/jinja/index.ts';
import { collectLinks } from '../../src/campaign/index.ts';
import { adoptText } from './adopt-text.ts';

const FOLDER = 'fixtures/compiler/adopt';
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.jinja'));

const COMPLETE: Readonly<Record<string, unknown>> = {
  ID: 'u-1',
  'First Name': 'ada',
  'Last Name': 'Lovelace',
  Nickname: 'Countess',
  'Email (Standard)': 'ada@example.com',
  Phone: '+15555550100',
  Tier: 'gold',
  Points: 1200,
  Birthday: '2027-01-31T00:00:00.000Z',
  Loyalty: 'L-7',
  Store: 's1',
  Items: ['a', 'b'],
};

/** Users that differ in one attribute from a complete one, or have a text that a template compares with. */
const USERS = [
  COMPLETE,
  ...['silver', 'Gold', 'platinum', 'bronze', ''].map((Tier) => ({ ...COMPLETE, Tier })),
  ...[5, '900', 1000.5].map((Points) => ({ ...COMPLETE, Points })),
  ...Object.keys(COMPLETE).flatMap((name) => {
    const { [name]: _left, ...rest } = COMPLETE;
    return [rest, { ...COMPLETE, [name]: null }, { ...COMPLETE, [name]: '' }];
  }),
];

type Answer = { readonly payload: Record<string, string> } | 'dropped' | 'broken';

function answersOf(template: string): readonly Answer[] {
  const emulator = createEmulator({
    profile: makeProfile({}),
    channel: 'email',
    crypto: nodeCrypto,
    clock: () => Date.UTC(2027, 0, 1),
    productSets: fromJs({ Recommended: [{ title: 'Hat' }] }) as Dict,
    contentApi: () => ({ answer: fromJs({ balance: 42 }) }),
    auxTables: new Map([
      [
        'stores',
        { key: 'id', rows: new Map([['s1', fromJs({ id: 's1', city: 'Turin' })]]) } as never,
      ],
    ]),
  });
  const message = emulator.compile(template);
  return USERS.map((user): Answer => {
    const outcome = message.render({
      user: fromJs(user) as Dict,
      event: fromJs({ Store: 'Rome' }) as Dict,
    });
    if (!outcome.sent) return 'dropped';
    const link = collectLinks(outcome.text, 'email').find((one) => one.includes('data='));
    const data = new URL(link ?? '').searchParams.get('data') ?? '';
    try {
      return {
        payload: JSON.parse(Buffer.from(data, 'base64url').toString('utf8')) as Record<
          string,
          string
        >,
      };
    } catch {
      return 'broken';
    }
  });
}

/** Whether a user has something in every attribute. */
function isComplete(user: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(COMPLETE).every(
    (name) => ![undefined, null, ''].includes(user[name] as never),
  );
}

/** Where old and new differ for a user who lacks nothing, and where they differ at all. */
function compared(before: readonly Answer[], after: readonly Answer[]): string[] {
  return before.flatMap((old, at) => {
    const now = after[at] ?? 'broken';
    const user = USERS[at] ?? {};
    if (typeof old === 'string' || !isComplete(user)) return [];
    const same = typeof now !== 'string' && sorted(now.payload) === sorted(old.payload);
    return same
      ? []
      : [`${JSON.stringify(user)}: ${JSON.stringify(old)} -> ${JSON.stringify(now)}`];
  });
}

function sorted(payload: Record<string, string>): string {
  return JSON.stringify(Object.entries(payload).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

test.each(NAMES)('%s gives the same passes, or says what it did not understand', (name) => {
  const template = readFileSync(`${FOLDER}/${name}`, 'utf8');
  const { text = '', rewrite, findings } = adoptText(template, name);
  const { map } = readFieldMap(text, 'map.yaml');
  const codes = findings.map(({ code }) => code);
  expect(`${codes.join('\n')}\n\n${text}`).toMatchSnapshot();
  if (map === undefined) {
    expect(codes.some((code) => code.startsWith('map/adopt-un'))).toBe(true);
    return;
  }
  const snippet = compile(map, { channel: 'email' }).snippet;
  const after = answersOf(`${snippet}\n<a href="{{longURL}}">Save</a>`);
  const before = answersOf(template);
  expect(before[0]).toHaveProperty('payload');
  expect(compared(before, after)).toEqual([]);
  const rewritten = rewrite?.('map.yaml');
  if (rewritten === undefined || 'keeps' in rewritten) return;
  const { template: whole } = placeSnippet(rewritten.template, map, { channel: 'email' });
  const kept = answersOf(whole?.text ?? '');
  expect(compared(before, kept)).toEqual([]);
  if (!codes.includes('map/adopt-guard')) expect(kept).toEqual(after);
});

test('most of them are understood completely', () => {
  const complete = NAMES.filter((name) => {
    const { text = '' } = adoptText(readFileSync(`${FOLDER}/${name}`, 'utf8'), name);
    return readFieldMap(text, 'map.yaml').map !== undefined;
  });
  expect(complete.length).toBeGreaterThanOrEqual(28);
});
