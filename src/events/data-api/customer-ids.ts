/**
 * What cannot be a `customer_id`, each in lower case. Source: MoEngage's page Data Overview, Request Body.
 */
export const BLOCKED_CUSTOMER_IDS: ReadonlySet<string> = new Set([
  'unknown',
  'guest',
  'null',
  '0',
  '1',
  'true',
  'false',
  'user_attribute_unique_id',
  '(empty)',
  'na',
  'n/a',
  '',
  'dummy_seller_code',
  'user_id',
  'id',
  'customer_id',
  'uid',
  'userid',
  'none',
  '-2',
  '-1',
  '2',
]);

/**
 * Whether a text is no customer id: on MoEngage's list, or of fewer than two characters. Case and space around it do not
 * matter, since the page does not say that they do.
 */
export function isBlockedCustomerId(id: string): boolean {
  const plain = id.trim().toLowerCase();
  return Array.from(plain).length < 2 || BLOCKED_CUSTOMER_IDS.has(plain);
}
