import type { Finding, Severity, Span } from './finding.ts';
import { printable, printableLines } from './printable.ts';
import { Lines } from './text.ts';

/** Paints a piece of text; `plain` leaves it as it is. The command line hands in colours where the terminal has them. */
export type Paint = {
  readonly error: Painter;
  readonly warning: Painter;
  readonly dim: Painter;
  readonly strong: Painter;
};
type Painter = (text: string) => string;

const same: Painter = (text) => text;

/** No colours: for logs, files and tests. */
export const plain: Paint = { error: same, warning: same, dim: same, strong: same };

const LABELS: Readonly<Record<Severity, (paint: Paint) => string>> = {
  error: (paint) => paint.error('error'),
  warning: (paint) => paint.warning('warning'),
  note: (paint) => paint.dim('note'),
};

const CONTEXT = 1;
const WIDTH = 110;

/**
 * The lines round a span with a caret line under its first line, as compilers draw them. Long lines are cut round the
 * caret; tabs become one space so that the caret is at its place, and nothing acts on a terminal. A span outside the source gives
 * an empty string. Anyone who draws several frames of one file makes one `Lines` for them.
 */
export function drawFrame(source: string | Lines, span: Span, paint: Paint = plain): string {
  const lines = Lines.of(source);
  const { line, column } = span.start;
  const text = lines.line(line);
  if (text === undefined) return '';
  const endColumn =
    span.end.line === line ? Math.max(span.end.column, column + 1) : text.length + 1;
  const from = Math.max(0, Math.min(column - 1 - 30, text.length - WIDTH));
  const margin = String(line + CONTEXT).length;
  const drawn: string[] = [];
  for (
    let number = Math.max(1, line - CONTEXT);
    number <= Math.min(lines.count, line + CONTEXT);
    number += 1
  ) {
    const shown = printableLines((lines.line(number) ?? '').slice(from, from + WIDTH));
    const marker = number === line ? '>' : ' ';
    const place = paint.dim(`${marker} ${String(number).padStart(margin)} |`);
    drawn.push(`${place} ${shown.replaceAll('\t', ' ')}`.trimEnd());
    if (number === line) {
      const width = Math.max(1, Math.min(endColumn, from + WIDTH + 1) - column);
      drawn.push(
        `${paint.dim(`  ${' '.repeat(margin)} |`)} ${' '.repeat(column - 1 - from)}${paint.error('^'.repeat(width))}`,
      );
    }
  }
  return drawn.join('\n');
}

/**
 * One finding as text: `file:line:column  severity  message  [code]`, the frame (where the source is known) and the hint. Nothing
 * in it acts on a terminal.
 */
export function drawFinding(
  finding: Finding,
  source?: string | Lines,
  paint: Paint = plain,
): string {
  const { file, span } = finding;
  const place = [file && printable(file), span && `${span.start.line}:${span.start.column}`]
    .filter(Boolean)
    .join(':');
  const label = LABELS[finding.severity](paint);
  const head = `${place === '' ? '' : `${paint.strong(place)}: `}${label}: ${printable(finding.message)} ${paint.dim(`[${finding.code}]`)}`;
  const frame = source !== undefined && span !== undefined ? drawFrame(source, span, paint) : '';
  const hint = finding.hint === undefined ? '' : `  hint: ${printable(finding.hint)}`;
  return [head, frame, hint].filter((part) => part !== '').join('\n');
}
