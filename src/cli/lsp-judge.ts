import { relative } from 'node:path';
import { compile, readFieldMap } from '../compiler/index.ts';
import { readProfile } from '../account/index.ts';
import { FindingsError, Secrets, type Finding } from '../diagnostics/index.ts';
import { lint, type LintFinding } from '../lint/index.ts';
import { campaignOf, yamlKind, type Judgement, type JudgeJob } from '../lsp/index.ts';
import { Arguments } from './command.ts';
import { lintTargets } from './lint-targets.ts';
import { nodeCrypto } from './node-crypto.ts';
import { OverlayFiles } from './overlay-files.ts';

/** What marks a text as a template: others are only pages. */
const TAG = /\{\{|\{%|\{#/;

/**
 * Judges a document of an editor as `smartpass lint` does, within the folder `root`: a template with its campaign where one names it,
 * a campaign file, a field map, a configuration. `secrets` learns what the files hold. Everything that is wrong is in the answer.
 */
export async function judgeDocument(
  { path, text, open, fixes }: JudgeJob,
  root: string,
  secrets: Secrets = new Secrets(),
): Promise<Judgement> {
  const files = new OverlayFiles(root, new Map([...open, [path, text]]), secrets);
  const file = relative(root, path).replaceAll('\\', '/');
  const found = await findingsOf({ file, text, fixes }, files).catch((error: unknown) => {
    if (error instanceof FindingsError) return error.findings;
    throw error;
  });
  return { file, findings: secrets.hideIn(found) };
}

type Document = Pick<JudgeJob, 'text' | 'fixes'> & { readonly file: string };

async function findingsOf(
  document: Document,
  files: OverlayFiles,
): Promise<readonly LintFinding[]> {
  const { file, text } = document;
  const kind = yamlKind(file, text);
  if (kind === 'map') return ofMap(text, file, files.secrets);
  if (kind === 'config') return readProfile(text, file).findings;
  if (kind === undefined && (/\.(?:ya?ml|json)$/i.test(file) || !TAG.test(text))) return [];
  const campaign = kind === 'campaign' ? file : await campaignOf(file, files);
  const targets = await lintTargets(new Arguments({ files: [campaign ?? file] }), { files });
  return targets.flatMap((target) => {
    if (target.file !== file) return kind === 'campaign' ? target.findings : [];
    const judged = lint(
      target.source,
      { ...target, hashes: nodeCrypto },
      { fixes: document.fixes },
    );
    return [...target.findings, ...judged.findings];
  });
}

function ofMap(text: string, file: string, secrets: Secrets): readonly Finding[] {
  const { map, findings } = readFieldMap(text, file, { secrets });
  if (map === undefined) return findings;
  const compiled = compile(map, { channel: 'email' });
  return [...findings, ...compiled.findings.filter((finding) => !findings.includes(finding))];
}
