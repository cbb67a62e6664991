import type { HarmRule } from '../../rule.ts';

/** A row of an auxiliary table is used without asking whether it is there. */
export const auxUnguarded: HarmRule = {
  code: 'aux/unguarded',
  severity: 'error',
  why: 'A key that the table does not have gives no row: reading a column of it drops the user.',
  bad: `{{ (UserAttribute['City']|default('', true)|getAuxData('stores')).address }}`,
  good: `{% set store = UserAttribute['City']|default('', true)|getAuxData('stores') %}{% if store %}{{ store.address }}{% endif %}`,

  fits: (harm) => harm.effect === 'dropped' && harm.read.kind === 'getAuxData',
  hint: () => 'set a variable to the row and ask for it: {% if row %}',
};
