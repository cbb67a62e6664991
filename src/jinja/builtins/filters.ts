import type { Callable, JinjaVersion } from '../values/types.ts';
import { HTML_FILTERS } from './filters/html.ts';
import { LAYOUT_FILTERS } from './filters/layout.ts';
import { MAPPING_FILTERS } from './filters/mapping.ts';
import { NUMBER_FILTERS } from './filters/numbers.ts';
import { ORDER_FILTERS } from './filters/order.ts';
import { SEQUENCE_FILTERS } from './filters/sequences.ts';
import { TEXT_FILTERS } from './filters/text.ts';
import { URLIZE } from './filters/urlize.ts';
import { tables } from './table.ts';

/** Jinja's `DEFAULT_FILTERS`; in 2.8 `sync_do_join` was `do_join`, before there were asynchronous twins. */
const tableOf = tables<Callable>(
  [
    ...HTML_FILTERS,
    ...LAYOUT_FILTERS,
    ...MAPPING_FILTERS,
    ...NUMBER_FILTERS,
    ...ORDER_FILTERS,
    ...SEQUENCE_FILTERS,
    ...TEXT_FILTERS,
    URLIZE,
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
  { '2.8': withoutPrefix, '2.8-python2': withoutPrefix },
);

/** Jinja's built-in filters of that release, by every name they have. */
export function filtersFor(version: JinjaVersion): ReadonlyMap<string, Callable> {
  return tableOf(version);
}

function withoutPrefix(filter: Callable): Callable {
  return { ...filter, name: filter.name.replace(/^sync_/, '') };
}
