import type { ClassColumn } from './class-columns.ts';

/**
 * A short text that is another one where columns mean something else: a result of an older query does not fit a campaign that was changed.
 */
export function versionOf(columns: readonly ClassColumn[]): string {
  const text = JSON.stringify(columns);
  // FNV-1a: this tells mistakes, not attacks.
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return `1-${hash.toString(16).padStart(8, '0')}`;
}
