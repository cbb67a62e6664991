/** The short form for continuous integration: a few ratios against bounds that noise does not reach, and a loss of a third does. */
import { median } from './processes.mjs';
import { renderRows } from './renders.mjs';

/**
 * The least median of our speed divided by the other engine's: three quarters of what docs/performance.md has. An engine that is
 * not installed is left out.
 */
const BOUNDS = {
  guide: { nunjucks: 1.8, 'by hand': 0.5 },
  'mail of 61 KB': { nunjucks: 1.0 },
  table: { nunjucks: 1.0 },
  macros: { nunjucks: 3.5 },
  strings: { nunjucks: 1.4 },
  'product sets': { nunjucks: 1.2 },
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
