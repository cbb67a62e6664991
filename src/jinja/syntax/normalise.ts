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
