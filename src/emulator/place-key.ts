import type { Span } from '../diagnostics/index.ts';

/** A span as a key. */
export function placeOf({ start, end }: Span): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}
