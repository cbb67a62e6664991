/** Filters that take a text that says a date, in their subject and their first argument. */
export const DATE_FILTERS: ReadonlySet<string> = new Set([
  'dateTimeFormatter',
  'dateFormatter',
  'days',
]);

/** Filters that make a number of their subject, or need one. */
export const NUMBER_FILTERS: ReadonlySet<string> = new Set(['abs', 'float', 'int', 'round']);

/** Filters that go through a list. */
const LIST_FILTERS: ReadonlySet<string> = new Set(
  'batch groupby join list map reject rejectattr reverse select selectattr slice sort sum unique'.split(
    ' ',
  ),
);

/** Filters whose first argument names a member of the items. */
export const ATTRIBUTE_FIRST: ReadonlySet<string> = new Set(
  'groupby rejectattr selectattr sum'.split(' '),
);

/** Filters that give one item of a list. */
export const ITEM_FILTERS: ReadonlySet<string> = new Set(['first', 'last', 'max', 'min', 'random']);

/** Filters that hand on what they get, or the same in another form. */
export const PASSING: ReadonlySet<string> = new Set(
  'capitalize e escape list lower reverse safe sort string title trim unique upper'.split(' '),
);

/** Filters that give some of the items of a list. */
export const PART_FILTERS: ReadonlySet<string> = new Set([
  'reject',
  'rejectattr',
  'select',
  'selectattr',
]);

/** Filters that give lists of the items of a list. */
export const CHUNK_FILTERS: ReadonlySet<string> = new Set(['batch', 'slice']);

/** Filters that take a text. */
const TEXT_FILTERS: ReadonlySet<string> = new Set(
  'capitalize lower replace striptags title trim truncate upper wordcount urlencode'.split(' '),
);

/** A pattern of `%` or of `format` that takes a number. */
export const NUMBER_FORMAT: RegExp = /%[-+ 0#]*[\d.]*[deEfFgGi]|\{[^{}]*:[^{}]*[,deEfFgG%][^{}]*\}/;

/** Operators between numbers. */
export const ARITHMETIC: ReadonlySet<string> = new Set(['Sub', 'Mul', 'Div', 'FloorDiv', 'Pow']);

/** Filters that go through the members of a dict. */
const DICT_FILTERS: ReadonlySet<string> = new Set(['dictsort', 'items']);

/** Methods that give the members of a dict. */
export const VIEW_METHODS: ReadonlySet<string> = new Set(['items', 'keys', 'values']);

/** Methods of lists; a call of one that is neither of these nor of dicts asks for a text. */
export const LIST_METHODS: ReadonlySet<string> = new Set(
  'append copy count extend index insert pop remove reverse sort'.split(' '),
);

/** What each filter that is not about dates asks its subject to be. */
export const FILTER_USES: ReadonlyMap<string, 'number' | 'dict' | 'list' | 'text'> = new Map(
  (
    [
      ['number', NUMBER_FILTERS],
      ['dict', DICT_FILTERS],
      ['list', LIST_FILTERS],
      ['text', TEXT_FILTERS],
    ] as const
  ).flatMap(([use, names]) => [...names].map((name) => [name, use] as const)),
);
