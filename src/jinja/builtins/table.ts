import type { Callable, JinjaVersion } from '../values/types.ts';

/** The releases other than 3.1 that differ. */
type OtherVersion = Exclude<JinjaVersion, '3.1'>;

/** A built-in thing of 3.1 by name, and what another release has in its place: null for nothing. */
export type Row<T> = readonly [
  name: string,
  of31: T,
  others?: { readonly [V in OtherVersion]?: T | null },
];

/** The built-in things of one release. */
export function tableFor<T>(
  rows: readonly Row<T>[],
  version: JinjaVersion,
): ReadonlyMap<string, T> {
  const table = new Map<string, T>();
  for (const [name, of31, others] of rows) {
    const other = version === '3.1' ? undefined : others?.[version];
    if (other !== null) table.set(name, other ?? of31);
  }
  return table;
}

/** One table for each release, made once. */
export function tables<T>(
  make: (version: JinjaVersion) => ReadonlyMap<string, T>,
): ReadonlyMap<JinjaVersion, ReadonlyMap<string, T>> {
  const versions: readonly JinjaVersion[] = ['3.1', '3.1.6', '2.8'];
  return new Map(versions.map((version) => [version, make(version)]));
}

/** A filter under the name that 2.8's messages use: `sync_do_join` was `do_join` before there were asynchronous twins. */
export function renamedFor28(callable: Callable): Callable {
  return { ...callable, name: callable.name.replace(/^sync_/, '') };
}
