import type { Chance } from './chance.ts';
import type { Type } from './types.ts';

/** A macro that a template can call. */
export type MacroInfo = {
  readonly name: string;
  readonly parameters: readonly (readonly [name: string, type: Type, optional: boolean])[];
  /** Whether it calls `caller()`, and with what. */
  readonly caller: readonly Type[] | undefined;
  /** Whether it reads varargs and kwargs. */
  readonly rest: boolean;
};

/** The names that the generator believes to be known at a place of a template. */
export class Scope {
  private readonly frames: Map<string, Type>[] = [new Map()];
  private readonly namespaces: Map<string, Map<string, Type>>[] = [new Map()];
  private readonly macroFrames: MacroInfo[][] = [[]];
  /** How many loops, and how many of those recursive, stand around the place. */
  loops = 0;
  recursive = 0;
  /** How many macro bodies stand around the place. */
  macros = 0;
  /** What `caller()` takes here, or undefined where there is no caller. */
  caller: readonly Type[] | undefined;

  enter(): void {
    this.frames.push(new Map());
    this.namespaces.push(new Map());
    this.macroFrames.push([]);
  }

  leave(): void {
    this.frames.pop();
    this.namespaces.pop();
    this.macroFrames.pop();
  }

  declare(name: string, type: Type): void {
    this.frames.at(-1)?.set(name, type);
  }

  declareMacro(macro: MacroInfo): void {
    this.macroFrames.at(-1)?.push(macro);
  }

  declareNamespace(name: string, fields: ReadonlyMap<string, Type>): void {
    this.namespaces.at(-1)?.set(name, new Map(fields));
  }

  /** A namespace that is known here, with its fields. */
  someNamespace(chance: Chance): readonly [string, Map<string, Type>] | undefined {
    const known = this.namespaces.flatMap((frame) => [...frame]);
    return known.length === 0 ? undefined : chance.of(known);
  }

  someMacro(chance: Chance): MacroInfo | undefined {
    const known = this.macroFrames.flat();
    return known.length === 0 ? undefined : chance.of(known);
  }

  /** A name whose value has that type; for `any`, every name. */
  someName(chance: Chance, type: Type): string | undefined {
    const known = new Map(this.frames.flatMap((frame) => [...frame]));
    const fitting = [...known].filter(([, has]) => has === type || type === 'any');
    return fitting.length === 0 ? undefined : chance.of(fitting)[0];
  }
}
