import { otherNamesOf, type Channel } from '../account/index.ts';
import type { Value } from '../jinja/index.ts';
import { presenceOf } from './classify.ts';
import type { Row } from './class-table.ts';
import type { Reach } from './tally.ts';

/** A column that says before any personalization that a user is not sent the message: its place, and what it says. */
export type ReachColumn = { readonly at: number; readonly says: 'address' | 'unsubscribed' };

/** The attributes that say so for a channel. Source: MoEngage, Derived User Attributes. */
const ADDRESSES: ReadonlyMap<Channel, readonly string[]> = new Map([
  ['email', ['u_em']],
  ['sms', ['u_mb']],
  ['whatsapp', ['u_mb']],
]);

const REFUSALS: ReadonlyMap<Channel, readonly string[]> = new Map([
  ['email', ['moe_unsubscribe', 'moe_hard_bounce', 'moe_spam']],
]);

/** The columns of an export that say for a channel whether a user can be reached. */
export function reachColumns(
  channel: Channel,
  columns: readonly string[],
): readonly { readonly column: string; readonly says: ReachColumn['says'] }[] {
  const found = (keys: readonly string[] = []): readonly string[] =>
    keys.flatMap((key) => [key, ...otherNamesOf(key)].find((name) => columns.includes(name)) ?? []);
  return [
    ...found(ADDRESSES.get(channel)).map((column) => ({ column, says: 'address' as const })),
    ...found(REFUSALS.get(channel)).map((column) => ({ column, says: 'unsubscribed' as const })),
  ];
}

/** Whether a user can be reached, as far as the columns say. */
export function reachOf(reach: readonly ReachColumn[], row: Row): Reach {
  for (const { at, says } of reach) {
    if (says === 'address' && presenceOf(row[at]) < 4) return 'no address';
    if (says === 'unsubscribed' && isYes(row[at])) return 'unsubscribed';
  }
  return 'reachable';
}

function isYes(value: Value | undefined): boolean {
  if (typeof value === 'string') return /^(?:true|yes|1)$/i.test(value.trim());
  return value === true || value === 1;
}
