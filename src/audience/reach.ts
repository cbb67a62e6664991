import type { Channel } from '../account/index.ts';
import type { Row } from './class-table.ts';
import { presenceOf, resultOf } from './classify.ts';
import type { Feature } from './features.ts';
import type { Reach } from './tally.ts';

/** A column that says before any personalization that a user is not sent the message: its place, and what it says. */
export type ReachColumn = { readonly at: number; readonly says: 'address' | 'unsubscribed' };

/** An attribute that says so, and the features that tell its values apart. */
type ReachAttribute = {
  readonly name: string;
  readonly says: ReachColumn['says'];
  readonly features: readonly Feature[];
};

/** The attributes that say so for a channel. Source: MoEngage, Derived User Attributes. */
const ADDRESSES: ReadonlyMap<Channel, readonly string[]> = new Map([
  ['email', ['u_em']],
  ['sms', ['u_mb']],
  ['whatsapp', ['u_mb']],
]);

const REFUSALS: ReadonlyMap<Channel, readonly string[]> = new Map([
  ['email', ['moe_unsubscribe', 'moe_hard_bounce', 'moe_spam']],
]);

/** What says that a user does not want the message. */
const YES: Feature = {
  kind: 'equals',
  values: ['true', 'yes', '1', 1],
  folds: ['trim', 'lower'],
};

/** The attributes that say for a channel whether a user can be reached. */
export function reachAttributes(channel: Channel): readonly ReachAttribute[] {
  const presence: Feature = { kind: 'presence' };
  return [
    ...(ADDRESSES.get(channel) ?? []).map((name) => ({
      name,
      says: 'address' as const,
      features: [presence],
    })),
    ...(REFUSALS.get(channel) ?? []).map((name) => ({
      name,
      says: 'unsubscribed' as const,
      features: [presence, YES],
    })),
  ];
}

const isYes = resultOf(YES);

/** Whether a user can be reached, as far as the columns say. */
export function reachOf(reach: readonly ReachColumn[], row: Row): Reach {
  for (const { at, says } of reach) {
    if (says === 'address' && presenceOf(row[at]) < 4) return 'no address';
    if (says === 'unsubscribed' && isYes(row[at]) !== 0) return 'unsubscribed';
  }
  return 'reachable';
}
