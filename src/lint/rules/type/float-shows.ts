import type { HarmRule } from '../../rule.ts';

/** The end of a whole number as Python prints a float, not the beginning of 0.01. */
const WHOLE = /\.0(?!\d)/;

/** A whole number is printed with .0. */
export const typeFloatShows: HarmRule = {
  code: 'type/float-shows',
  severity: 'note',
  why: 'A number that MoEngage stores as a double is printed as Python prints a float: 7.0 points.',
  bad: `You have {{ UserAttribute['Points']|default(0, true) }} points`,
  good: `You have {{ UserAttribute['Points']|default(0, true)|int }} points`,

  fits: (harm) =>
    harm.effect === 'printed' &&
    harm.trial.kind === 'float' &&
    WHOLE.test(harm.text) &&
    !WHOLE.test(harm.before),
  hint: () => 'print |int, or |round(2) where cents count',
};
