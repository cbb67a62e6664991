import type { Campaign } from '../campaign/index.ts';
import type { Finding, Severity } from '../diagnostics/index.ts';
import { frameOf, type Place } from './frame.ts';
import type { PreviewFrame, PreviewNote, PreviewProblem } from './preview-data.ts';

/** A failure or a finding: a failure has a category, and is an error. */
export type Described = Place & {
  readonly category?: string;
  readonly name?: string;
  readonly message: string;
  readonly code?: string;
  readonly severity?: Severity;
  readonly hint?: string;
};

/** The texts of files by their paths, as findings name them. */
export type Sources = ReadonlyMap<string, string>;

/** A failure or finding as a page shows it, with the lines it is about where they are known. */
export function noteOf(about: Described, frame: PreviewFrame | undefined): PreviewNote {
  const { category, name, message, code, severity = 'error', hint } = about;
  return {
    severity,
    ...(category !== undefined && { category }),
    ...(name !== undefined && { name }),
    message,
    ...(code !== undefined && { code }),
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

/** Why there is no newer preview, out of the findings that stopped it. */
export function problemOf(findings: readonly Finding[], sources: Sources): PreviewProblem {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const count = errors === 1 ? 'an error' : `${errors} errors`;
  return {
    title: `Not rendered: ${count}. Below is the last preview that was made without.`,
    notes: findings.map((finding) => fileNote(finding, sources)),
  };
}

/**
 * The lines of a place in the message that is rendered. The snippet stands in it where the template has its marker: a line
 * outside the snippet is shown as the template's own, with its number there.
 */
export function messageFrame(
  { span, line }: Place,
  { message, template }: Pick<Campaign, 'message' | 'template'>,
): PreviewFrame | undefined {
  const { file, source } = template;
  const at = span?.start.line ?? line;
  if (at === undefined) return undefined;
  const made = message.split('\n');
  const own = source.split('\n');
  let head = 0;
  while (head < own.length && own[head] === made[head]) head += 1;
  let tail = 0;
  while (tail < own.length - head && own.at(-1 - tail) === made.at(-1 - tail)) tail += 1;
  if (at <= head) return frameOf(source, file, { span, line });
  if (at <= made.length - tail)
    return frameOf(message, source === message ? file : `${file} with its snippet`, { span, line });
  const shift = own.length - made.length;
  const moved = span && {
    start: { ...span.start, line: span.start.line + shift },
    end: { ...span.end, line: span.end.line + shift },
  };
  return frameOf(source, file, { span: moved, line: at + shift });
}
