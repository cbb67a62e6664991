import type { Analysis } from '../../analysis/index.ts';
import type { Edit } from '../../diagnostics/index.ts';
import type { Token } from '../../jinja/index.ts';
import { Spacing } from './spacing.ts';

const BEGINS: ReadonlySet<string> = new Set(['block_begin', 'variable_begin']);
const ENDS: ReadonlySet<string> = new Set(['block_end', 'variable_end']);

/** Tokens that would be a part of the mark before them. */
const GLUED: ReadonlySet<string> = new Set(['add', 'lbrace', 'sub']);

/** What takes the place of white space in tags, and of that which `-` drops around them; offsets are those of the text that Jinja reads. */
export function spacingEdits({ tokens, map, links }: Analysis): readonly Edit[] {
  const { text } = map;
  const edits: Edit[] = [];
  const replace = (from: number, to: number, by: string): void => {
    if (text.slice(from, to) === by) return;
    // White space alone, and only what is written in the file.
    if (text.slice(from, to).trim() === '' && isOwn(from, to)) edits.push({ from, to, text: by });
  };
  const isOwn = (from: number, to: number): boolean =>
    map.isVerbatim(Math.max(0, from - 1), Math.min(text.length, to + 1));
  const inLink = ({ start }: Token): boolean =>
    links.some(([from, to]) => from <= start && start < to);
  let spacing: Spacing | undefined;
  let isInLink = false;
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    if (BEGINS.has(token.kind)) {
      if (text.slice(token.start, token.end).endsWith('-'))
        shorten(before?.end ?? 0, token.start, text, replace);
      isInLink = inLink(token);
      spacing = undefined;
    } else if (before !== undefined && BEGINS.has(before.kind)) {
      spacing = new Spacing();
      spacing.next(token);
      replaceInLine(
        before.end,
        token.start,
        isInLink && !GLUED.has(token.kind) ? '' : ' ',
        text,
        replace,
      );
    } else if (before !== undefined && ENDS.has(token.kind)) {
      replaceInLine(
        before.end,
        token.start,
        isInLink && before.kind !== 'rbrace' ? '' : ' ',
        text,
        replace,
      );
      spacing = undefined;
    } else if (before !== undefined && spacing !== undefined) {
      const wanted = spacing.next(token);
      if (wanted !== undefined && !isInLink)
        replaceInLine(before.end, token.start, wanted, text, replace);
    }
    if (ENDS.has(token.kind)) dropped(token, text, replace);
  });
  return edits;
}

type Replace = (from: number, to: number, by: string) => void;

/** White space within a line; a line break stays with what is after it, and has no spaces before it. */
function replaceInLine(from: number, to: number, by: string, text: string, replace: Replace): void {
  const gap = text.slice(from, to);
  const lineBreak = gap.lastIndexOf('\n');
  if (lineBreak < 0) replace(from, to, by);
  else replace(from, to, gap.slice(0, lineBreak).replaceAll(/[^\n]/g, '') + gap.slice(lineBreak));
}

/** The white space that `-%}` drops. */
function dropped({ start, end }: Token, text: string, replace: Replace): void {
  const close = /^-(?:%\}|\}\})/.exec(text.slice(start, end))?.[0];
  if (close !== undefined) shorten(start + close.length, end, text, replace);
}

/** White space that is dropped: no spaces at the ends of lines, at most one empty line. */
function shorten(from: number, to: number, text: string, replace: Replace): void {
  const gap = text.slice(from, to);
  if (!gap.includes('\n')) return;
  replace(from, to, gap.replaceAll(/[^\S\n]+(?=\n)/g, '').replaceAll(/\n{3,}/g, '\n\n'));
}
