import type { TextRule } from '../../rule.ts';
import { unknownNames } from '../../unknown.ts';

/** An attribute that the account does not have. */
export const nameUnknownAttribute: TextRule = {
  code: 'name/unknown-attribute',
  severity: 'warning',
  why: 'An attribute that nobody has is missing for everyone. Names are held against the list of the configuration (lint: attributes:), against the fixtures of a campaign, and against the attributes that MoEngage gives every account; against the last alone it is a note.',
  bad: `Hi {{ UserAttribute['Frist Name']|default('you', true) }}`,
  good: `Hi {{ UserAttribute['First Name']|default('you', true) }}`,

  check: (subject) => unknownNames(subject, false),
};
