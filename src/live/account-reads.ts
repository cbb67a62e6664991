import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { NAMES } from '../account/index.ts';
import type { PreviewPart } from './preview-message.ts';

/** What a preview request brings along; everything else of the account a preview takes from there. */
const GIVEN: ReadonlySet<string> = new Set(['UserAttribute', 'EventAttribute']);

/**
 * Warnings about what a message reads of the account that no request can bring along: product sets, Content APIs, tables, campaign
 * attributes. The account has its own, and the fixtures may hold others.
 */
export function accountReads(part: PreviewPart): readonly Finding[] {
  const compiled = part.compile();
  if (compiled instanceof FindingsError) return [];
  const { names } = compiled.analysis;
  return [...NAMES.keys()]
    .filter((name) => names.has(name) && !GIVEN.has(name))
    .map((name) => ({
      code: 'live/own-data',
      severity: 'warning',
      message: `the message reads ${name}, which the account has of its own: a difference may come from that data`,
      hint: 'put the same data into the fixtures of the campaign',
      file: part.file,
    }));
}
