import { resolve } from 'node:path';
import {
  drawFrame,
  type Finding,
  type Position,
  type Secrets,
  type Span,
} from '../../diagnostics/index.ts';
import type { Problem } from '../problem.ts';

/** A place in a file, by its absolute path. */
type PlaceInFile = { readonly file: string; readonly position: Position };

/**
 * An error whose stack is a place in a file that people wrote, so that every reporter of vitest shows that place. `expected` and
 * `actual` are what vitest draws a diff of.
 */
export class PlacedError extends Error {
  override readonly name = 'AssertionError';
  declare readonly expected?: unknown;
  declare readonly actual?: unknown;
  declare readonly showDiff?: boolean;

  constructor(message: string, places: readonly PlaceInFile[], compared?: Problem['compared']) {
    super(message);
    const frames = places.map(
      ({ file, position }) => `    at ${file}:${position.line}:${position.column}`,
    );
    this.stack = [`AssertionError: ${message}`, ...frames].join('\n');
    if (compared === undefined) this.showDiff = false;
    else {
      this.expected = compared.expected;
      this.actual = compared.actual;
    }
  }
}

/** A file that people wrote: its absolute path, its text where that is known, and the secrets that may be in it. */
export type PlacedFile = {
  readonly path: string;
  readonly source: string | undefined;
  readonly secrets: Secrets;
};

/**
 * An error at a place of a file. Vitest draws the lines as the file has them: where these may hold a secret, the place and its
 * lines are in the message instead.
 */
export function errorAt(
  message: string,
  { path, source = '', secrets }: PlacedFile,
  { span, compared }: { readonly span: Span; readonly compared?: Problem['compared'] },
): PlacedError {
  const shown = secrets.hideInSource(source);
  const { start } = span;
  if (shown === source)
    return new PlacedError(message, [{ file: path, position: start }], compared);
  // Vitest takes a line that begins with `at` for a place of the stack.
  const place = `in ${path}:${start.line}:${start.column}`;
  return new PlacedError([message, place, drawFrame(shown, span)].join('\n'), [], compared);
}

/** The error of a case: its problems in one message, at the place of the first. */
export function errorOf(problems: readonly [Problem, ...Problem[]], file: PlacedFile): PlacedError {
  const message = problems.map((problem) => problem.message).join('\n');
  const compared = problems.find((problem) => problem.compared !== undefined)?.compared;
  const { span } = problems[0];
  return errorAt(message, file, { span, ...(compared && { compared }) });
}

/** The error of a campaign that cannot be read: every finding with its place and lines. */
export function errorOfFindings(
  findings: readonly Finding[],
  files: { readonly sources: ReadonlyMap<string, string>; readonly secrets: Secrets },
  root: string,
): PlacedError {
  const { secrets } = files;
  const sources = secrets.hideInSources(files.sources);
  const first = findings.find(({ file }) => file !== undefined);
  const message = findings
    .map((finding) => {
      const { message: said, hint, file, span } = secrets.hideIn(finding);
      const place = [file, span && `${span.start.line}:${span.start.column}`].filter(Boolean);
      const source = sources.get(finding.file ?? '');
      // The lines of the first place are drawn by themselves.
      const isDrawn = finding !== first && source !== undefined && span !== undefined;
      const frame = isDrawn ? `\n${drawFrame(source, span)}` : '';
      return `${place.join(':')}: ${said}${hint === undefined ? '' : ` (${hint})`}${frame}`;
    })
    .join('\n');
  if (first?.file === undefined) return new PlacedError(message, []);
  const start = { line: 1, column: 1 };
  const { file, span = { start, end: start } } = first;
  const source = files.sources.get(file);
  return errorAt(message, { path: resolve(root, file), source, secrets }, { span });
}
