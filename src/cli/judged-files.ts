import type { Channel } from '../account/index.ts';
import { hasForeignTags } from '../analysis/index.ts';

/** What marks a text as a template. */
const TAG = /\{\{|\{%|\{#/;

/** The first lines of pages of smartpass, which hold templates as data; mail has no such policy. */
const PAGE = /^[^]{0,500}<meta http-equiv="Content-Security-Policy"/;

/** Whether a text has a tag of Jinja. */
export function hasTags(text: string): boolean {
  return TAG.test(text);
}

/**
 * Whether a file of a folder is judged as a template: by its ending, a page of HTML by a tag of Jinja or of another service, or a value in
 * single braces. Pages of smartpass are not.
 */
export function isToBeJudged(file: string, text: string): boolean {
  if (!/\.html?$/i.test(file)) return true;
  return (hasTags(text) || hasForeignTags(text)) && !PAGE.test(text);
}

/** The channel that a template is most likely for: its name says it, else whether its text has HTML. */
export function likelyChannel(path: string, text: string): Channel {
  const named = /\b(sms|push|whatsapp|cards|osm|in-app|connector)\b/i.exec(
    path.replaceAll('_', '-'),
  );
  if (named !== null) return (named[1] ?? '').toLowerCase() as Channel;
  if (/\.json\b/i.test(path)) return 'connector';
  return /<[a-z!/]/i.test(text) || /\.html?\b/i.test(path) ? 'email' : 'sms';
}
