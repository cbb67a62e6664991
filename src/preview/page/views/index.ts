/**
 * What the pages of smartpass have in common: elements, messages in their frames, sources, notes with their lines, decoded links.
 * In: plain data of `preview-data.ts`. Out: elements that are in no page yet.
 * They look as `views.css` says, which a page imports. Must not know which page shows them, nor where its data come from.
 */
export { badge, icon, STATUSES } from './badge.ts';
export { byId, count, fill, h, numbers, segmented, type Child } from './dom.ts';
export { linkSection } from './link.ts';
export type { MessageChoices } from './mail-stage.ts';
export { messageSection, MessageView } from './message.ts';
export { frameView, kindOfNote, notesList } from './notes.ts';
export { qrCode } from './qr-code.ts';
export { copyButton } from './source.ts';
