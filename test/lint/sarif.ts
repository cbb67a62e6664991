import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Rule as LintRule } from '../../src/lint/index.ts';
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
/** Checks a log by the schema of OASIS. */
export const validate: ValidateFunction = new Ajv({
  strict: false,
  validateFormats: false,
}).compile(schema);

/** What lint says of one file as SARIF. */
export async function sarifOf(name: string, text: string): Promise<Log> {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, name, '..'), { recursive: true });
  writeFileSync(join(cwd, name), text);
  const { out } = await smartpass(['lint', name, '--format', 'sarif'], { cwd });
  return JSON.parse(out) as Log;
}

/** What is wrong with the SARIF of the bad example of each of these rules alone: by the schema, or a rule without help. */
export async function problemsOf(rules: readonly LintRule[]): Promise<readonly object[]> {
  const problems: object[] = [];
  for (const { bad, code } of rules) {
    const log = await sarifOf('mail.html', bad);
    if (!validate(log)) problems.push({ code, errors: validate.errors });
    for (const { id, help } of log.runs[0]?.tool.driver.rules ?? [])
      if (help.text === '') problems.push({ code, without: id });
  }
  return problems;
}
