/**
 * The preview page: what a campaign does with each of its users, as one HTML file that asks no network for anything.
 * In: a campaign, its outcomes, what its template reads, differences between worlds. Out: plain data, and the page as a text.
 * Everything that comes from templates and users enters the page as data and is shown as text, or in a frame without scripts.
 * Must not know files, the clock or servers: the command line writes the page, or serves it.
 */
export { buildPreviewPage } from './build-page.ts';
export { fillPage, toPageJson } from './fill-page.ts';
export { frameOf } from './frame.ts';
export { problemOf } from './notes.ts';
export {
  emptyPreview,
  previewData,
  previewLink,
  previewRow,
  previewUser,
  type PreviewInput,
} from './collect.ts';
export { qrOf } from './qr-code.ts';
export type {
  PreviewAttribute,
  PreviewData,
  PreviewLink,
  PreviewNote,
  PreviewPart,
  PreviewRow,
  PreviewState,
  PreviewStatus,
  PreviewUser,
} from './preview-data.ts';
export { compareWorlds, tellOutcome } from './worlds.ts';
