import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** What fails on a value of another type. */
const FAILING: ReadonlySet<string> = new Set(
  'Call Div Filter FloorDiv Getattr Getitem Mul Neg Pos Pow Sub Test'.split(' '),
);

/** A filter or method gets a value that may be missing. */
export const nullFilterRaises: HarmRule = {
  code: 'null/filter-raises',
  severity: 'error',
  why: 'Many filters and all methods of texts fail on a null: the render ends and the user is dropped.',
  bad: `{{ UserAttribute['City'].split(',')[0] }}`,
  good: `{{ (UserAttribute['City']|default('', true)).split(',')[0] }}`,

  fits: (harm) =>
    harm.effect === 'dropped' && harm.isError && isLack(harm) && FAILING.has(harm.node.typename),
  hint: () => 'give the value a default with true before the filter or method',
};
