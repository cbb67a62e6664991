import type { Place } from './nodes.ts';

/** What a name that is undefined was probably meant to be, for people who come from Liquid, Django or JavaScript. */
export const NAME_HINTS: ReadonlyMap<string, string> = new Map([]);

/** What an attribute that is undefined was probably meant to be. */
export const ATTRIBUTE_HINTS: ReadonlyMap<string, string> = new Map([]);

/** What to write instead, where the mistake is a known one. */
export function hintFor(
  _source: string,
  _problem: Place & { readonly message: string },
): string | undefined {
  return undefined;
}
