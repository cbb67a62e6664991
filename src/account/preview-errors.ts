import type { FailureCategory } from './failures.ts';
import type { Failure, PreviewErrors } from './outcome.ts';

/** How the preview shows failures of a category. `isOne`: of these groups it shows the first that it meets alone. */
type PreviewGroup = { readonly label: string; readonly isOne: boolean };

/** The label of each category. Source: Personalized Preview, "Error Categories and Descriptions". */
const GROUPS: ReadonlyMap<FailureCategory, PreviewGroup> = new Map([
  ['User Attribute', { label: 'User attribute', isOne: false }],
  ['Event Attribute', { label: 'Event attribute', isOne: false }],
  ['Campaign Attribute', { label: 'Campaign attribute', isOne: false }],
  ['Content Block', { label: 'Content Block', isOne: true }],
  ['Content API', { label: 'Content API', isOne: true }],
  ['Product Set', { label: 'Product Set', isOne: true }],
  ['Uncategorized', { label: 'Uncategorized', isOne: true }],
  ['Undefined', { label: 'Unknown attribute', isOne: false }],
  ['Unknown', { label: 'Unknown attribute', isOne: false }],
  ['Custom Error Message', { label: 'Custom error message', isOne: false }],
]);

const BUSINESS_EVENT = 'Business event attribute';
const SYNTAX = 'Jinja syntax error';
const TYPE_MISMATCH = 'Data Type Mismatch';

/**
 * The failures of a message as the preview lists them: attributes all at once, of content blocks, Content APIs, product sets and
 * auxiliary data the first category alone. `businessEvents` are the attributes that are those of a business event. Empty for none.
 */
export function previewErrors(
  failures: readonly Failure[],
  businessEvents: ReadonlySet<string> = new Set(),
): readonly PreviewErrors[] {
  const groups = new Map<string, string[]>();
  let one: string | undefined;
  for (const failure of failures) {
    const { category, name = '' } = failure;
    const group = GROUPS.get(category);
    const label = businessEvents.has(name) ? BUSINESS_EVENT : labelOf(failure, group);
    if (group?.isOne === true && (one ??= label) !== label) continue;
    const texts = groups.get(label) ?? [];
    const text = textOf(failure);
    if (!texts.includes(text)) texts.push(text);
    groups.set(label, texts);
  }
  return Array.from(groups, ([label, texts]) => ({ label, texts }));
}

function labelOf({ message }: Failure, group: PreviewGroup | undefined): string {
  if (message.startsWith('Error in parsing jinja template format.')) return SYNTAX;
  if (/^Field .* expected .* object, but got .* value$/.test(message)) return TYPE_MISMATCH;
  return group?.label ?? 'Unknown attribute';
}

/** A missing attribute or coupon by its name, `LastSeen is missing`; everything else in the words of its failure. */
function textOf({ category, name, message }: Failure): string {
  const isByName = category.endsWith('Attribute') || category === 'Unknown';
  const isError = message.startsWith('Error in parsing');
  return isByName && name !== undefined && !isError ? `${name} is missing` : message;
}
