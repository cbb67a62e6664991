import type { ToldRule } from '../../rule.ts';

/** A name that neither the account nor the template has. */
export const nameUnknownVariable: ToldRule = {
  code: 'name/unknown-variable',
  severity: 'warning',
  why: 'An unknown variable is undefined: printing it drops every user. Often the name of an attribute is written without UserAttribute.',
  bad: `{% set first = 'Ada' %}Hi {{ frist }}`,
  good: `{% set first = 'Ada' %}Hi {{ first }}`,

  codes: ['moengage/unknown-variable'],
};
