import { didYouMean } from '../../diagnostics/index.ts';
import { auxTableNotFound } from '../messages.ts';
import { raise, str, type CallState, type Callable, type Value } from '../../jinja/values/index.ts';
import type { FilterOptions } from './options.ts';

/**
 * `value|getAuxData('file')`: the row of an imported table whose key is `str(value)`, as a dict by column name. No such row
 * gives Undefined; no such table raises LookupError with MoEngage's wording. The file's ending may be left out.
 */
export function auxDataFilter(options: FilterOptions): Callable {
  const run = (state: CallState, value: Value, file: Value): Value => {
    const name = str(file);
    const table = options.auxTables.get(name) ?? options.auxTables.get(`${name}.csv`);
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
