import { TAG_DOCS } from '../account/index.ts';
import { ast, type Token } from '../jinja/index.ts';
import type { DocumentSymbol, FoldingRange, SymbolKind } from 'vscode-languageserver-protocol';
import { shortened } from './completion.ts';
import { type TemplateText, wordOf } from './template-text.ts';

const KINDS = {
  module: 2,
  function: 12,
  variable: 13,
  event: 24,
  operator: 25,
  array: 18,
} as const;

/** Statements that are in the outline, with their kinds. */
const SHOWN: ReadonlyMap<ast.Kind, SymbolKind> = new Map<ast.Kind, SymbolKind>([
  ['For', KINDS.array],
  ['If', KINDS.operator],
  ['Macro', KINDS.function],
  ['CallBlock', KINDS.function],
  ['FilterBlock', KINDS.function],
  ['With', KINDS.module],
  ['Block', KINDS.module],
  ['Autoescape', KINDS.module],
  ['Assign', KINDS.variable],
  ['AssignBlock', KINDS.variable],
  ['ExtensionTag', KINDS.event],
]);

/** The statements of a template, each with those inside it; none where it does not parse. */
export function outlineOf(template: TemplateText): readonly DocumentSymbol[] {
  const { tree } = template;
  return tree === undefined ? [] : symbolsIn(tree.root, template, endsOf(template));
}

function symbolsIn(
  node: ast.Node,
  template: TemplateText,
  ends: ReadonlyMap<number, number>,
): DocumentSymbol[] {
  return ast.children(node).flatMap((child) => {
    const kind = SHOWN.get(child.typename);
    if (kind === undefined) return symbolsIn(child, template, ends);
    const start = template.offsetInFile(child.start);
    const selectionRange = template.rangeOfNode(child);
    const end = ends.get(start);
    const range = end === undefined ? selectionRange : template.rangeOf(start, end);
    const children = symbolsIn(child, template, ends);
    return [{ name: nameOf(child, template), kind, range, selectionRange, children }];
  });
}

/** Where each tag with a body ends, by where it begins. */
function endsOf({ tokens }: TemplateText): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ kind, start }, at) => {
    if (kind !== 'block_begin') return;
    const name = wordOf(tokens[at + 1]);
    if (!name.startsWith('end')) {
      const isBlockSet = name === 'set' && !isAssignment(tokens, at);
      if (isBlockSet || typeof TAG_DOCS.get(name)?.end === 'string') open.push(start);
      return;
    }
    const begin = open.pop();
    const last = tokens.slice(at).find((token) => token.kind === 'block_end');
    if (begin !== undefined && last !== undefined) ends.set(begin, last.end);
  });
  return ends;
}

/** A statement as its tag has it. */
function nameOf({ start, end }: ast.Node, template: TemplateText): string {
  const text = template.text.slice(template.offsetInFile(start), template.offsetInFile(end));
  const tag = /^\{%[-+]?\s*([^]*?)\s*[-+]?%\}/.exec(text)?.[1] ?? text;
  return shortened(tag.replaceAll(/\s+/g, ' ')) || 'tag';
}

/** Bodies of tags and comments that take several lines. A template that does not parse is folded as far as its tags match. */
export function foldsOf(template: TemplateText): readonly FoldingRange[] {
  const { tokens, lines } = template;
  const folds: FoldingRange[] = [];
  const lineOf = (offset: number): number => lines.positionAt(offset).line - 1;
  const add = (startLine: number, endLine: number, kind?: 'comment'): void => {
    if (endLine > startLine) folds.push({ startLine, endLine, ...(kind && { kind }) });
  };
  const open: { readonly name: string; readonly line: number }[] = [];
  const close = (offset: number): void => {
    const tag = open.pop();
    if (tag !== undefined) add(tag.line, lineOf(offset) - 1);
  };
  tokens.forEach(({ kind, start, end }, at) => {
    if (kind === 'comment_begin')
      add(lineOf(start), lineOf(tokens[at + 2]?.start ?? end), 'comment');
    if (kind === 'raw_begin') open.push({ name: 'raw', line: lineOf(start) });
    if (kind === 'raw_end') close(start);
    if (kind !== 'block_begin') return;
    const name = wordOf(tokens[at + 1]);
    const isInner = name === 'else' || name === 'elif';
    if (name.startsWith('end') || isInner) close(start);
    const isBlockSet = name === 'set' && !isAssignment(tokens, at);
    if (isInner || isBlockSet || typeof TAG_DOCS.get(name)?.end === 'string')
      open.push({ name, line: lineOf(start) });
  });
  return folds;
}

/** Whether a tag set has its value in it: else its body is the value. */
function isAssignment(tokens: readonly Token[], at: number): boolean {
  for (const { kind } of tokens.slice(at, at + 20)) {
    if (kind === 'assign') return true;
    if (kind === 'block_end') return false;
  }
  return true;
}
