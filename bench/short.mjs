/** The short form for continuous integration: a few ratios against bounds that noise does not reach, and a loss of a third does. */
import { median } from './processes.mjs';
import { renderRows } from './renders.mjs';

/**
 * The least median of our speed divided by the other engine's: two thirds of what it was on a quiet machine, so that what is half as
 * slow again falls below it.
 */
const BOUNDS = {
  guide: { nunjucks: 1.6, 'by hand': 0.46 },
  'mail of 61 KB': { nunjucks: 1.4 },
  table: { nunjucks: 1.03 },
  macros: { nunjucks: 2.9 },
  strings: { nunjucks: 1.2 },
  'product sets': { nunjucks: 1.3 },
};

/** Prints each ratio with its bound; gives whether all hold. What falls below is measured once more: a machine may be busy. */
export function checkBounds(asked) {
  const first = measured(Object.keys(BOUNDS), asked);
  const slow = [...new Set(first.filter(({ holds }) => !holds).map(({ name }) => name))];
  const again = slow.length === 0 ? [] : measured(slow, asked);
  const failed = again.filter(({ holds }) => !holds).length;
  console.log(`${first.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

function measured(names, { seconds, only }) {
  const rivals = [...new Set(names.flatMap((name) => Object.keys(BOUNDS[name])))];
  const found = [];
  for (const [name, ratios] of renderRows({ rounds: 3, seconds, names, rivals, only }))
    for (const [engine, least] of Object.entries(BOUNDS[name])) {
      const ratio = median(ratios.get(engine) ?? []);
      const holds = ratio >= least;
      const sign = holds ? '    ' : 'SLOW';
      console.log(`${sign} ${name}: ${ratio.toFixed(2)} x ${engine}, at least ${least}`);
      found.push({ name, holds });
    }
  return found;
}
