import { Dict, str, type Value } from '../jinja/index.ts';
import { recordedAnswers, type ContentApiResolver } from '../emulator/index.ts';
import {
  CONTENT_API_FAILURES,
  TRIGGERS,
  type AuxTable,
  type ContentApiFailure,
  type ContentApiRecord,
  type ContentBlock,
  type ContentBlocks,
  type TriggerKind,
} from '../account/index.ts';
import { InvalidCaseError, type RenderCase } from './cases.ts';

const FAILURES: ReadonlySet<Value> = new Set(CONTENT_API_FAILURES);

/** What started the campaign of a case: `trigger` of its `campaign`, a kind or `{"event": NAME}`; undefined where it says nothing. */
export function triggerOf({ campaign, id }: RenderCase): TriggerKind | undefined {
  const written = campaign?.getString('trigger');
  if (written === undefined || written === null) return undefined;
  const kind = written instanceof Dict ? [...written.keys()][0] : written;
  if (TRIGGERS.has(kind as TriggerKind)) return kind as TriggerKind;
  throw new InvalidCaseError(
    `"trigger" of the campaign is one of ${[...TRIGGERS.keys()].join(', ')}`,
    id,
  );
}

/** The campaign attributes of a case: what `campaign` holds beside its trigger. */
export function campaignOf({ campaign }: RenderCase): Dict | undefined {
  if (campaign === undefined) return undefined;
  const rest = [...campaign.entries()].filter(([key]) => key !== 'trigger');
  return rest.length === 0 ? undefined : Dict.of(rest);
}

/**
 * The Content API of a case: `ContentApi` of its context, a mapping from the API's name to its answer, or to a list of
 * `{params?, answer}` or `{params?, failure}`.
 */
export function contentApiOf({ context, id }: RenderCase): ContentApiResolver {
  const apis = dictIn(context, 'ContentApi', id);
  const records = new Map<string, readonly ContentApiRecord[]>();
  for (const [name, written] of apis?.entries() ?? []) records.set(str(name), recordsOf(written));
  return recordedAnswers(records);
}

function recordsOf(written: Value): readonly ContentApiRecord[] {
  if (!Array.isArray(written) || written.length === 0 || !written.every(isRecord))
    return [{ answer: written }];
  return written.map((item) => {
    const [params, answer, failure] = ['params', 'answer', 'failure'].map((key) => item.get(key));
    return {
      ...(params instanceof Dict && { params }),
      ...(FAILURES.has(failure ?? null)
        ? { failure: failure as ContentApiFailure }
        : { answer: answer ?? null }),
    };
  });
}

function isRecord(item: Value): item is Dict {
  return item instanceof Dict && (item.has('answer') || item.has('failure'));
}

/** The auxiliary tables of a case: `getAuxData` of its context, a mapping from file to a mapping from key to row. */
export function auxTablesOf({ context, id }: RenderCase): ReadonlyMap<string, AuxTable> {
  const tables = new Map<string, AuxTable>();
  for (const [file, written] of dictIn(context, 'getAuxData', id)?.entries() ?? []) {
    if (!(written instanceof Dict))
      throw new InvalidCaseError(`a table of "getAuxData" is an object`, id);
    const rows = new Map<string, Dict>();
    for (const [key, row] of written.entries()) if (row instanceof Dict) rows.set(str(key), row);
    tables.set(str(file), { file: str(file), key: '', columns: [], rows });
  }
  return tables;
}

/** The content blocks of a case: `ContentBlock` of its context, a mapping from name to text or `{html}`. */
export function contentBlocksOf({ context, id }: RenderCase): ContentBlocks {
  const blocks = new Map<string, ContentBlock>();
  for (const [name, written] of dictIn(context, 'ContentBlock', id)?.entries() ?? []) {
    const html = written instanceof Dict ? written.getString('html') : undefined;
    const content = html ?? (written instanceof Dict ? written.getString('text') : written);
    if (typeof content !== 'string')
      throw new InvalidCaseError(
        'a block of "ContentBlock" is text, {"text": …} or {"html": …}',
        id,
      );
    blocks.set(str(name), { kind: html === undefined ? 'text' : 'html', content });
  }
  return blocks;
}

function dictIn(context: Dict, name: string, id: string): Dict | undefined {
  const value = context.getString(name) ?? null;
  if (value === null) return undefined;
  if (value instanceof Dict) return value;
  throw new InvalidCaseError(`"${name}" in the context is an object`, id);
}
