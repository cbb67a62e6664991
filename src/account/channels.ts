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

/** Each channel with the name that MoEngage's pages use. */
export const CHANNELS: ReadonlyMap<Channel, string> = new Map([
  ['email', 'Email'],
  ['push', 'Push'],
  ['sms', 'SMS'],
  ['whatsapp', 'WhatsApp'],
  ['in-app', 'In-App'],
  ['osm', 'OSM'],
  ['cards', 'Cards'],
  ['connector', 'Connectors'],
]);

/** Each kind of trigger as people call it. */
export const TRIGGERS: ReadonlyMap<TriggerKind, string> = new Map([
  ['one-time', 'a one-time campaign'],
  ['periodic', 'a periodic campaign'],
  ['event', 'an event-triggered campaign'],
  ['business-event', 'a business-event campaign'],
]);

/** Channels that MoEngage can show a personalized preview for; RCS and MMS are sent from the SMS editor. */
export const PREVIEW_CHANNELS: ReadonlySet<Channel> = new Set(['push', 'email', 'sms', 'whatsapp']);

/** Whether a text names a channel. */
export function isChannel(text: string): text is Channel {
  return CHANNELS.has(text as Channel);
}
