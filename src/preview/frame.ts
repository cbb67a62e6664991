import { Lines, type Span } from '../diagnostics/index.ts';
import type { PreviewFrame } from './preview-data.ts';

const CONTEXT = 2;
const WIDTH = 160;
const LEAD = 50;

/** Where something is in a source: a span, or only a line, counted from 1. */
export type Place = { readonly span?: Span | undefined; readonly line?: number | undefined };

/**
 * The lines round a place with the place itself marked; undefined where there is no place, or it lies outside the source. Of
 * a span over several lines the first one is marked to its end.
 */
export function frameOf(
  source: string | Lines,
  file: string,
  { span, line }: Place,
): PreviewFrame | undefined {
  const marked = span?.start.line ?? line;
  if (marked === undefined) return undefined;
  const all = Lines.of(source);
  const text = all.line(marked);
  if (text === undefined) return undefined;
  const start = span === undefined ? 0 : Math.min(span.start.column - 1, text.length);
  const isOneLine = span !== undefined && span.end.line === marked;
  const end = span === undefined ? 0 : isOneLine ? span.end.column - 1 : text.length;
  const cut = Math.max(0, Math.min(start - LEAD, text.length - WIDTH));
  const first = Math.max(1, marked - CONTEXT);
  const last = Math.min(all.count, marked + CONTEXT);
  const lines = Array.from({ length: last - first + 1 }, (_, at) => ({
    number: first + at,
    text: cutText(all.line(first + at) ?? '', first + at === marked ? cut : 0),
  }));
  const shift = cut > 0 ? ELLIPSIS.length : 0;
  const length = Math.min(text.length - cut, WIDTH) + shift;
  const from = Math.min(start - cut + shift, length);
  const to = Math.min(Math.max(end, start) - cut + shift, length);
  return { file, marked, from, to, lines };
}

const ELLIPSIS = '…';

function cutText(whole: string, cut: number): string {
  const shown = whole.slice(cut, cut + WIDTH).replaceAll('\t', ' ');
  const after = whole.length > cut + WIDTH ? ELLIPSIS : '';
  return `${cut > 0 ? ELLIPSIS : ''}${shown}${after}`;
}
