import { once } from '../../diagnostics/index.ts';
import type { JinjaVersion } from '../values/types.ts';

/** The releases other than 3.1 that differ. */
type OtherVersion = Exclude<JinjaVersion, '3.1'>;

/** A built-in thing of 3.1 by name, and what another release has in its place: null for nothing. */
export type Row<T> = readonly [
  name: string,
  of31: T,
  others?: { readonly [V in OtherVersion]?: T | null },
];

/** The table of a release, made when it is first asked for; `changes` is what a release does to all that it has. */
export function tables<T>(
  rows: readonly Row<T>[],
  changes: { readonly [V in OtherVersion]?: (thing: T) => T } = {},
): (version: JinjaVersion) => ReadonlyMap<string, T> {
  const tableOf = (version: OtherVersion): ReadonlyMap<string, T> => {
    const change = changes[version] ?? ((thing) => thing);
    return new Map(
      rows.flatMap(([name, of31, others]) => {
        const own = others?.[version];
        // On Python 2.7 a release has what it has on Python 3, but for a few.
        const other = own === undefined && version === '2.8-python2' ? others?.['2.8'] : own;
        return other === null ? [] : [[name, change(other ?? of31)] as const];
      }),
    );
  };
  const made = {
    '3.1': once(() => new Map(rows.map(([name, thing]) => [name, thing]))),
    '3.1.6': once(() => tableOf('3.1.6')),
    '2.8': once(() => tableOf('2.8')),
    '2.8-python2': once(() => tableOf('2.8-python2')),
  };
  return (version) => made[version]();
}
