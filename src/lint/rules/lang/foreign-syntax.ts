import type { ToldRule } from '../../rule.ts';

/** A value as another template language writes it. */
export const langForeignSyntax: ToldRule = {
  code: 'lang/foreign-syntax',
  severity: 'warning',
  why: 'Merge tags of other services and methods of JavaScript are not Jinja: they are mailed as they are, or fail.',
  bad: `Hi *|FNAME|*`,
  good: `Hi {{ UserAttribute['First Name']|default('you', true) }}`,

  codes: ['moengage/foreign-syntax'],
};
