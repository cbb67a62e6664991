import type { Callable, JinjaVersion } from '../values/types.ts';
import { cFunction, counting } from '../values/define.ts';
import * as html from './filters/html.ts';
import * as layout from './filters/layout.ts';
import * as mapping from './filters/mapping.ts';
import * as numbers from './filters/numbers.ts';
import * as order from './filters/order.ts';
import * as sequences from './filters/sequences.ts';
import * as text from './filters/text.ts';
import { doUrlize, doUrlize28, doUrlize316 } from './filters/urlize.ts';
import { renamedFor28, tableFor, tables, type Row } from './table.ts';

const ESCAPE = cFunction('markupsafe._speedups.escape', ['s'], html.escapeValue);
const SOFT_STR = counting(cFunction('markupsafe._speedups.soft_str', ['s'], text.softString));

/** Jinja's `DEFAULT_FILTERS`. */
const FILTERS: readonly Row<Callable>[] = [
  ['abs', numbers.doAbs],
  ['attr', mapping.doAttr, { '2.8': mapping.doAttr28 }],
  ['batch', sequences.doBatch],
  ['capitalize', text.doCapitalize],
  ['center', text.doCenter, { '2.8': text.doCenter28 }],
  ['count', sequences.doLength],
  ['d', mapping.doDefault],
  ['default', mapping.doDefault],
  ['dictsort', order.doDictsort, { '2.8': order.doDictsort28 }],
  ['e', ESCAPE],
  ['escape', ESCAPE],
  ['filesizeformat', numbers.doFilesizeformat],
  ['first', sequences.doFirst],
  ['float', numbers.doFloat],
  ['forceescape', html.doForceescape],
  ['format', text.doFormat],
  ['groupby', order.doGroupby, { '2.8': order.doGroupby28 }],
  ['indent', layout.doIndent, { '2.8': layout.doIndent28 }],
  ['int', numbers.doInt, { '2.8': numbers.doInt28, '3.1.6': numbers.doInt316 }],
  ['items', mapping.doItems, { '2.8': null }],
  ['join', sequences.doJoin],
  ['last', sequences.doLast],
  ['length', sequences.doLength],
  ['list', sequences.doList],
  ['lower', text.doLower],
  ['map', mapping.doMap, { '2.8': mapping.doMap28 }],
  ['max', order.doMax, { '2.8': null }],
  ['min', order.doMin, { '2.8': null }],
  ['pprint', mapping.doPprint, { '2.8': mapping.doPprint28 }],
  ['random', sequences.doRandom, { '2.8': sequences.doRandom28 }],
  ['reject', mapping.doReject, { '2.8': mapping.doReject28 }],
  ['rejectattr', mapping.doRejectattr, { '2.8': mapping.doRejectattr28 }],
  ['replace', text.doReplace],
  ['reverse', sequences.doReverse],
  ['round', numbers.doRound],
  ['safe', html.doMarkSafe],
  ['select', mapping.doSelect, { '2.8': mapping.doSelect28 }],
  ['selectattr', mapping.doSelectattr, { '2.8': mapping.doSelectattr28 }],
  ['slice', sequences.doSlice],
  ['sort', order.doSort, { '2.8': order.doSort28 }],
  ['string', SOFT_STR],
  ['striptags', html.doStriptags],
  ['sum', sequences.doSum],
  ['title', text.doTitle, { '2.8': text.doTitle28 }],
  ['tojson', html.doTojson, { '2.8': null }],
  ['trim', text.doTrim, { '2.8': text.doTrim28 }],
  ['truncate', text.doTruncate, { '2.8': text.doTruncate28 }],
  ['unique', order.doUnique, { '2.8': null, '3.1.6': order.doUnique316 }],
  ['upper', text.doUpper],
  ['urlencode', html.doUrlencode, { '2.8': html.doUrlencode28 }],
  ['urlize', doUrlize, { '2.8': doUrlize28, '3.1.6': doUrlize316 }],
  ['wordcount', text.doWordcount, { '2.8': text.doWordcount28 }],
  ['wordwrap', layout.doWordwrap, { '2.8': layout.doWordwrap28 }],
  ['xmlattr', html.doXmlattr, { '2.8': html.doXmlattr28 }],
];

const TABLES = tables(makeTable);

function makeTable(version: JinjaVersion): ReadonlyMap<string, Callable> {
  const table = tableFor(FILTERS, version);
  if (version !== '2.8') return table;
  return new Map(Array.from(table, ([name, filter]) => [name, renamedFor28(filter)]));
}

/** Jinja's built-in filters of that release, by every name they have. */
export function filtersFor(version: JinjaVersion): ReadonlyMap<string, Callable> {
  return TABLES.get(version) ?? makeTable(version);
}
