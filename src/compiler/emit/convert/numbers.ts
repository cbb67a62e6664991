import type { Group, Rounding } from '../../field-map.ts';
import { code, literal, type Code } from '../fragments.ts';
import type { Loop } from './loop.ts';

/**
 * A decimal without exponent, separators and zeros that say nothing. The digits are put between 400 zeros on either side and cut
 * where the exponent moves the point to: `i` are those in front of it, `f` those behind. A float of Python's has
 * exponents from -324 to 308.
 */
export function numberLoop(group: Group | undefined, round: Rounding | undefined): Loop {
  const point = group === '.' ? code`','` : code`'.'`;
  const isWhole = group === undefined ? code`` : code` and ${GROUPED}`;
  const body = [
    code`{% set t = x.strip().lower() %}`,
    code`{% set e = ((t[1:] if t[:1] in ['+', '-'] else t) ~ 'e0').split('e') %}`,
    code`{% set n = (e[0] ~ ${point}).split(${point}) %}`,
    ...wholeOf(group),
    code`{% set a = e[1]|int(999) if e[1]|length in range(1, 6) and not e[1].strip('+-0123456789') else 999 %}`,
    code`{% set c = 400 + (w|length) + a %}`,
    code`{% set p = ('0' * 400) ~ w ~ n[1] ~ ('0' * 400) %}`,
    code`{% set i = p[:c].lstrip('0') %}{% set f = p[c:].rstrip('0') %}`,
    code`{% set d = w ~ n[1] %}`,
    code`{% set o = t|length in range(1, 400) and d and not d.strip('0123456789') and e|length in [2, 3] and n|length in [2, 3] and a in range(-400, 401)${isWhole} %}`,
  ];
  if (round === undefined) {
    const number = code`(i or '0') ~ ('.' ~ f if f else '')`;
    const sign = code`('-' if t[:1] == '-' and (i or f) else '')`;
    return { before: [], body, result: code`${sign} ~ ${number} if o else ''` };
  }
  const rounded = code`{% set j = ((i|int) + 1)|string if o and ${UP[round]} else i %}`;
  const sign = code`('-' if t[:1] == '-' and j else '')`;
  return {
    before: [],
    body: [...body, rounded],
    result: code`${sign} ~ (j or '0') if o else ''`,
  };
}

/** When a number is rounded away from zero: `nearest` from a half on, `up` for any fraction, `down` never. */
const UP: Readonly<Record<Rounding, Code>> = {
  nearest: code`f[:1] in ['5', '6', '7', '8', '9']`,
  up: code`f`,
  down: code`false`,
};

/** `1,250`: no group is empty, the first has three digits at most, the last three. */
const GROUPED = code`(g|length == 1 or (g[0]|length in [1, 2, 3] and g[-1]|length == 3 and not '' in g))`;

function wholeOf(group: string | undefined): readonly Code[] {
  if (group === undefined) return [code`{% set w = n[0] %}`];
  const groups = group === ' ' ? code`n[0].split() or ['']` : code`n[0].split(${literal(group)})`;
  return [code`{% set g = ${groups} %}{% set w = g|join %}`];
}
