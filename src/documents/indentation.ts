import type { YAMLError } from 'yaml';
import type { Lines } from '../diagnostics/index.ts';
import type { Range } from './tree.ts';

/** What is wrong, in a sentence, what to do about it, and where it is unless it is where YAML says. */
export type Told = readonly [message: string, hint?: string, at?: Range];

/** Where a line may begin: beside a key or list item above it. */
type Level = { readonly indent: number; readonly isItem: boolean; readonly name: string };

/**
 * What is wrong where an error of YAML is only about how far a line is indented: the line, and beside what above it that line
 * would fit. `next` is the error that YAML reports after it. Undefined where indentation is not what is wrong.
 */
export function wrongIndent(
  error: YAMLError,
  next: YAMLError | undefined,
  lines: Lines,
): Told | undefined {
  const line = misplacedLine(error, next, lines);
  if (line === undefined) return undefined;
  const written = lineAt(lines, line);
  const indent = indentOf(written);
  const levels = levelsAbove(lines, line, /^ *-(?: |$)/.test(written));
  if (levels.length === 0 || levels.some((level) => level.indent === indent)) return undefined;
  const start = lines.starts[line - 1] ?? 0;
  return [
    `the indentation of ${spaces(indent)} fits nothing above it`,
    hintOf(levels),
    [start + indent, start + written.length],
  ];
}

function hintOf([first, second]: readonly Level[]): string {
  const by = first?.indent ?? 0;
  const begin = by === 0 ? 'do not indent it' : `indent it by ${spaces(by)}`;
  if (second === undefined) return `${begin}, as ${first?.name ?? 'the line above'}`;
  const other = second.indent === 0 ? 'not at all' : `by ${spaces(second.indent)}`;
  return `${begin}, as ${first?.name ?? ''}, or ${other}, as ${second.name}`;
}

/** The number of the line that begins where YAML expects none. */
function misplacedLine(
  { code, pos, message }: YAMLError,
  next: YAMLError | undefined,
  lines: Lines,
): number | undefined {
  const { line, column } = lines.positionAt(pos[0]);
  const isFirst = column - 1 <= indentOf(lineAt(lines, line));
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'MULTILINE_IMPLICIT_KEY')
    return isFirst && MISPLACED.test(message) ? line : undefined;
  if (message.includes('block sequence')) return line;
  // A value that seems to go on below is followed by a key that is indented too far.
  const end = next?.pos[0] === pos[0] ? next.pos[1] : pos[1];
  const last = lines.positionAt(end).line;
  return last > line && !isFirst ? last : undefined;
}

const MISPLACED = /same column|without - indicator|at node end/;

/** Beside what a line may be: the keys or list items above it, the nearest first, each further out than the one before. */
function levelsAbove(lines: Lines, line: number, isItem: boolean): readonly Level[] {
  const found: Level[] = [];
  let inner = Infinity;
  for (let above = line - 1; above > 0 && inner > 0; above -= 1) {
    const written = lineAt(lines, above);
    const indent = indentOf(written);
    if (written === '' || indent >= inner) continue;
    found.push(...levelsOf(written).filter((level) => level.isItem === isItem));
    inner = indent;
  }
  return found;
}

/** The key of a line and the list items that it begins, the key first. */
function levelsOf(written: string): readonly Level[] {
  const [, lead = '', dashes = '', key] =
    /^( *)((?:- +)*)(?:("[^"]*"|'[^']*'|[^\s#:][^#:]*?) *:(?: .*)?)?/.exec(written) ?? [];
  const items = [...dashes.matchAll(/-/g)].map(({ index }) => ({
    indent: lead.length + index,
    isItem: true,
    name: 'the list item',
  }));
  if (key === undefined) return items.reverse();
  const indent = lead.length + dashes.length;
  return [{ indent, isItem: false, name: `'${key}'` }, ...items.reverse()];
}

function lineAt(lines: Lines, line: number): string {
  return lines.text.slice(lines.starts[line - 1], lines.starts[line]).trimEnd();
}

function indentOf(written: string): number {
  return written.search(/[^ ]|$/);
}

function spaces(count: number): string {
  return count === 1 ? '1 space' : `${count} spaces`;
}
