import type { ast } from '../../../jinja/index.ts';
import { isLack } from '../../lacks.ts';
import type { PlacedHarm } from '../../place.ts';
import type { HarmRule } from '../../rule.ts';

/** What makes a list of a value, and fails on it by itself. */
const MADE: ReadonlySet<ast.Kind> = new Set<ast.Kind>(['Call', 'Filter']);

/** Whether a node is what a loop goes through, not what its condition asks. */
function isIterated({ node, around: [outer] }: PlacedHarm): boolean {
  return outer?.typename === 'For' && outer.iter === node && !MADE.has(node.typename);
}

/** A loop goes through a value that may be missing. */
export const nullIterates: HarmRule = {
  code: 'null/iterates',
  severity: 'error',
  why: 'A for loop over a null fails; over a missing value it does so in some accounts.',
  bad: `{% for item in UserAttribute['Wishlist'] %}{{ item|default('', true) }} {% endfor %}`,
  good: `{% for item in UserAttribute['Wishlist']|default([], true) %}{{ item|default('', true) }} {% endfor %}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.isError &&
    isLack(harm) &&
    (harm.node.typename === 'For' || isIterated(harm)),
  hint: () => 'loop over the value|default([], true)',
};
