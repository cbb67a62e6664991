import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/lint/index.ts';
import { emptyFolder, smartpass } from '../cli/run-cli.ts';

type Region = { startLine: number; startColumn: number };
type Location = { physicalLocation: { artifactLocation: { uri: string }; region: Region } };
type Result = {
  ruleId: string;
  ruleIndex: number;
  locations: Location[];
  partialFingerprints: Record<string, string>;
  suppressions?: { kind: string; justification: string }[];
  codeFlows?: { threadFlows: { locations: { location: Location }[] }[] }[];
  fixes?: { artifactChanges: { replacements: object[] }[] }[];
};
type Rule = { id: string; help: { text: string } };
type Log = { runs: { tool: { driver: { rules: Rule[] } }; results: Result[] }[] };

const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(readFileSync('fixtures/lint/sarif/sarif-schema-2.1.0.json', 'utf8')) as Record<
  string,
  unknown
>;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

async function sarifOf(name: string, text: string): Promise<Log> {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, name, '..'), { recursive: true });
  writeFileSync(join(cwd, name), text);
  const { out } = await smartpass(['lint', name, '--format', 'sarif'], { cwd });
  return JSON.parse(out) as Log;
}

const MAIL = `{% set name = UserAttribute['First Name'] %}
<p>Hi {{ name ~ '' }}, {{ name|upper }}{{ UserAttribute['Code'][:4] }}</p>
{# smartpass-disable-next-line null/printed: "every member" <has> one #}
<p>{{ UserAttribute['Tier'] }}</p>
`;

describe('SARIF 2.1.0', () => {
  test.each([
    ['of each rule', RULES.map(({ bad }) => bad).join('\n\n')],
    ['of a template without findings', 'Hi'],
    ['of one that does not parse', '{% if %}'],
    ['of one with suppressions and fixes', MAIL],
  ])('%s fits the schema of OASIS', async (_what, text) => {
    const log = await sarifOf('mail.html', text);
    validate(log);
    expect(validate.errors).toEqual(null);
  });

  test('a rule that reports has its help; each example fits the schema alone', async () => {
    for (const { bad, code } of RULES) {
      const log = await sarifOf('mail.html', bad);
      expect([code, validate(log), validate.errors]).toEqual([code, true, null]);
      for (const { help } of log.runs[0]?.tool.driver.rules ?? []) expect(help.text).not.toBe('');
    }
  });

  test('what is switched off is there with its reason, and each result names its rule', async () => {
    const [run] = (await sarifOf('mail.html', MAIL)).runs;
    const off = run?.results.filter(({ suppressions }) => suppressions !== undefined);
    expect(off?.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      ['null/printed', [{ kind: 'inSource', justification: '"every member" <has> one' }]],
    ]);
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test('a code flow leads from where a value is read to where it does harm', async () => {
    const [run] = (await sarifOf('mail.html', MAIL)).runs;
    const result = run?.results.find(({ ruleId }) => ruleId === 'null/none-in-text');
    const places = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => {
      const { startLine, startColumn } = location.physicalLocation.region;
      return [startLine, startColumn];
    });
    expect(places).toEqual([
      [1, 15],
      [2, 10],
    ]);
  });

  test('a finding with a fix has it', async () => {
    const [run] = (await sarifOf('mail.html', MAIL)).runs;
    const fixed = run?.results.filter(({ fixes }) => fixes !== undefined) ?? [];
    expect(fixed.map(({ ruleId }) => ruleId)).toContain('null/slice-raises');
  });

  test.each([
    ['a b#c?d.html', 'a%20b%23c%3Fd.html'],
    ['müll/50%.html', 'm%C3%BCll/50%25.html'],
  ])('the file %s is the URI %s', async (name, uri) => {
    const [run] = (await sarifOf(name, MAIL)).runs;
    for (const { locations } of run?.results ?? [])
      expect(locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });
});
