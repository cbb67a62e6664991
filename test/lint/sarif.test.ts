import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/lint/index.ts';
import { sarifOf, validate } from './sarif.ts';

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
