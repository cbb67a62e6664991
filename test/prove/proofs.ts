import { randomInt } from 'node:crypto';
import { SECRET_PLACEHOLDER } from '../../src/diagnostics/index.ts';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import {
  describeWorld,
  expectedAnswer,
  NEUTRAL_FIELDS,
  Prover,
  worldAt,
} from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { compile, evaluate } from '../../src/compiler/index.ts';
import { EDITORS, engineOf, survives, type Channel } from '../../src/account/index.ts';
import { readLink } from '../../src/passkit/index.ts';
import { anyMap, anySubject, knownOf } from '../compiler/arbitraries.ts';

/** The seed of the random cases: another one in each run, or SMARTPASS_SEED to repeat one. */
export const SEED: number = Number(process.env['SMARTPASS_SEED'] ?? randomInt(2 ** 31));

const CHANNELS: readonly Channel[] = ['email', 'email', 'email', 'push', 'osm'];
const provers = new Map(
  CHANNELS.map((channel) => [channel, new Prover({ channel, hashes: nodeCrypto })]),
);

/** Accounts with random answers to everything that a snippet has to work with. */
const ACCOUNTS = fc.sample(
  fc.array(fc.nat(5), { minLength: NEUTRAL_FIELDS.length, maxLength: NEUTRAL_FIELDS.length }),
  { seed: SEED, numRuns: 150 },
);
const world = fc.tuple(fc.constantFrom(...ACCOUNTS), fc.nat(2));

/** How many combinations gave a link, dropped the user, or ended in an error that the map foresees. */
export type Answers = { link: number; dropped: number; error: number };

/**
 * Proves combinations of `maps` random field maps with users, accounts and editors (`users` and `worlds` of them for each
 * map): the link that the snippet renders is the one computed without Jinja. Gives how many ended in which way.
 */
export function proveCombinations(maps: number, users: number, worlds: number): Answers {
  const seen: Answers = { link: 0, dropped: 0, error: 0 };
  const subjects = fc.array(anySubject, { minLength: users, maxLength: users });
  const places = fc.array(world, { minLength: worlds, maxLength: worlds });
  fc.assert(
    fc.property(anyMap, subjects, places, fc.nat(CHANNELS.length - 1), (map, drawn, all, at) => {
      const wanted = CHANNELS[at] ?? 'email';
      const isPossible = compile(map, { channel: wanted }).findings.length === 0;
      const channel = isPossible ? wanted : 'email';
      const { snippet } = compile(map, { channel });
      for (const editor of EDITORS.keys()) expect(survives(snippet, editor)).toBe(true);
      const prover = provers.get(channel) as Prover;
      const subject = prover.subject(snippet);
      const known = drawn.map(knownOf);
      const expected = known.map((user) => expectedAnswer(map, user));
      for (const [positions, editorAt] of all) {
        const here = worldAt(channel, positions, editorAt);
        const answer = prover.ready(subject, here);
        const release = engineOf(here.profile);
        const wantedHere =
          release === '2.8-python2'
            ? known.map((user) => expectedAnswer(map, { ...user, release }))
            : expected;
        for (const [index, user] of known.entries()) {
          const given = answer(user);
          expect({ ...given, world: describeWorld(here) }).toEqual({
            ...wantedHere[index],
            world: describeWorld(here),
          });
          for (const kind of Object.keys(given) as (keyof Answers)[]) seen[kind] += 1;
        }
      }
    }),
    { numRuns: maps, seed: SEED },
  );
  return seen;
}

/** Which part of random users get a link from a random map, 0 to 1. */
export function shareOfLinks(pairs: number): number {
  const drawn = fc.sample(fc.tuple(anyMap, anySubject), { seed: SEED, numRuns: pairs });
  return drawn.filter(([map, user]) => 'link' in expectedAnswer(map, knownOf(user))).length / pairs;
}

/** Reads links of random maps back: each has the payload that the map says, under a valid signature. Gives their number. */
export function readLinksBack(pairs: number): number {
  let count = 0;
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
      count += 1;
    }),
    { numRuns: pairs, seed: SEED },
  );
  return count;
}
