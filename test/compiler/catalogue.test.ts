import { describe, expect, test } from 'vitest';
import { SECRET_PLACEHOLDER } from '../../src/diagnostics/index.ts';
import { expectedAnswer, Prover, worldAt } from '../../src/prove/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { readFieldMap, type FieldMap } from '../../src/compiler/index.ts';
import { Dict, type Value } from '../../src/jinja/index.ts';
import { checkValue, FIELDS, readLink, type LinkReport } from '../../src/passkit/index.ts';

const HEAD =
  'smartpass: 1\nidentity: none\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nfields:\n';

/** Values that do not suit a type, whatever the attribute holds. */
const WRONG = [
  '',
  ' ',
  'no such thing',
  '-1e400',
  '"',
  '\\',
  '99999999',
  '2027-02-30',
  'None',
  '<b>',
];

const concrete = FIELDS.map((field) => ({
  ...field,
  pattern: field.name,
  name: field.name.replace('[1..10]', '[10]').replace('*', 'any thing'),
}));
const prover = new Prover({ channel: 'email', hashes: nodeCrypto });
const WORLDS = [worldAt('email', [], 0), worldAt('email', [2, 1, 1, 2, 1, 1], 2)];

function mapOf(name: string, as?: string): FieldMap {
  const group = /^\w+\[10\]/.exec(name)?.[0];
  const fields = concrete.filter(
    (field) =>
      field.name === name ||
      (group !== undefined && field.name.startsWith(group) && field.group?.need === 'required'),
  );
  const lines = fields.map(
    (field) =>
      `  ${field.name}: { user: ${JSON.stringify(field.name)}, ${field.name === name && as !== undefined ? `as: ${as}, ` : ''}missing: omit }\n`,
  );
  const { map, findings } = readFieldMap(HEAD + lines.join(''), 'x.yaml');
  if (map === undefined) throw new Error(JSON.stringify(findings));
  return map;
}

type Answer = ReturnType<Prover['ready']>;
const answers = new WeakMap<FieldMap, readonly Answer[]>();

/** The snippet of a map in each world; made once. */
function answersOf(map: FieldMap): readonly Answer[] {
  const known = answers.get(map);
  if (known !== undefined) return known;
  const subject = prover.subjectOf(map);
  const made = WORLDS.map((world) => prover.ready(subject, world));
  answers.set(map, made);
  return made;
}

/** The link of a user who has the examples, and this value in the field; the same in both worlds. */
function reportOf(map: FieldMap, name: string, value: Value | undefined): LinkReport {
  const user = Dict.of(
    map.fields.flatMap((field): [Value, Value][] => {
      if (field.name !== name)
        return [[field.name, concrete.find((one) => one.name === field.name)?.example ?? '']];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const expected = expectedAnswer(map, { user });
  for (const answer of answersOf(map)) expect(answer({ user })).toEqual(expected);
  const report = readLink('link' in expected ? expected.link : '', {
    crypto: nodeCrypto,
    secret: SECRET_PLACEHOLDER,
  });
  expect(report.signature.verdict).toBe('valid');
  return report;
}

function errorsOf({ findings }: LinkReport): string[] {
  return findings.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
}

describe('every field of the catalogue is generated, rendered, decoded and validated', () => {
  test.each(concrete)('$name', ({ name, type, example, group }) => {
    const map = mapOf(name);
    const right = reportOf(map, name, example);
    expect(right.payload).toContainEqual([name, example]);
    expect(errorsOf(right)).toEqual([]);
    expect(reportOf(map, name, undefined).payload ?? []).not.toContainEqual([name, example]);
    for (const wrong of WRONG) {
      const report = reportOf(map, name, wrong);
      const isMissing = wrong.trim() === '' || checkValue(type, wrong)?.severity === 'error';
      const payload = report.payload ?? [];
      const isGroupLeftOut = isMissing && group?.need === 'required';
      expect(payload.length === 0 || !isGroupLeftOut).toBe(true);
      if (type === 'phone') continue;
      expect(errorsOf(report)).toEqual([]);
      if (isMissing) expect(payload).not.toContainEqual([name, wrong]);
    }
  });

  test.each(concrete.filter(({ type }) => type === 'phone'))(
    '$name takes nothing wrong where it is asked for a telephone number',
    ({ name, example }) => {
      const map = mapOf(name, 'phone');
      expect(errorsOf(reportOf(map, name, example))).toEqual([]);
      for (const wrong of WRONG) expect(errorsOf(reportOf(map, name, wrong))).toEqual([]);
    },
  );
});

test('the test covers the whole list', () => {
  expect(concrete.map(({ pattern }) => pattern)).toEqual(FIELDS.map(({ name }) => name));
  expect(concrete.length).toBeGreaterThan(60);
});
