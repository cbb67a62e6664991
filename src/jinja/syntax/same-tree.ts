import { PyFloat } from '../values/types.ts';

/**
 * Whether two trees say the same, wherever their nodes are. With `renamed` each name of the first that is its first item may be its
 * second in the other; texts and constants have to be the same.
 */
export function isSameTree(
  one: unknown,
  other: unknown,
  renamed?: readonly [from: string, to: string],
): boolean {
  if (typeof one === 'string' && typeof other === 'string')
    return one === other || (one === renamed?.[0] && other === renamed[1]);
  if (one instanceof PyFloat || other instanceof PyFloat)
    return one instanceof PyFloat && other instanceof PyFloat && Object.is(one.value, other.value);
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other);
  const [mine, yours] = [Object.entries(one), Object.entries(other)];
  if (mine.length !== yours.length) return false;
  const isText = 'typename' in one && TEXTS.has(String(one.typename));
  return mine.every(([key, value], at) => {
    const [otherKey, otherValue] = yours[at] ?? [];
    if (key !== otherKey) return false;
    return PLACES.has(key) || isSameTree(value, otherValue, isText ? undefined : renamed);
  });
}

const PLACES: ReadonlySet<string> = new Set(['start', 'end', 'lineno']);

const TEXTS: ReadonlySet<string> = new Set(['Const', 'TemplateData']);
