/**
 * The language server without its connection: what an editor is told about a document.
 * In: documents and their changes, files, a judge of texts. Out: findings, completions, hovers, edits, links, folds, outlines.
 * Must not know Node, how messages go over the wire, nor how texts are judged.
 */
export type { Judgement, JudgeJob, LspHost } from './host.ts';
export { LanguageService } from './service.ts';
