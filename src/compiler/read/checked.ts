import type { Finding, Severity, Span } from '../../diagnostics/index.ts';
import type { FieldMap } from '../field-map.ts';
import type { Built } from './build.ts';
import type { Tree } from '../../documents/index.ts';

/** A built map with the whole file it came from. */
export type Checked = Built & { readonly root: Tree };

/** A finding at a place of the map. */
export function findingAt(
  map: FieldMap,
  span: Span,
  parts: { code: string; message: string; hint?: string | undefined; severity?: Severity },
): Finding {
  const { code, message, hint, severity = 'error' } = parts;
  const base = { code, severity, message, file: map.file, span };
  return hint === undefined ? base : { ...base, hint };
}
