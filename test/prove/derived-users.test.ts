import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { readFieldMap, type FieldMap } from '../../src/compiler/index.ts';
import { Dict } from '../../src/jinja/index.ts';
import { knownFor } from '../../src/prove/derived-users.ts';
import {
  derivedUsers,
  expectedAnswer,
  Prover,
  worldAt,
  type ProofUser,
} from '../../src/prove/index.ts';

const base: ProofUser = {
  name: 'ada',
  recipient: {
    user: Dict.of([
      ['X', 'x'],
      ['Store', 's1'],
    ]),
  },
};

function sources(): FieldMap {
  const file = 'fixtures/compiler/maps/sources.yaml';
  const { map } = readFieldMap(readFileSync(file, 'utf8'), file);
  if (map === undefined) throw new Error('no map');
  return map;
}

test('answers of Content APIs, rows of tables and product sets are varied part by part', () => {
  const names = derivedUsers(sources(), base).map(({ name }) => name);
  for (const name of [
    'Points: null',
    'Points: a text',
    'Points.balance: missing',
    'Points.balance.total: a list',
    'Points.history: an empty list',
    'Points.history.0: null',
    'Points.customer: a text',
    'stores: missing',
    'stores.name: blank',
    'Recommended: an empty list',
    'Recommended: a short list',
    'Recommended.1: null',
    'Recommended.1.title: a number',
    'My Set.0.items: a text',
  ])
    expect(names).toContain(`ada, ${name}`);
});

test.each([[0], [1], [2]])(
  'whatever they are, the link is the one computed without Jinja (account %i)',
  (at) => {
    const map = sources();
    const prover = new Prover({ channel: 'email', hashes: nodeCrypto });
    const answer = prover.ready(prover.subjectOf(map), worldAt('email', [at, at, at, at], 0));
    for (const user of derivedUsers(map, base)) {
      const known = knownFor(map, user);
      expect([user.name, answer(known)]).toEqual([user.name, expectedAnswer(map, known)]);
    }
  },
);
