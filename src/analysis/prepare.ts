import { didYouMean, spanOf, type Finding } from '../diagnostics/index.ts';
import { normalise } from '../jinja/syntax/index.ts';
import {
  type Channel,
  contentBlocksNotFound,
  checkAvailable,
  NAMES,
  type Profile,
  type ContentBlocks,
  type Failure,
} from '../account/index.ts';
import { Places, type Piece } from './place.ts';

/** What Jinja gets to read: the source as the editor saved it, content blocks put in. `failures` drop every user. */
export type Prepared = {
  readonly places: Places;
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

/** Blocks inside blocks are put in as deep as this. */
const DEPTH = 5;

type Edit = { readonly from: number; readonly to: number; readonly text: string };

/** Does to a template what MoEngage does before Jinja reads it. */
export function prepare(source: string, options: PrepareOptions): Prepared {
  const { profile } = options;
  const normal = normalise(source, { version: profile.jinja, keepTrailingNewline: true });
  const findings: Finding[] = [];
  const failures: Failure[] = [];
  const edits: Edit[] = [];
  for (const match of normal.matchAll(BLOCK)) {
    const from = match.index;
    const to = from + match[0].length;
    const text = expand(match, options, DEPTH, ({ finding, failure }) => {
      const span = spanOf(normal, from, to);
      findings.push({ ...finding, span });
      if (failure !== undefined) failures.push({ ...failure, span, line: span.start.line });
    });
    edits.push({ from, to, text });
  }
  if (profile.editorEntities === 'escaped') edits.push(...entities(normal, edits));
  return { places: placed(normal, edits), findings, failures };
}

type Problem = { readonly finding: Finding; readonly failure?: Failure };

function expand(
  match: RegExpMatchArray,
  { contentBlocks, channel }: PrepareOptions,
  depth: number,
  report: (problem: Problem) => void,
): string {
  const name = match[1] ?? match[2] ?? match[3] ?? '';
  const block = contentBlocks?.get(name);
  if (block === undefined) {
    const message = contentBlocksNotFound([name]);
    const hint = didYouMean(name, contentBlocks?.keys() ?? []);
    const finding: Finding = { code: 'moengage/content-block', severity: 'error', message };
    const failure: Failure = { category: 'Content Block', name, message };
    report({ finding: hint === undefined ? finding : { ...finding, hint }, failure });
    return '';
  }
  const spec = NAMES.get(block.kind === 'html' ? 'HTML content block' : 'content block');
  const wrong = spec && checkAvailable(spec, channel);
  if (wrong !== undefined) report({ finding: wrong });
  if (depth === 0) return block.content;
  return block.content.replaceAll(BLOCK, (...inner) =>
    expand(
      inner.slice(0, 4) as unknown as RegExpMatchArray,
      { contentBlocks, channel } as PrepareOptions,
      depth - 1,
      report,
    ),
  );
}

/** Where a rich-text editor would write entities: inside tags, outside the blocks. */
function entities(source: string, blocks: readonly Edit[]): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { 0: tag, index } of source.matchAll(TAG)) {
    if (blocks.some(({ from, to }) => from <= index && index < to)) continue;
    for (const { 0: character, index: at } of tag.matchAll(/[<>&]/g)) {
      const from = index + at;
      edits.push({ from, to: from + 1, text: ENTITIES.get(character) ?? character });
    }
  }
  return edits;
}

function placed(source: string, edits: readonly Edit[]): Places {
  if (edits.length === 0) return new Places(source);
  const pieces: Piece[] = [];
  let made = '';
  let at = 0;
  const add = (text: string, from: number, to: number): void => {
    if (text === '' && from === to) return;
    pieces.push({ start: made.length, end: made.length + text.length, from, to });
    made += text;
  };
  for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from)) {
    add(source.slice(at, from), at, from);
    add(text, from, to);
    at = to;
  }
  add(source.slice(at), at, source.length);
  return new Places(source, made, pieces);
}
