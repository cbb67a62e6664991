/**
 * What values tell about themselves: special methods (`x.__len__`), classes (`x.__class__`), and globals that are classes
 * (`dict.items`). A plug-in of the values.
 * In: values and names. Out: attributes with two underscores, and class objects.
 * It must not know templates. Nothing outside of this folder knows it but the list of plug-ins.
 */
import type { PropertyTable } from '../define.ts';
import type { PlugIn } from '../plug-in.ts';
import { asClass } from './class-value.ts';
import { classOf } from './py-type.ts';
import { SPECIAL_METHODS } from './special-methods.ts';

/** The plug-in. */
export const INTROSPECTION: PlugIn = {
  properties: new Map<string, PropertyTable>([
    ...SPECIAL_METHODS,
    ['object', new Map([['__class__', classOf]])],
  ]),
  asClass,
};
