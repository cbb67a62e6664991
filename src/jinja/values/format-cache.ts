import { Cache } from '../../diagnostics/index.ts';
import type { ParsedFormats } from './types.ts';

/** How many format strings of each kind are kept, and how long they may be. */
const MOST = 200;
const LONGEST = 1000;

type Kind = Parameters<ParsedFormats['recall']>[0];

/** Format strings that were taken apart: those that an environment used last. */
export class FormatCache implements ParsedFormats {
  private readonly caches: Readonly<Record<Kind, Cache<object>>> = {
    percent: new Cache(MOST),
    fields: new Cache(MOST),
    str: new Cache(MOST),
    int: new Cache(MOST),
    float: new Cache(MOST),
  };
  /** The one of each kind that was asked for last: a loop asks for the same again. */
  private readonly last: Partial<Record<Kind, { readonly text: string; readonly parts: object }>> =
    {};

  recall<T extends object>(kind: Kind, text: string, parse: (text: string) => T): T | undefined {
    const { last } = this;
    const before = last[kind];
    if (before !== undefined && before.text === text) return before.parts as T;
    if (text.length > LONGEST) return undefined;
    const parts = this.caches[kind].recall(text, () => parse(text)) as T;
    last[kind] = { text, parts };
    return parts;
  }
}
