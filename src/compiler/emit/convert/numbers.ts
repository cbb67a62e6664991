import type { Group, Rounding } from '../../field-map.ts';
import { code, literal, type Code } from '../fragments.ts';
import type { Loop } from './loop.ts';

/**
 * A decimal without exponent, separators and zeros that say nothing. The digits are put between 400 zeros on either side and cut
 * where the exponent moves the point to: `sp_i` are those in front of it, `sp_f` those behind. A float of Python's has
 * exponents from -324 to 308.
 */
export function numberLoop(group: Group | undefined, round: Rounding | undefined): Loop {
  const point = group === '.' ? code`','` : code`'.'`;
  const isWhole = group === undefined ? code`` : code` and ${GROUPED}`;
  const body = [
    code`{% set sp_t = sp_x.strip().lower() %}`,
    code`{% set sp_e = ((sp_t[1:] if sp_t[:1] in ['+', '-'] else sp_t) ~ 'e0').split('e') %}`,
    code`{% set sp_n = (sp_e[0] ~ ${point}).split(${point}) %}`,
    ...wholeOf(group),
    code`{% set sp_a = sp_e[1]|int(999) if sp_e[1]|length in range(1, 6) and not sp_e[1].strip('+-0123456789') else 999 %}`,
    code`{% set sp_c = 400 + (sp_w|length) + sp_a %}`,
    code`{% set sp_p = ('0' * 400) ~ sp_w ~ sp_n[1] ~ ('0' * 400) %}`,
    code`{% set sp_i = sp_p[:sp_c].lstrip('0') %}{% set sp_f = sp_p[sp_c:].rstrip('0') %}`,
    code`{% set sp_d = sp_w ~ sp_n[1] %}`,
    code`{% set sp_o = sp_t|length in range(1, 400) and sp_d and not sp_d.strip('0123456789') and sp_e|length in [2, 3] and sp_n|length in [2, 3] and sp_a in range(-400, 401)${isWhole} %}`,
  ];
  if (round === undefined) {
    const number = code`(sp_i or '0') ~ ('.' ~ sp_f if sp_f else '')`;
    const sign = code`('-' if sp_t[:1] == '-' and (sp_i or sp_f) else '')`;
    return { before: [], body, result: code`${sign} ~ ${number} if sp_o else ''` };
  }
  const rounded = code`{% set sp_j = ((sp_i|int) + 1)|string if sp_o and ${UP[round]} else sp_i %}`;
  const sign = code`('-' if sp_t[:1] == '-' and sp_j else '')`;
  return {
    before: [],
    body: [...body, rounded],
    result: code`${sign} ~ (sp_j or '0') if sp_o else ''`,
  };
}

/** When a number is rounded away from zero: `nearest` from a half on, `up` for any fraction, `down` never. */
const UP: Readonly<Record<Rounding, Code>> = {
  nearest: code`sp_f[:1] in ['5', '6', '7', '8', '9']`,
  up: code`sp_f`,
  down: code`false`,
};

/** `1,250`: no group is empty, the first has three digits at most, the last three. */
const GROUPED = code`(sp_g|length == 1 or (sp_g[0]|length in [1, 2, 3] and sp_g[-1]|length == 3 and not '' in sp_g))`;

function wholeOf(group: string | undefined): readonly Code[] {
  if (group === undefined) return [code`{% set sp_w = sp_n[0] %}`];
  const groups =
    group === ' ' ? code`sp_n[0].split() or ['']` : code`sp_n[0].split(${literal(group)})`;
  return [code`{% set sp_g = ${groups} %}{% set sp_w = sp_g|join %}`];
}
