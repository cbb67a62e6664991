import type { Callable } from '../../jinja/values/index.ts';
import { auxDataFilter } from './aux-data.ts';
import { dateFilters } from './dates.ts';
import { encodingFilters } from './encoding.ts';
import { hashingFilters } from './hashing.ts';
import { listFilters } from './lists.ts';
import type { FilterOptions } from './options.ts';

/** Every filter that MoEngage adds to Jinja's own, by name, made for each account profile. */
export function moengageFilters(options: FilterOptions): ReadonlyMap<string, Callable> {
  return new Map(
    [
      ...encodingFilters(options),
      ...hashingFilters(options),
      ...dateFilters(options),
      ...listFilters(),
      auxDataFilter(options),
    ].map((filter) => [filter.name, filter]),
  );
}
