import type { SyntaxOptions } from '../../../src/jinja/syntax/index.ts';

/** Jinja's default options for 3.1, with changes. */
export function options(changes: Partial<SyntaxOptions> = {}): SyntaxOptions {
  return {
    version: '3.1',
    trimBlocks: false,
    lstripBlocks: false,
    keepTrailingNewline: false,
    tags: new Map(),
    ...changes,
  };
}
