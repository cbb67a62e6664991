import type { PyFunction } from './call.ts';
import type { MethodTable, PropertyTable } from './define.ts';
import type { Callable, Value } from './types.ts';

/** A part of Python that the language does without: types of its own, and what it adds to other types. */
export type PlugIn = {
  /** Methods by the name of the type: of its own types, and more of others. */
  readonly methods?: ReadonlyMap<string, MethodTable>;
  /** Attributes that are not methods, by the name of the type; `object`: of all types. */
  readonly properties?: ReadonlyMap<string, PropertyTable>;
  /** A global as a class that prints and has attributes; `of` has an object of the class and its methods. */
  readonly asClass?: (
    qualifiedName: string,
    callable: Callable,
    of?: { readonly example: Value; readonly methods: MethodTable },
  ) => PyFunction;
};
