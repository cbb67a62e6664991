/**
 * The dicts of attributes that an account gives to a template, each with every name it goes by: `name` in a template, `part`
 * of a `Recipient`, `section` of a fixture file, `source` in a field map, `noun` in messages. `category` is the failure
 * that a missing value of it is counted under. Source: MoEngage, Message personalization.
 */
export const ATTRIBUTES = [
  {
    name: 'UserAttribute',
    part: 'user',
    section: 'user',
    source: 'user',
    noun: 'user attribute',
    category: 'User Attribute',
  },
  {
    name: 'EventAttribute',
    part: 'event',
    section: 'event',
    source: 'event',
    noun: 'event attribute',
    category: 'Event Attribute',
  },
  {
    name: 'BusinessEventAttribute',
    part: 'businessEvent',
    section: 'business-event',
    source: 'business',
    noun: 'business event attribute',
    category: 'Event Attribute',
  },
  {
    name: 'CampaignAttribute',
    part: 'campaign',
    section: 'campaign',
    source: 'campaign',
    noun: 'campaign attribute',
    category: 'Campaign Attribute',
  },
] as const;

/** One of those dicts, by all its names. */
export type AttributeVariable = (typeof ATTRIBUTES)[number];

const PRODUCT_SETS = {
  name: 'ProductSet',
  part: 'productSets',
  section: 'product-sets',
  source: 'product',
  noun: 'product set',
  category: 'Undefined',
} as const;

/** The lists of coupons: `within` is the member that holds them by name, `Coupons.CouponListName['x']`. */
const COUPONS = {
  name: 'Coupons',
  within: 'CouponListName',
  part: 'coupons',
  section: 'coupons',
  source: 'coupon',
  noun: 'coupon list',
  category: 'Unknown',
} as const;

const CONTENT_API = {
  name: 'ContentApi',
  section: 'content-api',
  source: 'content',
  noun: 'Content API',
  category: 'Content API',
} as const;

const AUX_DATA = {
  name: 'getAuxData',
  section: 'aux',
  source: 'aux',
  noun: 'auxiliary table',
  category: 'Uncategorized',
} as const;

/** A variable whose value is a part of a recipient: attributes, product sets, and coupons. */
export type RecipientVariable = AttributeVariable | typeof PRODUCT_SETS | typeof COUPONS;

/** The variables whose values are parts of a recipient. */
export const RECIPIENT_VARIABLES: readonly RecipientVariable[] = [
  ...ATTRIBUTES,
  PRODUCT_SETS,
  COUPONS,
];

/** Anything of an account that a template or a field map reads, by all its names. */
export type AccountSource = RecipientVariable | typeof CONTENT_API | typeof AUX_DATA;

/** Everything of an account that a template or a field map reads; `getAuxData` is a filter, the others are variables. */
export const ACCOUNT_SOURCES: readonly AccountSource[] = [
  ...RECIPIENT_VARIABLES,
  CONTENT_API,
  AUX_DATA,
];

/** The dict of attributes that has a name of that kind; undefined where none has. */
export function attributesBy(
  key: 'name' | 'section' | 'source',
  name: string,
): AttributeVariable | undefined {
  return ATTRIBUTES.find((variable) => variable[key] === name);
}

/** What of the account has a name of that kind; undefined where nothing has. */
export function accountSourceBy(
  key: 'name' | 'section' | 'source',
  name: string,
): AccountSource | undefined {
  return ACCOUNT_SOURCES.find((source) => source[key] === name);
}

/** The member of a variable that holds what it is read for, `CouponListName` of `Coupons`; undefined for the others. */
export function innerOf(name: string): string | undefined {
  return name === COUPONS.name ? COUPONS.within : undefined;
}
