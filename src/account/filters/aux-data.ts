import { didYouMean } from '../../diagnostics/index.ts';
import { auxTableNotFound } from '../messages.ts';
import { raise, str, type CallState, type Callable, type Value } from '../../jinja/values/index.ts';
import type { FilterOptions } from './options.ts';

/** A table by the name of its file, whose ending may be left out. */
export function findTable<T>(tables: ReadonlyMap<string, T>, name: string): T | undefined {
  return tables.get(name) ?? tables.get(`${name}.csv`);
}

/**
 * `value|getAuxData('file')`: the row of an imported table whose key is `str(value)`, as a dict by column name. No such row
 * gives Undefined; no such table raises LookupError with MoEngage's wording.
 */
export function auxDataFilter(options: FilterOptions): Callable {
  const run = (state: CallState, value: Value, file: Value): Value => {
    const name = str(file);
    const table = findTable(options.auxTables, name);
    if (table === undefined) {
      const error = raise('LookupError', auxTableNotFound(name));
      const hint = didYouMean(name, options.auxTables.keys());
      if (hint !== undefined) error.hint = hint;
      throw error;
    }
    const key = str(value);
    return (
      table.rows.get(key) ??
      state.environment.undefined({ hint: `'${name}' has no row with the key '${key}'` })
    );
  };
  return { name: 'getAuxData', params: ['value', 'file'], style: 'python', run };
}
