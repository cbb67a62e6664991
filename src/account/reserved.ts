import type { Finding } from '../diagnostics/index.ts';
import { USER_ATTRIBUTE_KEYS } from './user-attributes.ts';

/** MoEngage's own user attributes: a custom attribute of the same name loses to them. */
const RESERVED_USER_ATTRIBUTES: ReadonlySet<string> = new Set([
  'Name',
  'First Name',
  'Last Name',
  'Birthday',
  'Gender',
  'Location',
  'Mobile Number',
  'Email',
  'ID',
  'Advertising Identifier',
]);

/** Names under which PassKit's integration guide reads MoEngage's own attributes. */
const STANDARD_USER_ATTRIBUTES: readonly string[] = [
  'MoEngage_ID',
  'First Name',
  'Last Name',
  'Email (Standard)',
  'Mobile Number (Standard)',
];

/** The readable names of the user attributes that every account has. */
export const OWN_USER_ATTRIBUTES: readonly string[] = [
  ...new Set([...RESERVED_USER_ATTRIBUTES, ...STANDARD_USER_ATTRIBUTES]),
];

/** Every name under which an account has a user attribute of its own, whether a fixture gives it or not. */
export const KNOWN_USER_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...OWN_USER_ATTRIBUTES,
  ...USER_ATTRIBUTE_KEYS,
]);

/** Event attribute names that work in the preview and fail when live; MoEngage's page lists these "among others". */
export const RESERVED_EVENT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'Campaign Id',
  'Campaign Name',
  'Campaign Type',
  'Campaign Channel',
  'Campaign Tags',
  'Variation Id',
  'Locale Id',
  'Locale Name',
  'Delivery Type',
  'Goal Type',
  'Goal Name',
  'Revenue',
  'Flow Id',
  'Flow Name',
  'Stage Name',
  'Transaction ID',
  'Request ID',
  'Alert ID',
  'Notification Type',
  'email subject',
]);

/**
 * The warnings for an attribute's name: an event attribute that MoEngage keeps for itself, a name that begins with `moe_`.
 * Reserved user attributes are fine to read; they only hide a custom attribute of the same name, so they are not reported.
 */
export function checkAttributeName(kind: 'user' | 'event', name: string): Finding[] {
  const findings: Finding[] = [];
  if (kind === 'event' && RESERVED_EVENT_ATTRIBUTES.has(name)) {
    findings.push({
      code: 'moengage/reserved-name',
      severity: 'warning',
      message: `the event attribute '${name}' has a name that MoEngage reserves: it works in the preview and fails when live`,
      hint: 'send the attribute under another name',
    });
  }
  if (name.startsWith('moe_') && !(kind === 'user' && USER_ATTRIBUTE_KEYS.has(name))) {
    findings.push({
      code: 'moengage/moe-prefix',
      severity: 'warning',
      message: `the ${kind} attribute '${name}' begins with 'moe_', which MoEngage does not allow`,
      hint: 'name it without the prefix',
    });
  }
  return findings;
}
