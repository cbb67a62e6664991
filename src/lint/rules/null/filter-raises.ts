import { asksLength, COUNTED } from '../../expressions.ts';
import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** Arithmetic, whose operands are numbers. */
const ARITHMETIC: ReadonlySet<string> = new Set('Div FloorDiv Mod Mul Neg Pos Pow Sub'.split(' '));

/** What fails on a value of another type. */
const FAILING: ReadonlySet<string> = new Set([
  ...ARITHMETIC,
  ...'Call Filter Getattr Getitem Test'.split(' '),
]);

/** What Python says of a division by zero. */
const DIVIDED_BY_ZERO = /by zero/;

/** Filters that fail where items lack the member that they compare or add. */
const OF_ITEMS: ReadonlySet<string> = new Set(['groupby', 'max', 'min', 'sort', 'sum', 'unique']);

/** A filter or method gets a value that may be missing. */
export const nullFilterRaises: HarmRule = {
  code: 'null/filter-raises',
  severity: 'error',
  why: 'Many filters and all methods of texts fail on a null: the render ends and the user is dropped.',
  bad: `{{ UserAttribute['City'].split(',')[0] }}`,
  good: `{{ (UserAttribute['City']|default('', true)).split(',')[0] }}`,

  fits: (harm) =>
    harm.effect === 'dropped' && harm.isError && isLack(harm) && FAILING.has(harm.node.typename),
  hint: ({ node, trial, ...harm }) => {
    const { typename } = node;
    if (asksLength(node)) return COUNTED;
    if ('failure' in harm && DIVIDED_BY_ZERO.test(harm.failure.message))
      return 'ask first whether what it is divided by is more than 0: {% if … > 0 %}';
    if (trial.kind === 'no-member' && typename === 'Filter' && OF_ITEMS.has(node.name))
      return "leave out the items that lack it first: …|selectattr('…')";
    if (ARITHMETIC.has(typename))
      return 'give the number a default with true, in brackets: (…|default(0, true))';
    return typename === 'Getattr' || typename === 'Getitem'
      ? 'ask before whether it is there, {% if … %}, or give it and what is read of it a default with true'
      : 'give the value a default with true before the filter or method';
  },
};
