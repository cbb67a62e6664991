import { createContext, runInContext, type Context } from 'node:vm';
import type { FindPattern } from '../find-pattern.ts';

/** Milliseconds that a pattern may take over a message: none needs a tenth, one that backtracks without end takes years. */
const LIMIT = 1000;

/** A search that gives up after a limit in milliseconds: a campaign file comes from anybody, and JavaScript's own search has no end. */
export function findInTime(limit: number = LIMIT): FindPattern {
  const sandbox: Record<string, unknown> = {};
  const context: Context = createContext(sandbox);
  return (pattern, text) => {
    sandbox['pattern'] = pattern;
    sandbox['text'] = text;
    try {
      const found: unknown = runInContext('RegExp(pattern, "su").exec(text)?.index', context, {
        timeout: limit,
      });
      return typeof found === 'number' ? found : undefined;
    } catch (error) {
      // The error belongs to the context: it is none of our own Error class.
      const { code } = Object(error) as { readonly code?: unknown };
      if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'too-slow';
      throw error;
    }
  };
}
