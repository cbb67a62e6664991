import { placeKey } from '../diagnostics/index.ts';
import {
  accountSourceBy,
  NO_ATTRIBUTE,
  previewErrors,
  type Failure,
  type FailureCategory,
  type PreviewErrors,
} from '../account/index.ts';
import type { Analysis } from '../analysis/index.ts';
import { ast } from '../jinja/index.ts';

/**
 * What MoEngage's preview page lists for a message: its failures and the nulls that a preview lets through. A reason of
 * MOE_NOT_SEND is listed with the attribute that the `if` around it asks for, and what fails in a condition is uncategorized, as the
 * page has it.
 */
export function previewOf(
  failures: readonly Failure[],
  analysis: Analysis,
): readonly PreviewErrors[] {
  const { root, reads, attributes } = analysis;
  const guards = new Map<string, FailureCategory>();
  const inConditions = new Set<string>();
  const tests: ast.Expr[] = [];
  ast.visit(root, {
    If({ test }) {
      tests.push(test);
      ast.walk(test, (node) => void inConditions.add(placeKey(analysis.spanOf(node))));
    },
    ExtensionTag(tag) {
      const [read] = tests.toReversed().flatMap((test) => reads.of(test));
      const category = read && accountSourceBy('name', read.kind)?.category;
      if (category !== undefined) guards.set(placeKey(analysis.spanOf(tag)), category);
    },
    leave: { If: () => void tests.pop() },
  });
  const shown = failures.map((failure): Failure => {
    const { category, span } = failure;
    const place = span === undefined ? '' : placeKey(span);
    const guard = guards.get(place);
    if (category === 'Custom Error Message') return { ...failure, category: guard ?? category };
    const isLogic = category.endsWith('Attribute') && inConditions.has(place);
    return isLogic ? { ...failure, category: 'Uncategorized', message: NO_ATTRIBUTE } : failure;
  });
  const business = attributes.filter(({ kind }) => kind === 'BusinessEventAttribute');
  return previewErrors(shown, new Set(business.map(({ name }) => name)));
}
