import { BYTES } from './bytes/index.ts';
import { INTROSPECTION } from './introspection/index.ts';
import type { PlugIn } from './plug-in.ts';

/** What is plugged in: a part is dropped by its line here and its folder. */
export const PLUG_INS: readonly PlugIn[] = [BYTES, INTROSPECTION];
