import { SECRET_PLACEHOLDER, type Finding } from '../diagnostics/index.ts';
import { saveButtons, type Buttons } from './emit/buttons.ts';
import { writeSnippet } from './emit/snippet.ts';
import { printsLink, type Channel, type TriggerKind } from '../account/index.ts';
import type { FieldMap } from './field-map.ts';
import { checkChannel } from './check-channel.ts';
import { checkSize } from './check-size.ts';
import { hashOfMap } from './hash.ts';

/**
 * How to compile. `tool` goes into the header comment. `secret` replaces the placeholder. `button` is the fixed URL of a
 * WhatsApp button or the like: the snippet then prints only what comes after it. `trigger`, where it is known, has event
 * sources checked. `prints: false` leaves the printing to the template in every channel.
 */
export type CompileOptions = {
  readonly channel: Channel;
  readonly tool?: { readonly name: string; readonly version: string };
  readonly secret?: string | undefined;
  readonly button?: string | undefined;
  readonly trigger?: TriggerKind | undefined;
  readonly prints?: boolean | undefined;
};

/**
 * The Jinja text for a channel, what is wrong with the map there, and for email the Save Pass buttons. The text is made
 * even where there are findings: anyone who writes it decides.
 */
export type Compiled = {
  readonly snippet: string;
  readonly findings: readonly Finding[];
  readonly buttons?: Buttons;
};

/**
 * Makes the snippet of a field map. In email it prints nothing and leaves the link in `longURL`, one statement a line; in
 * every other channel it is one line that prints the link alone.
 */
export function compile(map: FieldMap, options: CompileOptions): Compiled {
  const { channel, tool = { name: 'smartpass', version: '' }, button = '' } = options;
  const snippet = writeSnippet(map, {
    channel,
    header: headerOf(map, tool),
    secret: options.secret ?? SECRET_PLACEHOLDER,
    prints: options.prints ?? printsLink(channel),
    skip: `${map.project.url}?data=`.startsWith(button) ? button.length : 0,
  });
  const findings = [
    ...checkChannel(map, { channel, trigger: options.trigger, button }),
    ...checkSize(snippet, map.file),
  ];
  return printsLink(channel)
    ? { snippet, findings }
    : { snippet, findings, buttons: saveButtons() };
}

/** The comment that a snippet begins with. */
const HEADER = /\{# [^#\n]{1,80}, map [0-9a-f]{12} #\}/;

function headerOf(map: FieldMap, { name, version }: NonNullable<CompileOptions['tool']>): string {
  return `${`${name} ${version}`.trim()}, map ${hashOfMap(map)}`;
}

/** Whether a text holds a snippet that was made from a field map, by the comment that it begins with. */
export function holdsSnippet(text: string): boolean {
  return HEADER.test(text);
}

/** Whether a text is such a snippet and nothing else: it begins with one, has no text outside of tags, and prints at most the link. */
export function isSnippet(text: string): boolean {
  if (text.search(HEADER) !== 0) return false;
  const printed = text.replaceAll(/\{%[^]*?%\}|\{#[^]*?#\}/g, '').trim();
  return /^(?:\{\{ longURL(?:\[\d+:\])? \}\})?$/.test(printed);
}
