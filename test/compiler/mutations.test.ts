import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedAnswer, Prover, worldAt, type ProofWorld } from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { compile, sourcesWithin, type FieldMap, type Known } from '../../src/compiler/index.ts';
import { Dict, fromJs } from '../../src/jinja/index.ts';
import { emulator, expectedOf, type World } from './emulate.ts';
import { anyMap, anySubject, knownOf } from './arbitraries.ts';
import { allMaps, allRecipients } from './maps.ts';
import { MUTATIONS, type Mutation } from './mutations.ts';

const EDGES = [
  '2027-01-00',
  '2100-02-29',
  '2024-02-29',
  '2027-13-01',
  '2027-01-31T24:00:00',
  '2027-01-31T23:59:60Z',
  '2027-01-31T10:00:00-0530',
  '+441234',
  '12345.0',
  '-0.50',
  '#abcd',
  'ftp://example.com',
];

/** Fixture maps with fixture users, and random maps with random users: always the same ones. */
const SEED = 5;
const prover = new Prover({ channel: 'email', hashes: nodeCrypto });
/** A user whose products are null. */
const nullProducts: Known = {
  user: Dict.of([['X', 'x']]),
  productSets: fromJs({
    Recommended: [null, { title: null }],
    'My Set': [{ items: null }],
  }) as Dict,
};
const recipients = [...[...allRecipients().values()].map(complete), nullProducts];
const random = fc.sample(anySubject, { seed: SEED, numRuns: 40 }).map(knownOf);
const subjects: readonly Subject[] = [
  ...[...allMaps().values()].map((map) => subjectOf(map, [...recipients, ...atTheEdges(map)])),
  ...fc.sample(anyMap, { seed: SEED, numRuns: 100 }).map((map) => subjectOf(map, random)),
];

/** One account that answers as the defaults say, and one that differs in everything that a snippet has to work with. */
const WORLDS: readonly ProofWorld[] = [
  worldAt('email', [], 0),
  worldAt('email', [2, 1, 2, 1, 1, 1], 0),
];

type Subject = {
  readonly map: FieldMap;
  readonly snippet: string;
  readonly known: readonly Known[];
};

function subjectOf(map: FieldMap, known: readonly Known[]): Subject {
  return { map, snippet: compile(map, { channel: 'email' }).snippet, known };
}

/** A user of an account in which the product sets of the fixture maps are set up. */
function complete(known: Known): Known {
  const none = fromJs({ Recommended: [], 'My Set': [] }) as Dict;
  return {
    ...known,
    productSets: Dict.of([...none.entries(), ...(known.productSets?.entries() ?? [])]),
  };
}

/** Users all of whose attributes are at the edge of what a conversion takes. */
function atTheEdges(map: FieldMap): readonly Known[] {
  const names = map.fields.flatMap(({ source }) =>
    [...sourcesWithin(source)].flatMap((one) => ('attribute' in one ? [one.attribute] : [])),
  );
  return EDGES.map((edge) => {
    const dict = Dict.of(names.map((name): [string, string] => [name, edge]));
    return complete({ user: dict, event: dict });
  });
}

/** An account in which reading a value that does not exist is an error. */
const STRICT: World = { version: '3.1', undefined: 'StrictUndefined', missing: 'undefined' };

function isWrongWhereStrict({ map, known }: Subject, snippet: string): boolean {
  const answer = emulator(`${snippet}{{ longURL }}`, STRICT);
  return known.some((one) => {
    try {
      return JSON.stringify(answer(one)) !== JSON.stringify(expectedOf(map, one));
    } catch {
      return true;
    }
  });
}

function isWrong({ map, known }: Subject, snippet: string): boolean {
  const subject = prover.subject(snippet);
  return WORLDS.some((world) => {
    const answer = prover.ready(subject, world);
    return known.some(
      (one) => JSON.stringify(answer(one)) !== JSON.stringify(expectedAnswer(map, one)),
    );
  });
}

function mutate(snippet: string, { from, to }: Mutation): string {
  return typeof from === 'string' ? snippet.replaceAll(from, () => to) : snippet.replace(from, to);
}

test.each(MUTATIONS)('$name is noticed', { timeout: 60_000 }, (mutation) => {
  const mutated = subjects
    .map((subject) => ({ subject, snippet: mutate(subject.snippet, mutation) }))
    .filter(({ subject, snippet }) => snippet !== subject.snippet);
  expect(mutated.length).toBeGreaterThan(0);
  const check = mutation.strict === true ? isWrongWhereStrict : isWrong;
  expect(mutated.some(({ subject, snippet }) => check(subject, snippet))).toBe(true);
});

test('the unchanged snippets are right', () => {
  const wrong = subjects.slice(0, 12).filter((subject) => isWrong(subject, subject.snippet));
  expect(wrong.map(({ map }) => map.file)).toEqual([]);
}, 60_000);
