import { relative } from 'node:path';
import { isYamlFile, kindOf } from '../account/index.ts';
import { FindingsError, Secrets } from '../diagnostics/index.ts';
import type { LintFinding } from '../lint/index.ts';
import type { Judgement, JudgeJob } from '../lsp/index.ts';
import { Arguments } from './command.ts';
import { judgeTarget } from './lint-target.ts';
import { lintTargets } from './lint-targets.ts';
import { isToBeJudged } from './judged-files.ts';
import { OverlayFiles } from './overlay-files.ts';

/**
 * Judges a document of an editor as `smartpass lint` does, within the folder `root`: a template with the campaigns that name it,
 * a campaign file, a field map, a configuration, a fixture user. `secrets` learns what the files hold. Everything that is wrong is in the answer.
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

/** What `lint` says of a document; nothing of a YAML file that is another program's, nor of a page without tags of any kind. */
async function findingsOf(
  { file, text, fixes }: Document,
  files: OverlayFiles,
): Promise<readonly LintFinding[]> {
  const kind = kindOf(text, file);
  if (isYamlFile(file) ? kind === undefined || kind === 'package' : !isToBeJudged(file, text))
    return [];
  const targets = await lintTargets(new Arguments({ files: [file] }), { files });
  const found = targets.flatMap((target) =>
    // What is wrong inside the templates of a campaign is shown in these.
    target.file === file ? judgeTarget(target, fixes).findings : target.findings,
  );
  return [...new Map(found.map((finding) => [keyOf(finding), finding])).values()];
}

/** What tells a finding from the others: two campaigns may name one template. */
function keyOf({ code, file, span, message }: LintFinding): string {
  return JSON.stringify([code, file, span, message]);
}
