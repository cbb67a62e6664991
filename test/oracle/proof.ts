/**
 * Holds the compiler's snippets against the real Jinja2 on random field maps and users.
 *
 *     npm run oracle:snippets -- [--count 1000] [--seed S] [--show 5] [--if-available]
 *
 * Each snippet is rendered by Jinja2 3.1.2 and by our engine; link, first drop reason or error must be the same, byte by byte,
 * and the ones that the map says without any Jinja. The same seed gives the same cases. Exit code 1 where anything differs.
 */
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { expectedAnswer, Prover, worldAt, type ProofAnswer } from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { compile, type FieldMap } from '../../src/compiler/index.ts';
import { Dict } from '../../src/jinja/index.ts';
import { anyMap, anySubject, knownOf, type Subject } from '../compiler/arbitraries.ts';
import { jsonOf } from './json-of.ts';
import { findJinja, RealJinja } from './python.ts';

const BATCH = 200;
/** Users for each map. */
const USERS = 4;
const KINDS = ['Undefined', 'ChainableUndefined', 'DebugUndefined', 'StrictUndefined'];
/** Case changes of text differ with the release of Unicode: Python 3.11 has 14, and Node a later one. */
const CASES: readonly unknown[] = ['lower', 'upper', 'title'];

const ROOTS: readonly (readonly [string, keyof Subject])[] = [
  ['UserAttribute', 'user'],
  ['EventAttribute', 'event'],
  ['BusinessEventAttribute', 'businessEvent'],
  ['CampaignAttribute', 'campaign'],
  ['ProductSet', 'productSets'],
];

type Case = { readonly map: FieldMap; readonly subject: Subject; readonly kind: string };
type Real = { readonly output?: string; readonly dropped?: string; readonly error?: string };

function casesOf(seed: number, count: number): Case[] {
  const maps = fc.sample(anyMap, { seed, numRuns: Math.ceil(count / USERS) });
  const subjects = fc.sample(anySubject, { seed: seed + 1, numRuns: count });
  const plain = maps.map(withoutCases);
  return subjects.map((subject, at) => ({
    map: plain[Math.floor(at / USERS)] as FieldMap,
    subject,
    kind: KINDS[Math.floor(at / USERS) % KINDS.length] as string,
  }));
}

function withoutCases(map: FieldMap): FieldMap {
  const fields = map.fields.map((field) => ({
    ...field,
    transforms: field.transforms.filter((step) => !CASES.includes(step)),
  }));
  return { ...map, fields };
}

function lineOf({ map, subject, kind }: Case, id: number): string {
  const context = ROOTS.flatMap(([name, key]) => {
    const value = subject[key];
    return value === undefined ? [] : [`${JSON.stringify(name)}: ${jsonOf(value)}`];
  });
  const template = `${compile(map, { channel: 'email' }).snippet}{{ longURL }}`;
  return [
    `{"id": ${id}, "template": ${JSON.stringify(template)}, "undefined": "${kind}"`,
    `"context": {${context.join(', ')}}`,
    `"content": ${jsonOf(subject.content ?? null)}`,
    `"rows": ${jsonOf(subject.rows ?? new Dict())}}`,
  ].join(', ');
}

/** What the real Jinja2 did, in the words of a proof: a template ends at its first guard. */
function realAnswer({ output, dropped, error }: Real): ProofAnswer {
  if (output !== undefined) return { link: output.replaceAll('\n', '') };
  return dropped === undefined ? { error: error ?? '' } : { dropped: [dropped] };
}

function firstReason(answer: ProofAnswer): ProofAnswer {
  return 'dropped' in answer ? { dropped: answer.dropped.slice(0, 1) } : answer;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000' },
      seed: { type: 'string' },
      show: { type: 'string', default: '5' },
      'if-available': { type: 'boolean', default: false },
    },
  });
  const installation = findJinja('3.1.2');
  if (installation === undefined) {
    console.log(
      'No Python with Jinja2 3.1.2 here: install python3-jinja2, or name one in SMARTPASS_PYTHON.',
    );
    return values['if-available'] ? 0 : 2;
  }
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  console.log(`snippets, seed ${seed}, Jinja2 3.1.2 of ${installation.python}`);
  const script = fileURLToPath(new URL('../../../../test/oracle/proof.py', import.meta.url));
  const real = new RealJinja(installation, script);
  const cases = casesOf(seed, Number(values.count));
  const prover = new Prover({ channel: 'email', hashes: nodeCrypto });
  const world = worldAt('email', [], 0);
  const ready = new WeakMap<FieldMap, ReturnType<Prover['ready']>>();
  let different = 0;
  try {
    for (let from = 0; from < cases.length; from += BATCH) {
      const batch = cases.slice(from, from + BATCH);
      // oxlint-disable-next-line no-await-in-loop -- one process answers in order
      const answers = await real.answer(batch.map((one, at) => lineOf(one, from + at)));
      for (const [at, { map, subject }] of batch.entries()) {
        const known = knownOf(subject);
        const theirs = realAnswer(answers[at] as unknown as Real);
        const answer = ready.get(map) ?? prover.ready(prover.subjectOf(map), world);
        ready.set(map, answer);
        const ours = firstReason(answer(known));
        const wanted = firstReason(expectedAnswer(map, known));
        const [one, two, three] = [theirs, ours, wanted].map((answer) => JSON.stringify(answer));
        if (one === two && two === three) continue;
        different += 1;
        if (different <= Number(values.show))
          console.log(
            `\n- case ${from + at}: ${lineOf(batch[at] as Case, from + at)}\n    jinja:  ${one}\n    engine: ${two}\n    map:    ${three}`,
          );
      }
    }
  } finally {
    real.stop();
  }
  const same = cases.length - different;
  console.log(
    `\nsnippets, seed ${seed}: ${same} passed, ${different} failed\n${same} same, ${different} different`,
  );
  return different === 0 ? 0 : 1;
}

process.exitCode = await main();
