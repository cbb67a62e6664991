/**
 * What a template reads, prints, links to and branches on, computed once without running it.
 * In: the text of a template, a profile, a channel. Out: its tree, tokens, reads, bindings, findings, and where each place comes from.
 * Must not know how Jinja is run, nor field maps.
 */
export { checkNames, type Construct, constructsOf, refusals } from './checks.ts';
export { copyValue, mayChangeData } from './copy.ts';
export { linkRanges, type LinkRange } from './links.ts';
export { prepare, type Prepared } from './prepare.ts';
export { type AttributeKind, type ReadKind, type Read, Reads } from './reads.ts';
export { checkPrinted, learnSecrets, signingKeyOf } from './secrets.ts';
export { TEMPLATE_SYNTAX } from './syntax.ts';
export { checkUnknownNames } from './unknown-names.ts';
export { checkWrittenAsText } from './written-as-text.ts';
