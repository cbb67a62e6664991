import type { Finding } from '../../diagnostics/index.ts';

const SECRETS: ReadonlySet<string> = new Set(['map/secret', 'map/secret-like']);

/**
 * A field map's text with bullets in place of whatever stands on a line from a secret on, as its findings say: for drawing
 * frames, in which lines near a finding are shown. Line and column numbers stay; text without such findings comes back as is.
 */
export function maskSecrets(text: string, findings: readonly Finding[]): string {
  const starts = new Map<number, number>();
  for (const { code, span } of findings) {
    if (!SECRETS.has(code) || span === undefined) continue;
    const { line, column } = code === 'map/secret' ? span.end : span.start;
    starts.set(line, Math.min(column, starts.get(line) ?? column));
  }
  if (starts.size === 0) return text;
  let depth = -1;
  const lines = text.split('\n').map((line, at) => {
    const start = starts.get(at + 1);
    const indent = line.search(/\S/);
    if (start !== undefined) {
      depth = indent;
      return line.slice(0, start - 1) + bullets(line.slice(start - 1));
    }
    if (depth >= 0 && (indent < 0 || indent > depth)) return bullets(line);
    depth = -1;
    return line;
  });
  return lines.join('\n');
}

function bullets(text: string): string {
  return text.replaceAll(/[^\s:]/g, '\u2022');
}
