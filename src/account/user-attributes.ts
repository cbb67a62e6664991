/**
 * The user attributes that MoEngage itself keeps: the key that templates may read each by, and its readable names. Where there are
 * two, pages of MoEngage use both. Source: Derived User Attributes.
 */
const OWN: readonly (readonly [key: string, ...names: string[]])[] = [
  ['u_fn', 'First Name'],
  ['u_ln', 'Last Name'],
  ['u_n', 'Name'],
  ['u_em', 'Email (Standard)', 'Email'],
  ['u_mb', 'Mobile Number (Standard)', 'Mobile Number'],
  ['u_gd', 'Gender'],
  ['u_bd', 'Birthday'],
  ['uid', 'ID'],
  ['geo', 'Location'],
  ['cr_t', 'First Seen'],
  ['u_l_a', 'Last Seen'],
  ['u_s_c', 'No. of Sessions'],
  ['t_rev', 'LTV'],
  ['t_trans', 'No. of Conversions'],
  ['installed', 'Install Status'],
  ['uninstall_time', 'Uninstall Time'],
  ['campaign_name', 'Campaign Name'],
  ['publisher_name', 'Publisher Name'],
  ['advertising_identifier', 'Advertising Identifier'],
  ['locale_country_display', 'Locale Country'],
  ['locale_language_display', 'Locale Language'],
  ['moe_cr_from', 'User Creation Source'],
  ['moe_dtzo', 'User Time Zone Offset (Mins)', 'User TimeZone Offset (Mins)'],
  ['moe_em_unsub_categories', 'Email Unsubscribed Categories'],
  ['moe_gaid', 'Google Advertising ID'],
  ['moe_hard_bounce', 'Hard Bounce'],
  ['moe_ip_city', 'Last Known City'],
  ['moe_ip_country', 'Last Known Country'],
  ['moe_ip_pin', 'Last Known Pincode/Zipcode'],
  ['moe_ip_subdivision', 'Last Known State'],
  ['moe_it', 'Creation Source'],
  ['moe_mweb', 'Mobile User'],
  ['moe_rsp_android', 'Reachability Push Android'],
  ['moe_rsp_ios', 'Reachability Push iOS'],
  ['moe_rsp_web', 'Reachability Push Web'],
  ['moe_sms_subscription', 'SMS Subscription Status'],
  ['moe_spam', 'Spam'],
  ['moe_unsubscribe', 'Unsubscribe'],
  ['moe_w_ds', 'Browser Details'],
  ['moe_wa_subscription', 'WhatsApp Subscription Status'],
];

const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  OWN.flatMap(([key, ...names]): (readonly [string, readonly string[]])[] => [
    [key, names],
    ...names.map((name) => [name, [key]] as const),
  ]),
);

/** The keys of MoEngage's own user attributes. */
export const USER_ATTRIBUTE_KEYS: ReadonlySet<string> = new Set(OWN.map(([key]) => key));

/**
 * The other names that reach the same user attribute: the readable names of a key, the key of a readable name. Empty for an attribute
 * that is not MoEngage's own.
 */
export function otherNamesOf(name: string): readonly string[] {
  return OTHER_NAMES.get(name) ?? [];
}
