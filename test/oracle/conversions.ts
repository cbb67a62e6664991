/**
 * Holds every conversion of field maps against an independent one in Python, and both against the snippet in the real Jinja2.
 *
 *     npm run oracle:conversions -- [--count 20000] [--seed S] [--show 5] [--only phone] [--jinja 2.8] [--if-available]
 *
 * `count` random values for each conversion (with each of its options in turn) are converted by Jinja2 rendering the
 * snippet, by `conversions.py` after the documentation, and by the map alone. The same seed gives the same values. Exit code 1
 * where anything differs.
 */
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { compile, evaluate, type FieldMap, type MappedField } from '../../src/compiler/index.ts';
import { Dict, type Value } from '../../src/jinja/index.ts';
import { CONVERSIONS, valuesFor } from './conversion-values.ts';
import { jsonOf } from './json-of.ts';
import { findJinja, RealJinja } from './python.ts';

/** How many values one snippet converts. */
const FIELDS = 50;

type Conversion = MappedField['conversion'];
type Texts = readonly (string | null)[];
type Answer = { readonly rendered: Texts; readonly reference: Texts };

const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** A map that puts the user attribute `A0` into `meta.f0`, and so on, each converted. */
function mapOf(conversion: Conversion): FieldMap {
  const fields = Array.from({ length: FIELDS }, (_, at): MappedField => ({
    name: `meta.f${at}`,
    source: { kind: 'user', attribute: `A${at}` },
    transforms: [],
    conversion,
    missing: { kind: 'omit' },
    span,
  }));
  return {
    file: 'x',
    project: { url: 'https://pub1.pskt.io/c/a4hrop' },
    fields,
    base64: 'url',
    query: [],
  };
}

function textsOf(map: FieldMap, values: readonly Value[]): Texts {
  const user = Dict.of(values.map((value, at): [string, Value] => [`A${at}`, value]));
  const result = evaluate(map, { user });
  const payload = new Map('payload' in result ? result.payload : []);
  return values.map((_, at) => payload.get(`meta.f${at}`) ?? null);
}

/** The values that are not converted alike by all three, of one conversion. */
async function differences(
  real: RealJinja,
  conversion: Conversion,
  values: readonly Value[],
): Promise<string[]> {
  const map = mapOf(conversion);
  const template = `${compile(map, { channel: 'email' }).snippet}{{ longURL }}`;
  const batches = Array.from({ length: Math.ceil(values.length / FIELDS) }, (_, at) =>
    values.slice(at * FIELDS, (at + 1) * FIELDS),
  );
  const lines = batches.map(
    (batch) =>
      `{"conversion": ${JSON.stringify(conversion)}, "template": ${JSON.stringify(template)}, "values": ${jsonOf(batch)}}`,
  );
  const answers = (await real.answer(lines)) as unknown as readonly Answer[];
  return batches.flatMap((batch, number) => {
    const ours = textsOf(map, batch);
    const { rendered, reference } = answers[number] ?? { rendered: [], reference: [] };
    return batch.flatMap((value, at) => {
      const all = [rendered?.[at], ours[at], reference?.[at]].map((text) => JSON.stringify(text));
      const same = all[0] === all[1] && all[1] === all[2];
      return same
        ? []
        : [`${jsonOf(value)}\n    jinja:  ${all[0]}\n    map:    ${all[1]}\n    python: ${all[2]}`];
    });
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '20000' },
      seed: { type: 'string' },
      show: { type: 'string', default: '5' },
      only: { type: 'string' },
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
    `conversions, seed ${seed}, Jinja2 ${values.jinja} of ${installation.source ?? installation.python}`,
  );
  const script = fileURLToPath(new URL('../../../../test/oracle/conversions.py', import.meta.url));
  const real = new RealJinja(installation, script);
  let [passed, failed] = [0, 0];
  try {
    for (const variants of CONVERSIONS) {
      const name = variants[0]?.to ?? '';
      if (values.only !== undefined && values.only !== name) continue;
      const runs = Math.ceil(Number(values.count) / variants.length);
      for (const [at, conversion] of variants.entries()) {
        const sample = fc.sample(valuesFor(conversion), { seed: seed + at, numRuns: runs });
        // oxlint-disable-next-line no-await-in-loop -- one process answers in order
        const different = await differences(real, conversion, sample);
        for (const one of different.slice(0, Number(values.show)))
          console.log(`\n- ${JSON.stringify(conversion)} of ${one}`);
        passed += sample.length - different.length;
        failed += different.length;
      }
    }
  } finally {
    real.stop();
  }
  console.log(`\nconversions, seed ${seed}: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
