/** The channels that a campaign goes out by, as campaign files spell them. */
export type Channel =
  | 'email'
  | 'push'
  | 'sms'
  | 'rcs'
  | 'mms'
  | 'whatsapp'
  | 'in-app'
  | 'osm'
  | 'cards'
  | 'personalize'
  | 'connector';

/** What starts a campaign: a segment once or again and again, a user's event, a business event, or a stage of a flow. */
export type TriggerKind = 'one-time' | 'periodic' | 'event' | 'business-event' | 'flow';

/**
 * A part of a message, by the key that campaign files give it and the name that people read. `address`: the whole text is one,
 * of a link or a picture. `isMain` is the part that `template:` means. A `numbered` part has the keys 1, 2 …; `each` are the
 * parts of every item of a list.
 */
export type PartSpec = {
  readonly name: string;
  readonly label: string;
  readonly shape: 'html' | 'text' | 'address';
  readonly isMain?: true;
  readonly numbered?: true;
  readonly each?: readonly PartSpec[];
};

const HTML: PartSpec = { name: 'html', label: 'Message', shape: 'html', isMain: true };
const BODY: PartSpec = { name: 'body', label: 'Message', shape: 'text', isMain: true };

const EMAIL_PARTS: readonly PartSpec[] = [
  { name: 'subject', label: 'Subject', shape: 'text' },
  { name: 'preheader', label: 'Preheader', shape: 'text' },
  HTML,
];

const PUSH_PARTS: readonly PartSpec[] = [
  { name: 'title', label: 'Title', shape: 'text' },
  BODY,
  { name: 'summary', label: 'Summary', shape: 'text' },
  { name: 'image', label: 'Image', shape: 'address' },
  { name: 'link', label: 'Link', shape: 'address' },
  {
    name: 'buttons',
    label: 'Button',
    shape: 'text',
    each: [
      { name: 'text', label: 'text', shape: 'text' },
      { name: 'link', label: 'link', shape: 'address' },
    ],
  },
];

const WHATSAPP_PARTS: readonly PartSpec[] = [
  BODY,
  { name: 'variable', label: 'Variable', shape: 'text', numbered: true },
];

/**
 * One channel. `label` is the name that MoEngage's pages use. `shape` is what its message is: HTML, the text of one kind of
 * message, or other text (RCS, MMS, cards; the body of a connector's request). `snippet` says what a compiled snippet does there: it
 * leaves the link in a variable that the HTML around it prints, one statement a line, or is one line that prints the link.
 * `preview` says whether MoEngage has a personalized preview of it. `parts` are what is personalised, in the order in which a
 * reader sees it: a failure in any of them drops the message.
 */
export type ChannelSpec = {
  readonly label: string;
  readonly shape: 'html' | 'push' | 'sms' | 'whatsapp' | 'text';
  readonly snippet: 'statements' | 'link';
  readonly preview: boolean;
  readonly parts: readonly PartSpec[];
};

/**
 * Every channel. HTML are those whose message is a page or a part of one; cards have no HTML blocks, and what a connector
 * sends is mostly JSON: in these two a `&amp;` stays as it is. Which names exist in a channel is in `NAMES`. Source:
 * MoEngage, Message personalization, Content blocks and Personalized preview.
 */
export const CHANNELS: ReadonlyMap<Channel, ChannelSpec> = new Map<Channel, ChannelSpec>([
  [
    'email',
    { label: 'Email', shape: 'html', snippet: 'statements', preview: true, parts: EMAIL_PARTS },
  ],
  ['push', { label: 'Push', shape: 'push', snippet: 'link', preview: true, parts: PUSH_PARTS }],
  ['sms', { label: 'SMS', shape: 'sms', snippet: 'link', preview: true, parts: [BODY] }],
  ['rcs', { label: 'RCS', shape: 'text', snippet: 'link', preview: true, parts: [BODY] }],
  ['mms', { label: 'MMS', shape: 'text', snippet: 'link', preview: true, parts: [BODY] }],
  [
    'whatsapp',
    { label: 'WhatsApp', shape: 'whatsapp', snippet: 'link', preview: true, parts: WHATSAPP_PARTS },
  ],
  ['in-app', { label: 'In-App', shape: 'html', snippet: 'link', preview: true, parts: [HTML] }],
  ['osm', { label: 'OSM', shape: 'html', snippet: 'link', preview: true, parts: [HTML] }],
  ['cards', { label: 'Cards', shape: 'text', snippet: 'link', preview: false, parts: [BODY] }],
  [
    'personalize',
    { label: 'Personalize', shape: 'html', snippet: 'link', preview: false, parts: [HTML] },
  ],
  [
    'connector',
    { label: 'Connectors', shape: 'text', snippet: 'link', preview: false, parts: [BODY] },
  ],
]);

/** Each kind of trigger as people call it. */
export const TRIGGERS: ReadonlyMap<TriggerKind, string> = new Map([
  ['one-time', 'a one-time campaign'],
  ['periodic', 'a periodic campaign'],
  ['event', 'an event-triggered campaign'],
  ['business-event', 'a business-event campaign'],
  ['flow', 'a flow'],
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

/** The part of a channel's messages that `template:` of a campaign file means. */
export function mainPart(channel: Channel): PartSpec {
  return CHANNELS.get(channel)?.parts.find(({ isMain }) => isMain) ?? BODY;
}

/** The keys of the parts that the messages of a channel may have, as campaign files write them. */
export function partKeys(channel: Channel): readonly string[] {
  const parts = CHANNELS.get(channel)?.parts ?? [];
  return parts.map(({ name, numbered }) => (numbered ? '1, 2 …' : name));
}

/** The name of a channel on MoEngage's pages. */
export function channelLabel(channel: Channel): string {
  return CHANNELS.get(channel)?.label ?? channel;
}
