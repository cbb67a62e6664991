import { FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import { accountSourceBy } from '../account/index.ts';
import { blocksIn } from '../analysis/index.ts';
import type { PreviewPart } from './preview-message.ts';

/** What a preview request brings along; everything else of the account a preview takes from there. */
const GIVEN: ReadonlySet<string> = new Set(['UserAttribute', 'EventAttribute']);

/**
 * What is to be told of a part before its renders are compared: the errors of one that does not compile here, else a warning for all
 * that it reads of the account and no request can bring along, such as product sets, Content APIs, tables and content blocks.
 */
export function accountReads(part: PreviewPart): readonly Finding[] {
  const { file, source } = part;
  const compiled = part.compile();
  if (compiled instanceof FindingsError) return compiled.findings;
  const reads = compiled.attributes
    .filter(({ kind }) => !GIVEN.has(kind))
    .map(({ kind, name, spans: [span] }) =>
      ownData(`the ${accountSourceBy('name', kind)?.noun ?? kind} '${name}'`, file, span),
    );
  const blocks = blocksIn(source.text).map(({ name, from, to }) =>
    ownData(`the content block '${name}'`, file, source.spanOf(from, to)),
  );
  return [...blocks, ...reads];
}

function ownData(what: string, file: string, span: Span | undefined): Finding {
  return {
    code: 'live/own-data',
    severity: 'warning',
    message: `the message reads ${what}, which the account has of its own: a difference may come from that`,
    hint: 'give the campaign a fixture with the same data',
    file,
    ...(span && { span }),
  };
}
