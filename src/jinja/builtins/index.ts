/*
 * Jinja's built-in filters, tests and globals, as the releases 3.1, 3.1.6 and 2.8 have them.
 * In: a release. Out: tables of callables and values by name, and the two ways to call a filter or test by a name that only
 * the render knows.
 * It must not know templates: how they are parsed, compiled and run.
 */
export { callFilter, callTest } from './call-named.ts';
export { Cycler, Joiner, Namespace } from './global-objects.ts';
export { filtersFor } from './filters.ts';
export { globalsFor } from './globals.ts';
export { dumps, htmlSafeDumps } from './json.ts';
export { pformat } from './pprint.ts';
export { testsFor } from './tests.ts';
