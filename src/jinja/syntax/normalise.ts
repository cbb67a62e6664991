import type { SourceMap } from '../../diagnostics/index.ts';
import { dialectOf } from './dialect.ts';
import type { SyntaxOptions } from './options.ts';

/**
 * The source as all offsets of tokens and nodes mean it: every line break is LF, and one at the very end is cut unless
 * `keepTrailingNewline` is set. Which characters break lines depends on the release.
 */
export function normalise(
  source: string,
  options: Pick<SyntaxOptions, 'version' | 'keepTrailingNewline'>,
): string {
  const { lineBreak } = dialectOf(options.version);
  const text = source.replaceAll(lineBreak, '\n');
  if (!text.endsWith('\n')) return text;
  // 2.8 keeps only CR and LF at the end: its other line breaks are cut by splitlines whatever the option says
  const keep = options.keepTrailingNewline && /[\r\n]$/.test(source);
  return keep ? text : text.slice(0, -1);
}

/** `normalise` for a text that knows where it comes from. */
export function normalised(
  source: SourceMap,
  options: Pick<SyntaxOptions, 'version' | 'keepTrailingNewline'>,
): SourceMap {
  const text = normalise(source.text, options);
  if (text === source.text) return source;
  const edits = [...source.text.matchAll(dialectOf(options.version).lineBreak)].map(
    ({ 0: found, index }) => ({ from: index, to: index + found.length, text: '\n' }),
  );
  const made = source.edited(edits.filter(({ from, to }) => source.text.slice(from, to) !== '\n'));
  const end = { from: text.length, to: made.text.length, text: '' };
  return end.to > end.from ? made.edited([end]) : made;
}
