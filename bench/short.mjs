/** The short form for continuous integration: a few ratios against bounds that noise does not reach, and a loss of a third does. */
import { median } from './processes.mjs';
import { renderRows } from './renders.mjs';

/** The least median of our speed divided by the other engine's: about three quarters of what docs/performance.md has. */
const BOUNDS = {
  guide: { nunjucks: 1.2 },
};

/** Prints each ratio with its bound; gives whether all hold. */
export function checkBounds({ seconds, only }) {
  let isFine = true;
  const names = Object.keys(BOUNDS);
  const rivals = [...new Set(Object.values(BOUNDS).flatMap((one) => Object.keys(one)))];
  for (const [name, ratios] of renderRows({ rounds: 3, seconds, names, rivals, only }))
    for (const [engine, least] of Object.entries(BOUNDS[name])) {
      const ratio = median(ratios.get(engine));
      const holds = ratio >= least;
      isFine &&= holds;
      console.log(
        `${holds ? '    ' : 'SLOW'} ${name}: ${ratio.toFixed(2)} x ${engine}, at least ${least}`,
      );
    }
  return isFine;
}
