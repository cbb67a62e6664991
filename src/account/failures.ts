/** What MoEngage's analytics counts a user under whom a message did not reach, or its preview groups an error by. */
export type FailureCategory =
  | 'User Attribute'
  | 'Event Attribute'
  | 'Campaign Attribute'
  | 'Undefined'
  | 'Unknown'
  | 'Custom Error Message'
  | 'Content API'
  | 'Content Block'
  | 'Product Set'
  | 'Uncategorized';

/** Where a category is shown: the campaign's analytics under Personalization Failed or Failed to Deliver, or the preview only. */
export type FailurePlace = 'Personalization Failed' | 'Failed to Deliver' | 'Personalized Preview';

/** Each category with where it is shown and what it means. Source: MoEngage's analytics and personalized preview pages. */
export const FAILURE_CATEGORIES: ReadonlyMap<
  FailureCategory,
  { readonly place: FailurePlace; readonly meaning: string }
> = new Map([
  [
    'User Attribute',
    { place: 'Personalization Failed', meaning: 'a user attribute is missing or null' },
  ],
  [
    'Event Attribute',
    { place: 'Personalization Failed', meaning: 'an attribute of the event is missing or null' },
  ],
  [
    'Campaign Attribute',
    { place: 'Personalization Failed', meaning: 'an attribute of the campaign is missing' },
  ],
  [
    'Undefined',
    {
      place: 'Personalization Failed',
      meaning: "a value is undefined, such as a product's missing image",
    },
  ],
  [
    'Unknown',
    { place: 'Personalization Failed', meaning: 'the template failed for another reason' },
  ],
  [
    'Custom Error Message',
    { place: 'Personalization Failed', meaning: 'the template called MOE_NOT_SEND with a reason' },
  ],
  ['Content API', { place: 'Failed to Deliver', meaning: 'a Content API call failed' }],
  ['Content Block', { place: 'Personalized Preview', meaning: 'a content block was not found' }],
  ['Product Set', { place: 'Personalized Preview', meaning: 'a product set was not found' }],
  [
    'Uncategorized',
    { place: 'Personalized Preview', meaning: 'an auxiliary table or its row was not found' },
  ],
]);

/** Categories under which MoEngage counts errors of a template, not lacks of a user or a choice of the template. */
const TEMPLATE_ERRORS: ReadonlySet<FailureCategory> = new Set([
  'Undefined',
  'Unknown',
  'Uncategorized',
]);

/** Whether a category is that of an error in the template, such as a value that is undefined or a wrong type. */
export function isTemplateError(category: FailureCategory): boolean {
  return TEMPLATE_ERRORS.has(category);
}

/** The steps of a campaign's funnel in their order. A user with two failures is counted once in the step, once in each category. */
export const FUNNEL: readonly string[] = [
  'Users with Email',
  'After B/U/C removal',
  'After Invalid/Duplicate removal',
  'After FC Removal',
  'After Personalization Removal',
  'Sent',
  'Delivered',
];

/** The text that suppresses a message wherever it is printed, and the tag's name. */
export const NOT_SEND = 'MOE_NOT_SEND';
