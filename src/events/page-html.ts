/**
 * The page of the loop as HTML that has no state yet. The build and the tests put the text here that `scripts/pages.js` makes of the
 * folder `page/`; empty where neither did.
 */
export const PAGE_HTML: string = '';
