import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedAnswer, Prover, worldAt, type ProofWorld } from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { compile, sourcesWithin, type FieldMap, type Known } from '../../src/compiler/index.ts';
import { Dict, fromJs, type Value } from '../../src/jinja/index.ts';
import { emulator, expectedOf, type World } from './emulate.ts';
import { anyMap, anySubject, knownOf } from './arbitraries.ts';
import { allMaps, allRecipients } from './maps.ts';
import { MUTATIONS, type Mutation } from './mutations.ts';

const EDGES: readonly Value[] = [
  '2027-01-00',
  '2100-02-29',
  '2024-02-29',
  '2027-02-29',
  '2027-13-01',
  '2027-04-31',
  '2027-01/31',
  '2027:01:31',
  '1234-5678-90',
  '1/2/2027',
  '2027-01-31T24:00:00',
  '2027-01-31T23:59:60Z',
  '2027-01-31T10:00:00-0530',
  '2027-01-31T10:00:00GMT',
  '2027-01-31T10:00:00.5Z',
  '2027-01-31T10:00:00.',
  '2027-01-31T10:00:00.x',
  '2027-01-31T10:00:00+0:530',
  '2027-01-31T10:00:00+01+02',
  '1801353600',
  '1801353600123',
  '+441234',
  '+44 (0)20 7946 0000',
  '(0)20 7946 0000',
  '0044 20 7946 0000',
  '442079460000',
  '\u200e+442079460000',
  '12345 / 67890',
  '31.12.2027',
  '12345.0',
  '1234567.5',
  '0.5',
  '-0',
  '-0.50',
  '12e3',
  '1200.0',
  '1,25',
  '1234,567',
  '1001',
  '12x',
  '#abcd',
  '12345',
  'a1b2c',
  'facade',
  'red',
  'rgb(1, 2, 300)',
  'rgb(1, 2, 3)',
  'yes',
  'male',
  'ftp://example.com',
  'https://?x',
  'ada@example.com@example.com',
  'ada@example',
  'a,b@example.com',
  'ada@example.com.',
  'iVBORw0KGgoAAAANSUhEU',
  'iVBORw0KGgoAAAANSUhEUg=',
  'iVBORw0KGgoAAAANSUhEUh',
  'ada@example.com',
  'f7826da64fa24e988024bc5b71e0893e',
  'f7826da6-4fa2-4e98-8024-bc5b71e0893',
  'f7826da64-fa2-4e98-8024-bc5b71e0893e',
  '1QrvcAQaBcDeFgHiJkLmN',
  ['a', 'b'],
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
const fixtureMaps = [...allMaps().values()];
const subjects: readonly Subject[] = [
  ...fixtureMaps.flatMap(pairsOf).map(ofFixture),
  ...fixtureMaps.map(ofFixture),
  ...fc.sample(anyMap, { seed: SEED, numRuns: 100 }).map((map) => subjectOf(map, random)),
];

/**
 * One account that answers as the defaults say, and one that differs in everything that a snippet has to work with but Python: under
 * Python 2 `as: repr` prints lists of texts with their u, and floats have twelve digits.
 */
const WORLDS: readonly ProofWorld[] = [
  worldAt('email', [], 0),
  worldAt('email', [2, 0, 1, 2, 1, 1, 1], 0),
];

/** The maps that each have two fields of a map, one after the other: small snippets render fast, and most mutations show in two fields. */
function pairsOf(map: FieldMap): readonly FieldMap[] {
  return map.fields.map((_, at) => ({ ...map, fields: map.fields.slice(at, at + 2) }));
}

function ofFixture(map: FieldMap): Subject {
  return subjectOf(map, [...atTheEdges(map), ...recipients]);
}

type Subject = {
  readonly snippet: string;
  readonly known: readonly Known[];
  /** What the map says must happen to a user, as JSON: in the accounts of the prover, and in the strict one. */
  readonly expected: (one: Known) => string;
  readonly expectedWhereStrict: (one: Known) => string;
};

function subjectOf(map: FieldMap, known: readonly Known[]): Subject {
  return {
    snippet: compile(map, { channel: 'email' }).snippet,
    known,
    expected: once((one) => JSON.stringify(expectedAnswer(map, one))),
    expectedWhereStrict: once((one) => JSON.stringify(expectedOf(map, one))),
  };
}

/** A function that computes each answer once. */
function once(compute: (one: Known) => string): (one: Known) => string {
  const answers = new Map<Known, string>();
  return (one) => {
    const answer = answers.get(one) ?? compute(one);
    answers.set(one, answer);
    return answer;
  };
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
    const dict = Dict.of(names.map((name): [string, Value] => [name, edge]));
    return complete({ user: dict, event: dict });
  });
}

/** An account in which reading a value that does not exist is an error. */
const STRICT: World = { version: '3.1', undefined: 'StrictUndefined', missing: 'undefined' };

function isWrongWhereStrict({ known, expectedWhereStrict }: Subject, snippet: string): boolean {
  const answer = emulator(`${snippet}{{ longURL }}`, STRICT);
  return known.some((one) => {
    try {
      return JSON.stringify(answer(one)) !== expectedWhereStrict(one);
    } catch {
      return true;
    }
  });
}

function isWrong({ known, expected }: Subject, snippet: string): boolean {
  const subject = prover.subject(snippet);
  return WORLDS.some((world) => {
    const answer = prover.ready(subject, world);
    return known.some((one) => JSON.stringify(answer(one)) !== expected(one));
  });
}

function mutate(snippet: string, { from, to }: Mutation): string {
  return typeof from === 'string' ? snippet.replaceAll(from, () => to) : snippet.replace(from, to);
}

test.each(MUTATIONS)('$name is noticed', (mutation) => {
  const check = mutation.strict === true ? isWrongWhereStrict : isWrong;
  const isNoticed = subjects.some((subject) => {
    const snippet = mutate(subject.snippet, mutation);
    return snippet !== subject.snippet && check(subject, snippet);
  });
  expect(isNoticed).toBe(true);
});

test('the unchanged snippets are right', () => {
  const wrong = fixtureMaps.map(ofFixture).filter((subject) => isWrong(subject, subject.snippet));
  expect(wrong.map(({ snippet }) => snippet)).toEqual([]);
}, 60_000);
