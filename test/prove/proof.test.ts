import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  describeWorld,
  expectedAnswer,
  NEUTRAL_FIELDS,
  Prover,
  worldAt,
} from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { compile, evaluate, SECRET_PLACEHOLDER } from '../../src/compiler/index.ts';
import { EDITORS, survives, type Channel } from '../../src/account/index.ts';
import { readLink } from '../../src/passkit/index.ts';
import { anyMap, anySubject, knownOf } from '../compiler/arbitraries.ts';

/**
 * How many combinations of map, user, world and editor are proved: `SMARTPASS_PROOFS=200000 npx vitest run
 * test/compiler/proof.test.ts`, and `SMARTPASS_SEED=…` for the ones of an earlier run.
 */
const PROOFS = Number(process.env['SMARTPASS_PROOFS'] ?? 1000);
const SEED = Number(process.env['SMARTPASS_SEED'] ?? Date.now() % 2 ** 31);
/** Users and worlds for each map; long runs take more users. */
const [USERS, WORLDS] = [PROOFS > 50_000 ? 40 : 10, 3];
const RUNS = Math.ceil(PROOFS / (USERS * WORLDS));

const CHANNELS: readonly Channel[] = ['email', 'email', 'email', 'push', 'osm'];
const provers = new Map(
  CHANNELS.map((channel) => [channel, new Prover({ channel, hashes: nodeCrypto })]),
);

/** Accounts with random answers to everything that a snippet must bear; each run has others. */
const ACCOUNTS = fc.sample(
  fc.array(fc.nat(5), { minLength: NEUTRAL_FIELDS.length, maxLength: NEUTRAL_FIELDS.length }),
  { seed: SEED, numRuns: 150 },
);
const world = fc.tuple(fc.constantFrom(...ACCOUNTS), fc.nat(2));
const subjects = fc.array(anySubject, { minLength: USERS, maxLength: USERS });
const worlds = fc.array(world, { minLength: WORLDS, maxLength: WORLDS });

test(
  `${RUNS * USERS * WORLDS} combinations of map, user, world and editor: the link is the one computed without Jinja (seed ${SEED})`,
  () => {
    let combinations = 0;
    const seen = { link: 0, dropped: 0, error: 0 };
    fc.assert(
      fc.property(anyMap, subjects, worlds, fc.nat(CHANNELS.length - 1), (map, users, all, at) => {
        const wanted = CHANNELS[at] ?? 'email';
        const isPossible = compile(map, { channel: wanted }).findings.length === 0;
        const channel = isPossible ? wanted : 'email';
        const { snippet } = compile(map, { channel });
        for (const editor of EDITORS.keys()) expect(survives(snippet, editor)).toBe(true);
        const prover = provers.get(channel) as Prover;
        const subject = prover.subject(snippet);
        const known = users.map(knownOf);
        const expected = known.map((user) => expectedAnswer(map, user));
        for (const [positions, editorAt] of all) {
          const here = worldAt(channel, positions, editorAt);
          const answer = prover.ready(subject, here);
          for (const [index, user] of known.entries()) {
            const given = answer(user);
            combinations += 1;
            expect({ ...given, world: describeWorld(here) }).toEqual({
              ...expected[index],
              world: describeWorld(here),
            });
            for (const kind of Object.keys(given) as (keyof typeof seen)[]) seen[kind] += 1;
          }
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(combinations).toBe(RUNS * USERS * WORLDS);
    expect(seen.link).toBeGreaterThan(0);
    expect(seen.dropped).toBeGreaterThan(0);
  },
  Math.max(120_000, RUNS * 2000),
);

test('of such users a quarter and more get a link, and a tenth and more are dropped', () => {
  const pairs = fc.sample(fc.tuple(anyMap, anySubject), { seed: SEED, numRuns: 5000 });
  const links = pairs.filter(([map, user]) => 'link' in expectedAnswer(map, knownOf(user)));
  expect(links.length).toBeGreaterThan(pairs.length / 4);
  expect(links.length).toBeLessThan(pairs.length * 0.9);
});

test('each of these links, read back, holds what the map says, under a valid signature', () => {
  fc.assert(
    fc.property(anyMap, anySubject, (map, subject) => {
      const known = knownOf(subject);
      const result = evaluate(map, known);
      fc.pre('payload' in result && result.payload.length > 0);
      if (!('payload' in result)) return;
      const prover = provers.get('email') as Prover;
      const answer = prover.ready(prover.subjectOf(map), worldAt('email', [], 0))(known);
      const link = 'link' in answer ? answer.link : '';
      const report = readLink(link, { crypto: nodeCrypto, secret: SECRET_PLACEHOLDER });
      expect(report.signature.verdict).toBe('valid');
      expect(report.payload).toEqual(result.payload);
      expect(report.query.map(([name]) => name)).toEqual(
        map.query.map(([name]) => decodeURIComponent(name)),
      );
    }),
    { numRuns: Math.min(200, RUNS), seed: SEED },
  );
});
