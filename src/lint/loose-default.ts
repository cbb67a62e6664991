import { readDate } from '../account/index.ts';
import { DATE_FILTERS } from '../analysis/index.ts';
import { ast, PyError } from '../jinja/index.ts';
import { expressionAround, isDefault } from './expressions.ts';
import { keyOf } from './person.ts';
import type { PlacedHarm } from './place.ts';
import type { Subject } from './rule.ts';

/** What the second argument of a default replaces besides what is undefined. */
const REPLACED: ReadonlySet<string> = new Set(['missing', 'null', 'empty', 'no-member']);

/**
 * The default with one argument that lets a value through which does harm: the node itself, one inside what fails on it, or the one
 * in a variable that it has the value from. Undefined where there is none, or where its own value would fail there too.
 */
export function looseDefault(
  harm: PlacedHarm,
  { analysis: { reads }, around }: Pick<Subject, 'analysis' | 'around'>,
): ast.Filter | undefined {
  const { node, read, trial } = harm;
  if (isLoose(node)) return node;
  if (!REPLACED.has(trial.kind)) return undefined;
  const isOfDate = isDateFilter(node);
  const fits = (inner: ast.Node): inner is ast.Filter =>
    isLoose(inner) &&
    inner.node !== null &&
    reads.of(inner.node).some((one) => keyOf(one) === keyOf(read)) &&
    !(isOfDate && isNoDate(inner.args[0]));
  let found: ast.Filter | undefined;
  ast.visit(node, {
    Filter(inner) {
      if (found === undefined && fits(inner)) found = inner;
    },
  });
  if (found !== undefined) return found;
  const source = reads.of(node).find((one) => keyOf(one) === keyOf(read))?.node;
  if (source === undefined) return undefined;
  const outer = expressionAround({ around: around(source) });
  return outer.includes(node) ? undefined : outer.find(fits);
}

function isLoose(node: ast.Node): node is ast.Filter {
  if (!isDefault(node)) return false;
  return node.args.length < 2 && !node.kwargs.some(({ key }) => key === 'boolean');
}

function isDateFilter(node: ast.Node): boolean {
  return node.typename === 'Filter' && DATE_FILTERS.has(node.name);
}

/** Whether a default is not a date either, such as a word: with it the date filter fails on missing values too. */
function isNoDate(value: ast.Node | undefined): boolean {
  if (value === undefined) return true;
  if (value.typename !== 'Const') return false;
  if (typeof value.value !== 'string') return true;
  try {
    readDate(value.value, '');
    return false;
  } catch (error) {
    if (error instanceof PyError) return true;
    throw error;
  }
}
