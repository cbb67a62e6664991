import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeDocument } from '../../src/cli/lsp-judge.ts';
import { isYamlFile, kindOf } from '../../src/account/index.ts';
import type { Finding } from '../../src/diagnostics/index.ts';
import { smartpass } from '../cli/run-cli.ts';

/** What the command line and the language server each say of one file, sorted, and each thing once. */
export async function saidOf(
  file: string,
  cwd: string,
): Promise<{ readonly lint: readonly string[]; readonly server: readonly string[] }> {
  const path = join(cwd, file);
  const text = readFileSync(path, 'utf8');
  const { findings } = await judgeDocument({ path, text, open: new Map(), fixes: false }, cwd);
  const { out } = await smartpass(['lint', file, '--json'], { cwd });
  return { lint: shown(found(JSON.parse(out)), file), server: shown(findings, file) };
}

/** Whether the language server leaves a file to others: pages without tags, and YAML that is not smartpass's. */
export function isOthers(file: string, text: string): boolean {
  return isYamlFile(file) ? kindOf(text, file) === undefined : !/\{[{%#]/.test(text);
}

type Answer = {
  readonly findings?: readonly Finding[];
  readonly files?: readonly { readonly findings: readonly Finding[] }[];
};

function found({ findings = [], files = [] }: Answer): readonly Finding[] {
  return [...findings, ...files.flatMap((one) => one.findings)];
}

function shown(findings: readonly Finding[], about: string): readonly string[] {
  const lines = findings
    .filter(({ file }) => file === about)
    .map(({ code, severity, message, span }) =>
      [span?.start.line, span?.start.column, severity, code, message].join(' '),
    );
  return [...new Set(lines)].toSorted();
}
