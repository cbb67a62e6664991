import { ast } from '../jinja/index.ts';

/** So many days are tried at most. */
const MOST_DAYS = 8;
const DAY = 86_400_000;

/** Today, and the days that are as far from it as whole numbers that a template compares something with; none without `today`. */
export function datesAround(now: number, root: ast.Root): readonly string[] {
  const days = new Set([0]);
  let isAsked = false;
  ast.visit(root, {
    Filter: ({ name }) => void (isAsked ||= name === 'today'),
    Compare({ expr, ops }) {
      for (const side of [expr, ...ops.map((operand) => operand.expr)])
        if (side.typename === 'Const' && typeof side.value === 'number')
          days.add(Math.trunc(side.value));
    },
  });
  if (!isAsked) return [];
  return [...days].slice(0, MOST_DAYS).flatMap((count) =>
    [count, -count].map((away) => {
      const at = new Date(now + away * DAY);
      return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 19).replace('T', ' ');
    }),
  );
}
