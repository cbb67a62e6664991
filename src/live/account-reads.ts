import { FindingsError, type Finding } from '../diagnostics/index.ts';
import type { PreviewPart } from './preview-message.ts';

/** What a preview request brings along; everything else of the account a preview takes from there. */
const GIVEN: ReadonlySet<string> = new Set(['UserAttribute', 'EventAttribute']);

/**
 * What is to be told of a part before its renders are compared: the errors of one that does not compile here, else a warning for all
 * that it reads of the account and no request can bring along, such as product sets, Content APIs and tables.
 */
export function accountReads(part: PreviewPart): readonly Finding[] {
  const compiled = part.compile();
  if (compiled instanceof FindingsError) return compiled.findings;
  return compiled.attributes
    .filter(({ kind }) => !GIVEN.has(kind))
    .map(({ kind, name, spans: [span] }) => ({
      code: 'live/own-data',
      severity: 'warning',
      message: `the message reads ${kind} '${name}', which the account has of its own: a difference may come from that data`,
      hint: 'put the same data into the fixtures of the campaign',
      file: part.file,
      ...(span && { span }),
    }));
}
