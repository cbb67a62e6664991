import type { Span } from '../diagnostics/index.ts';

/**
 * One thing that is not as a test expects: a message of one or more lines, the place in the campaign file that expects it,
 * and, where a comparison says more, both sides as plain data (fields of payloads, never base64).
 */
export type Problem = {
  readonly message: string;
  readonly span: Span;
  readonly compared?: { readonly expected: unknown; readonly actual: unknown };
};
