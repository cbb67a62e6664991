import type { Campaign } from '../campaign/index.ts';
import type { Finding, Lines, Secrets, Severity } from '../diagnostics/index.ts';
import type { Failure } from '../account/index.ts';
import { frameOf, type Place } from './frame.ts';
import type { PreviewFrame, PreviewNote, PreviewProblem } from './preview-data.ts';

/** A failure or a finding: a failure has a category, and is an error. */
export type Described = Place & {
  readonly category?: string;
  readonly name?: string;
  readonly message: string;
  readonly code?: string;
  readonly severity?: Severity;
  readonly hint?: string | undefined;
};

/** The lines of files by their paths, as findings name them, with secrets hidden. */
export type Sources = Pick<ReadonlyMap<string, Lines>, 'get'>;

/** A failure or finding as a page shows it, with the lines it is about where they are known. */
export function noteOf(about: Described, frame: PreviewFrame | undefined): PreviewNote {
  const { category, name, message, code, severity = 'error', hint } = about;
  return {
    severity,
    ...(category !== undefined && { category }),
    ...(name !== undefined && { name }),
    message,
    ...(code !== undefined && code !== '' && { code }),
    ...(hint !== undefined && { hint }),
    ...(frame && { frame }),
  };
}

/** A finding about a file, with its lines where the file's text is known. */
export function fileNote(finding: Finding, sources: Sources): PreviewNote {
  const { file } = finding;
  const source = file === undefined ? undefined : sources.get(file);
  const frame =
    file === undefined || source === undefined ? undefined : frameOf(source, file, finding);
  const message = file === undefined || frame ? finding.message : `${file}: ${finding.message}`;
  return noteOf({ ...finding, message }, frame);
}

/** Why there is no newer preview, out of the findings that stopped it. Neither they nor the lines of `files` show a secret. */
export function problemOf(
  findings: readonly Finding[],
  files: ReadonlyMap<string, string>,
  secrets: Secrets,
): PreviewProblem {
  const sources = secrets.hideInSources(files);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const count = errors === 1 ? 'an error' : `${errors} errors`;
  return {
    title: `Not rendered: ${count}. Below is the last preview that was made without.`,
    notes: secrets.hideIn(findings).map((finding) => fileNote(finding, sources)),
  };
}

/** The lines that a failure is about: of the field map where the map drops the user for that reason, else of the template. */
export function failureFrame(
  failure: Failure,
  campaign: Pick<Campaign, 'template' | 'map'>,
  sources: Sources,
): PreviewFrame | undefined {
  const file = failure.file ?? campaign.template.file;
  return dropFrame(failure, campaign, sources) ?? frameOf(sources.get(file) ?? '', file, failure);
}

function dropFrame(
  { message }: Failure,
  { map }: Pick<Campaign, 'map'>,
  sources: Sources,
): PreviewFrame | undefined {
  const source = map && sources.get(map.file);
  const field = map?.fields.find(
    ({ missing }) => missing.kind === 'drop' && missing.reason === message,
  );
  if (map === undefined || source === undefined || field === undefined) return undefined;
  const { start } = field.span;
  const end = { line: start.line, column: Number.MAX_SAFE_INTEGER };
  return frameOf(source, map.file, { span: { start, end } });
}
