import { expect, test } from 'vitest';
import { createRenderer, Judge, outcomeOf, type Campaign } from '../../src/campaign/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { Dict, PyFloat, type Value } from '../../src/jinja/index.ts';
import { someCase } from '../oracle/generate/index.ts';
import { print } from '../oracle/generate/tree.ts';
import { campaignOf, chance, countsOf, type User } from './equality.ts';

/** How many templates of the generator; a run by hand takes more. */
const COUNT = Number(process.env['SMARTPASS_AUDIENCES'] ?? 60);
const SEED = Number(process.env['SMARTPASS_SEED'] ?? 16);
const USERS = 120;

/** Variables of the generator that are attributes of the users. */
const NAMES = ['name', 'text', 'words', 'user', 'table', 'price', 'n'] as const;
const AS_ATTRIBUTE = new RegExp(`\\b(?:${NAMES.join('|')})\\b`, 'g');

const VALUES: readonly (Value | undefined)[] = [
  undefined,
  null,
  '',
  ' ',
  'Ada',
  'gold',
  'O"Brien',
  '7',
  '12.5',
  'a b c',
  '<b>',
  '\u00e9',
  0,
  7,
  -3,
  12_345_678_901_234_567_890n,
  new PyFloat(0.5),
  new PyFloat(0),
  true,
  false,
  [],
  ['a', 'b'],
  [1, 2, 3],
  Dict.of([['name', 'x']]),
];

function users(seed: number): readonly User[] {
  const random = chance(seed);
  const some = (): Value | undefined => VALUES[Math.floor(random() * VALUES.length)];
  return Array.from({ length: USERS }, () =>
    Object.fromEntries(
      NAMES.flatMap((name) => {
        const value = some();
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
}

/** The counts of each verdict where every user is rendered and judged alone. */
function countsOfEach(campaign: Campaign, all: readonly User[]): Readonly<Record<string, number>> {
  const renderer = createRenderer(campaign, { hashes: nodeCrypto, clock: () => campaign.now });
  const judge = new Judge(campaign);
  const counts = new Map<string, number>();
  for (const user of all) {
    const recipient = { user: Dict.of(Object.entries(user)) };
    const fixture = { name: '', file: '', recipient };
    const key = JSON.stringify(judge.verdict(outcomeOf(campaign, fixture, renderer, nodeCrypto)));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

test(`${COUNT} templates of the generator: classes come to the counts of each user`, async () => {
  const different: string[] = [];
  let rendered = 0;
  for (let id = 0; id < COUNT; id += 1) {
    const text = print(someCase(SEED, id).template);
    const template = text.replaceAll(AS_ATTRIBUTE, (name) => `UserAttribute['${name}']`);
    try {
      const campaign = await campaignOf(template);
      const all = users(SEED + id);
      const expected = countsOfEach(campaign, all);
      const counts = await countsOf(campaign, all, false);
      rendered += 1;
      if (JSON.stringify(counts) !== JSON.stringify(expected))
        different.push(`${id}: ${template}\n${JSON.stringify({ counts, expected })}`);
    } catch (error) {
      // The account refuses some templates, as it would for every user.
      if (!(error instanceof FindingsError)) throw error;
    }
  }
  console.log(`${rendered} of ${COUNT} templates are rendered`);
  expect(different).toEqual([]);
}, 900_000);
