import { resolve } from 'node:path';
import { drawFrame, type Finding, type Position } from '../../diagnostics/index.ts';
import type { Problem } from '../problem.ts';

/**
 * An error whose stack is a place in a file that people wrote, so that every reporter of vitest shows that place: `file` is
 * an absolute path. `expected` and `actual` are what vitest draws a diff of.
 */
export class PlacedError extends Error {
  override readonly name = 'AssertionError';
  declare readonly expected?: unknown;
  declare readonly actual?: unknown;
  declare readonly showDiff?: boolean;

  constructor(
    message: string,
    places: readonly { readonly file: string; readonly position: Position }[],
    compared?: Problem['compared'],
  ) {
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

/** The error of a case: its problems in one message, at the place of the first. */
export function errorOf(problems: readonly Problem[], file: string): PlacedError {
  const message = problems.map((problem) => problem.message).join('\n');
  const places = problems.slice(0, 1).map(({ span }) => ({ file, position: span.start }));
  const compared = problems.find((problem) => problem.compared !== undefined)?.compared;
  return new PlacedError(message, places, compared);
}

/** The error of a campaign that cannot be read: every finding with its place and lines. */
export function errorOfFindings(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  root: string,
): PlacedError {
  const message = findings
    .map(({ message: said, hint, file, span }, index) => {
      const place = [file, span && `${span.start.line}:${span.start.column}`].filter(Boolean);
      const source = sources.get(file ?? '');
      // Vitest draws the lines of the first place itself.
      const isDrawn = index > 0 && source !== undefined && span !== undefined;
      const frame = isDrawn ? `\n${drawFrame(source, span)}` : '';
      return `${place.join(':')}: ${said}${hint === undefined ? '' : ` (${hint})`}${frame}`;
    })
    .join('\n');
  const places = findings.flatMap(({ file, span }) =>
    file === undefined
      ? []
      : [{ file: resolve(root, file), position: span?.start ?? { line: 1, column: 1 } }],
  );
  return new PlacedError(message, places.slice(0, 1));
}
