/** The short form for continuous integration: a few ratios against bounds that noise does not reach, and a loss of a third does. */
import { median } from './processes.mjs';
import { renderRows } from './renders.mjs';

/**
 * The least median of our speed divided by the other engine's: about three quarters of what it was when the bound was set, so that what
 * is half as slow again falls below it.
 */
const BOUNDS = {
  guide: { nunjucks: 1.9, 'by hand': 0.55 },
  'mail of 61 KB': { nunjucks: 1.5 },
  table: { nunjucks: 0.8 },
  macros: { nunjucks: 3.2 },
  strings: { nunjucks: 1.3 },
  'product sets': { nunjucks: 0.95 },
};

/** Prints each ratio with its bound; gives whether all hold. */
export function checkBounds({ seconds, only }) {
  let passed = 0;
  let failed = 0;
  const names = Object.keys(BOUNDS);
  const rivals = [...new Set(Object.values(BOUNDS).flatMap((one) => Object.keys(one)))];
  for (const [name, ratios] of renderRows({ rounds: 3, seconds, names, rivals, only }))
    for (const [engine, least] of Object.entries(BOUNDS[name])) {
      const ratio = median(ratios.get(engine) ?? []);
      const holds = ratio >= least;
      if (holds) passed += 1;
      else failed += 1;
      console.log(
        `${holds ? '    ' : 'SLOW'} ${name}: ${ratio.toFixed(2)} x ${engine}, at least ${least}`,
      );
    }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
