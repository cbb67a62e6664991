import { didYouMean, type Edit, type Finding, type SourceMap } from '../diagnostics/index.ts';
import { normalised } from '../jinja/syntax/index.ts';
import {
  type Channel,
  contentBlocksNotFound,
  engineOf,
  checkAvailable,
  NAMES,
  type Profile,
  type ContentBlocks,
  type Failure,
} from '../account/index.ts';
import { editorCalls } from './content-api-calls.ts';

/**
 * What Jinja gets to read: the source as the editor saved it, content blocks put in, line breaks as Jinja reads them. `failures`
 * drop every user.
 */
export type Prepared = {
  readonly map: SourceMap;
  /** Whether Jinja reads what the source has, but for line breaks: no block was put in and no entity written. */
  readonly isAsWritten: boolean;
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
};

/** What decides about it. */
export type PrepareOptions = {
  readonly profile: Profile;
  readonly channel?: Channel | undefined;
  readonly contentBlocks?: ContentBlocks | undefined;
};

/** How the editor writes a content block into a text. MoEngage's pages show the result, not the source: an assumption. */
const BLOCK = /\{\{-?\s*ContentBlocks?(?:\.(\w+)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\])\s*-?\}\}/g;

const TAG = /\{\{[^]*?\}\}|\{%[^]*?%\}/g;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
]);

const GIVE_BLOCKS =
  'give a file that has it: content-blocks: of a campaign, --content-blocks of a command';

/** Blocks inside blocks are put in as deep as this. */
const DEPTH = 5;

/** A place where a text takes a content block, by the block's name. */
export type BlockUse = { readonly name: string; readonly from: number; readonly to: number };

/** The content blocks that a text takes, in order. */
export function blocksIn(text: string): readonly BlockUse[] {
  return Array.from(text.matchAll(BLOCK), (match) => {
    return { name: nameIn(match), from: match.index, to: match.index + match[0].length };
  });
}

/** Does to a template what MoEngage does before Jinja reads it. */
export function prepare(source: SourceMap, options: PrepareOptions): Prepared {
  const { profile } = options;
  const findings: Finding[] = [];
  const failures: Failure[] = [];
  const edits: Edit[] = [];
  for (const { name, from, to } of blocksIn(source.text)) {
    const text = expand(name, options, DEPTH, ({ finding, failure }) => {
      const span = source.spanOf(from, to);
      findings.push({ ...finding, span });
      if (failure !== undefined) failures.push({ ...failure, span, line: span.start.line });
    });
    edits.push({ from, to, text });
  }
  const calls = editorCalls(source);
  findings.push(...calls.findings);
  edits.push(...calls.edits);
  if (profile.editorEntities === 'escaped') edits.push(...entities(source.text, edits));
  const syntax = { version: engineOf(profile), keepTrailingNewline: true };
  const map = normalised(source.edited(edits), syntax);
  return { map, isAsWritten: edits.length === 0, findings, failures };
}

type Problem = { readonly finding: Finding; readonly failure?: Failure };

function nameIn(match: readonly (string | undefined)[]): string {
  return match[1] ?? match[2] ?? match[3] ?? '';
}

function expand(
  name: string,
  options: PrepareOptions,
  depth: number,
  report: (problem: Problem) => void,
): string {
  const { contentBlocks, channel } = options;
  const block = contentBlocks?.get(name);
  if (block === undefined) {
    const message = contentBlocksNotFound([name]);
    const hint = didYouMean(name, contentBlocks?.keys() ?? []) ?? GIVE_BLOCKS;
    const finding: Finding = { code: 'moengage/content-block', severity: 'error', message, hint };
    report({ finding, failure: { category: 'Content Block', name, message } });
    return '';
  }
  const spec = NAMES.get(block.kind === 'html' ? 'HTML content block' : 'content block');
  const wrong = spec && checkAvailable(spec, channel);
  if (wrong !== undefined) report({ finding: wrong });
  if (depth === 0) return block.content;
  return block.content.replaceAll(BLOCK, (...match: (string | undefined)[]) =>
    expand(nameIn(match.slice(0, 4)), options, depth - 1, report),
  );
}

/** Whether a rich-text editor would write entities somewhere in a text. */
export function hasEntities(source: string): boolean {
  return entities(source, []).length > 0;
}

/** Where a rich-text editor would write entities: inside tags, outside the blocks. */
function entities(source: string, blocks: readonly Edit[]): readonly Edit[] {
  const edits: Edit[] = [];
  let next = 0;
  for (const { 0: tag, index } of source.matchAll(TAG))
    for (const { 0: character, index: at } of tag.matchAll(/[<>&]/g)) {
      const from = index + at;
      while ((blocks[next]?.to ?? Infinity) <= from) next += 1;
      if (from < (blocks[next]?.from ?? Infinity))
        edits.push({ from, to: from + 1, text: ENTITIES.get(character) ?? character });
    }
  return edits;
}
