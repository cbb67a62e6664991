/**
 * The studio: a campaign's field map, template parts, users and messages in one page, which renders in a worker and needs no network.
 * In: the files of a campaign, from a server of this machine or in the page itself. Out: one HTML file, and the addresses of its states.
 * The page's own code is in `page/`; it is typed for a browser and put together by the build.
 * Must not know Node, files and HTTP: the command line serves the page and writes files.
 */
export type { StudioFile, StudioWorkspace } from './protocol.ts';
export { exportedPage, servedPage } from './page-text.ts';
export { MOST_CHARACTERS, permalinkOf, readPermalink } from './permalink.ts';
export { shareable } from './share.ts';
