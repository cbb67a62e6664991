/**
 * Holds the compiler's snippets against the real Jinja2 on random field maps and users.
 *
 *     npm run oracle:snippets -- [--count 1000] [--users 4] [--seed S] [--show 5] [--jinja 2.8] [--if-available]
 *
 * Each snippet is rendered by Jinja2 and by our engine; link, first drop reason or error must be the same, byte by byte,
 * and the ones that the map says without any Jinja: its payload, and its link as runs over many users compute it. `users` get the
 * same map, with values that its conversions are about. The same seed gives the same cases. Exit code 1 where anything differs.
 */
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { expectedAnswer, Prover, worldAt, type ProofAnswer } from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import {
  compile,
  linkerOf,
  type FieldMap,
  type Known,
  type Source,
} from '../../src/compiler/index.ts';
import { SECRET_PLACEHOLDER } from '../../src/diagnostics/index.ts';
import { Dict, type Value } from '../../src/jinja/index.ts';
import { anyMap, anySubject, knownOf, type Subject } from '../compiler/arbitraries.ts';
import { valuesFor } from './conversion-values.ts';
import { jsonOf } from './json-of.ts';
import { findJinja, RealJinja } from './python.ts';

const KINDS = ['Undefined', 'DebugUndefined', 'StrictUndefined'];
/** What Jinja 2.8 does not have. */
const LATER_KINDS = ['ChainableUndefined'];
/** Case changes of text differ with the release of Unicode: Python 3.11 has 14, and Node a later one. */
const CASES: readonly unknown[] = ['lower', 'upper', 'title'];

const ROOTS: readonly (readonly [string, keyof Subject])[] = [
  ['UserAttribute', 'user'],
  ['EventAttribute', 'event'],
  ['BusinessEventAttribute', 'businessEvent'],
  ['CampaignAttribute', 'campaign'],
  ['ProductSet', 'productSets'],
];

/** A map with its template, and users of it. */
type Batch = {
  readonly map: FieldMap;
  readonly template: string;
  readonly kind: string;
  readonly subjects: readonly Subject[];
};
type Real = { readonly output?: string; readonly dropped?: string; readonly error?: string };

type Size = { readonly count: number; readonly users: number };

function* batchesOf(
  seed: number,
  { count, users }: Size,
  kinds: readonly string[],
): Generator<Batch> {
  const maps = fc.sample(anyMap, { seed, numRuns: Math.ceil(count / users) });
  for (const [at, any] of maps.entries()) {
    const map = at % 2 === 0 ? withoutCases(any) : withoutDrops(withoutCases(any));
    const template = `${compile(map, { channel: 'email' }).snippet}{{ longURL }}`;
    const kind = kinds[at % kinds.length] as string;
    const subjects = fc.sample(subjectFor(map), { seed: seed + 1 + at, numRuns: users });
    yield { map, template, kind, subjects };
  }
}

/** Random recipients, most of whom have attributes as the conversions of a map are about. */
function subjectFor(map: FieldMap): fc.Arbitrary<Subject> {
  const values = new Map(
    map.fields.flatMap(({ source, conversion }) =>
      attributesOf(source).map((name) => [name, conversion] as const),
    ),
  );
  const entries = [...values].map(([name, conversion]) =>
    fc.tuple(fc.constant(name), valuesFor(conversion)),
  );
  const meant: fc.Arbitrary<[string, Value][]> = fc.tuple(...entries);
  const some = fc.option(meant, { nil: [], freq: 4 });
  return fc.tuple(anySubject, some).map(([subject, more]) => ({
    ...subject,
    user: Dict.of([...subject.user.entries(), ...more] as [string, Value][]),
  }));
}

/** The attributes of users that a source reads. */
function attributesOf(source: Source): readonly string[] {
  if (source.kind === 'user') return [source.attribute];
  if (source.kind === 'first') return source.sources.flatMap(attributesOf);
  if (source.kind !== 'text') return [];
  return source.parts.flatMap((part) => (typeof part === 'string' ? [] : attributesOf(part)));
}

/** Every user of such a map gets a link. */
function withoutDrops(map: FieldMap): FieldMap {
  const fields = map.fields.map((field) =>
    field.missing.kind === 'drop' ? { ...field, missing: { kind: 'omit' } as const } : field,
  );
  return { ...map, fields };
}

function withoutCases(map: FieldMap): FieldMap {
  const fields = map.fields.map((field) => ({
    ...field,
    transforms: field.transforms.filter((step) => !CASES.includes(step)),
  }));
  return { ...map, fields };
}

function lineOf({ template, kind }: Batch, subject: Subject, id: number): string {
  const context = ROOTS.flatMap(([name, key]) => {
    const value = subject[key];
    return value === undefined ? [] : [`${JSON.stringify(name)}: ${jsonOf(value)}`];
  });
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

/** What the linker says of a user; it says nothing of one whose texts Python cannot encode. */
function linkerAnswer(
  linkFor: ReturnType<typeof linkerOf>,
  known: Known,
  wanted: ProofAnswer,
): ProofAnswer {
  const mapped = linkFor(known);
  if (mapped === undefined) return 'link' in wanted ? { error: 'no link' } : wanted;
  return mapped.dropped.length > 0 ? { dropped: mapped.dropped } : { link: mapped.link };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000' },
      users: { type: 'string', default: '4' },
      seed: { type: 'string' },
      show: { type: 'string', default: '5' },
      jinja: { type: 'string', default: '3.1.2' },
      'if-available': { type: 'boolean', default: false },
    },
  });
  const installation = findJinja(values.jinja);
  if (installation === undefined) {
    console.log(
      `No Jinja2 ${values.jinja} here: install python3-jinja2, or name a Python in SMARTPASS_PYTHON (2.8: its source in SMARTPASS_JINJA28).`,
    );
    return values['if-available'] ? 0 : 2;
  }
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  console.log(
    `snippets, seed ${seed}, Jinja2 ${values.jinja} of ${installation.source ?? installation.python}`,
  );
  const script = fileURLToPath(new URL('../../../../test/oracle/proof.py', import.meta.url));
  const real = new RealJinja(installation, script);
  const prover = new Prover({ channel: 'email', hashes: nodeCrypto });
  const world = worldAt('email', [], 0);
  const size = { count: Number(values.count), users: Number(values.users) };
  const kinds = values.jinja === '2.8' ? KINDS : [...KINDS, ...LATER_KINDS];
  let [maps, links, count, different] = [0, 0, 0, 0];
  try {
    for (const batch of batchesOf(seed, size, kinds)) {
      const { map, subjects } = batch;
      const lines = subjects.map((subject, at) => lineOf(batch, subject, count + at));
      // oxlint-disable-next-line no-await-in-loop -- one process answers in order
      const answers = await real.answer(lines);
      const answer = prover.ready(prover.subjectOf(map), world);
      const linkFor = linkerOf(map, SECRET_PLACEHOLDER, nodeCrypto);
      maps += 1;
      for (const [at, subject] of subjects.entries()) {
        const known = knownOf(subject);
        const theirs = realAnswer(answers[at] as unknown as Real);
        const wanted = expectedAnswer(map, known);
        const all = [theirs, answer(known), wanted, linkerAnswer(linkFor, known, wanted)];
        const [one, ...others] = all.map((said) => JSON.stringify(firstReason(said)));
        count += 1;
        if ('link' in theirs) links += 1;
        if (others.every((other) => other === one)) continue;
        different += 1;
        if (different <= Number(values.show))
          console.log(
            `\n- case ${count - 1}: ${lines[at]}\n    jinja:  ${one}\n    engine: ${others[0]}\n    map:    ${others[1]}\n    linker: ${others[2]}`,
          );
      }
    }
  } finally {
    real.stop();
  }
  const same = count - different;
  console.log(
    `\nsnippets, seed ${seed}: ${same} passed, ${different} failed\n${same} same, ${different} different; ${maps} maps, ${links} links`,
  );
  return different === 0 ? 0 : 1;
}

process.exitCode = await main();
