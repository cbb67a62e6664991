/** The channels that a campaign goes out by, as campaign files spell them. */
export type Channel =
  | 'email'
  | 'push'
  | 'sms'
  | 'whatsapp'
  | 'in-app'
  | 'osm'
  | 'cards'
  | 'connector';

/** What starts a campaign: a segment once or again and again, a user's event, or a business event. */
export type TriggerKind = 'one-time' | 'periodic' | 'event' | 'business-event';

/**
 * One channel. `label` is the name that MoEngage's pages use. `shape` is what its message is: HTML, the text of one kind of
 * message, or other text (cards; the body of a connector's request). `snippet` says what a compiled snippet does there: it
 * leaves the link in a variable that the HTML around it prints, one statement a line, or is one line that prints the link.
 * `preview` says whether MoEngage has a personalized preview of it.
 */
export type ChannelSpec = {
  readonly label: string;
  readonly shape: 'html' | 'push' | 'sms' | 'whatsapp' | 'text';
  readonly snippet: 'statements' | 'link';
  readonly preview: boolean;
};

/**
 * Every channel. HTML are those whose message is a page or a part of one; cards have no HTML blocks, and what a connector
 * sends is mostly JSON: in these two a `&amp;` stays as it is. Which names exist in a channel is in `NAMES`. Source:
 * MoEngage, Message personalization, Content blocks and Personalized preview.
 */
export const CHANNELS: ReadonlyMap<Channel, ChannelSpec> = new Map<Channel, ChannelSpec>([
  ['email', { label: 'Email', shape: 'html', snippet: 'statements', preview: true }],
  ['push', { label: 'Push', shape: 'push', snippet: 'link', preview: true }],
  ['sms', { label: 'SMS', shape: 'sms', snippet: 'link', preview: true }],
  ['whatsapp', { label: 'WhatsApp', shape: 'whatsapp', snippet: 'link', preview: true }],
  ['in-app', { label: 'In-App', shape: 'html', snippet: 'link', preview: false }],
  ['osm', { label: 'OSM', shape: 'html', snippet: 'link', preview: false }],
  ['cards', { label: 'Cards', shape: 'text', snippet: 'link', preview: false }],
  ['connector', { label: 'Connectors', shape: 'text', snippet: 'link', preview: false }],
]);

/** Each kind of trigger as people call it. */
export const TRIGGERS: ReadonlyMap<TriggerKind, string> = new Map([
  ['one-time', 'a one-time campaign'],
  ['periodic', 'a periodic campaign'],
  ['event', 'an event-triggered campaign'],
  ['business-event', 'a business-event campaign'],
]);

/** Whether a text names a channel. */
export function isChannel(text: string): text is Channel {
  return CHANNELS.has(text as Channel);
}

/** Whether the messages of a channel are HTML: links are attributes, character references are decoded, editors repair it. */
export function isHtml(channel: Channel): boolean {
  return CHANNELS.get(channel)?.shape === 'html';
}

/** Whether a snippet prints its link in a channel, in place of leaving it to the HTML around it. */
export function printsLink(channel: Channel): boolean {
  return CHANNELS.get(channel)?.snippet === 'link';
}

/** Whether the message of a channel is one short text, in which one link is meant. */
export function hasOneLink(channel: Channel): boolean {
  return ['push', 'sms', 'whatsapp'].includes(CHANNELS.get(channel)?.shape ?? '');
}

/** The name of a channel on MoEngage's pages. */
export function channelLabel(channel: Channel): string {
  return CHANNELS.get(channel)?.label ?? channel;
}
