import type { HarmRule } from '../../rule.ts';

/** Filters that compare the items of a list with each other. */
const ORDERING: ReadonlySet<string> = new Set(['max', 'min', 'sort', 'unique']);

/** A number fails where a text is expected. */
export const typeNumberForText: HarmRule = {
  code: 'type/number-for-text',
  severity: 'note',
  why: 'An attribute that MoEngage stores as a number cannot be joined with +, sliced or split: the user is dropped.',
  bad: `{{ (UserAttribute['Order Count']|default('0', true)) + ' orders' }}`,
  good: `{{ UserAttribute['Order Count']|default(0, true) ~ ' orders' }}`,

  fits: (harm) =>
    harm.effect === 'dropped' && (harm.trial.kind === 'number' || harm.trial.kind === 'float'),
  hint: ({ node }) =>
    node.typename === 'Filter' && ORDERING.has(node.name)
      ? "make all items texts or all numbers first: |map('string') or |map('int')"
      : 'join with ~, or make a text of it: |string',
};
