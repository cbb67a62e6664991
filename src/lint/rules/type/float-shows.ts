import type { HarmRule } from '../../rule.ts';

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
    harm.text.includes('.0') &&
    !harm.before.includes('.0'),
  hint: () => 'print |int, or |round(2) where cents count',
};
