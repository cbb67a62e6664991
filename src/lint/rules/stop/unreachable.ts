import type { Report, Subject, TextRule } from '../../rule.ts';

/** A MOE_NOT_SEND that nobody reaches. */
export const stopUnreachable: TextRule = {
  code: 'stop/unreachable',
  severity: 'warning',
  why: 'The condition of the guard is true for no value of what it reads: often a default before it has replaced what it asks for, or the message failed above it.',
  bad: `{% set name = UserAttribute['First Name']|default('Friend', true) %}{% if name == '' %}{% MOE_NOT_SEND('No name') %}{% endif %}Hi {{ name }}`,
  good: `{% set name = UserAttribute['First Name']|default('', true) %}{% if name == '' %}{% MOE_NOT_SEND('No name') %}{% endif %}Hi {{ name }}`,

  check,
};

function* check({ unmet }: Subject): Iterable<Report> {
  for (const at of unmet)
    yield {
      message: 'no user reaches this: its condition is true for no value',
      hint: 'ask for the attribute itself, before a default replaces it',
      at,
    };
}
