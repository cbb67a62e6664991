import type { Channel, TriggerKind } from '../account/index.ts';

/** The channels, as the choices of an option. `render` starts without the tables of the account: the compiler compares them. */
export const CHANNEL_CHOICES: readonly string[] = Object.keys({
  email: true,
  push: true,
  sms: true,
  rcs: true,
  mms: true,
  whatsapp: true,
  'in-app': true,
  osm: true,
  cards: true,
  personalize: true,
  connector: true,
} satisfies Record<Channel, true>);

/** The kinds of triggers, as the choices of an option. */
export const TRIGGER_CHOICES: readonly string[] = Object.keys({
  'one-time': true,
  periodic: true,
  event: true,
  'business-event': true,
  flow: true,
} satisfies Record<TriggerKind, true>);
