import type { DateConversion, DateOrder } from '../../field-map.ts';
import { code, integer, literal, type Code } from '../fragments.ts';
import type { Loop } from './loop.ts';

/** A table for `translate` that makes every digit a 0: what is left is the shape of a text. */
const SHAPE = code`{% set sp_0 = {}.fromkeys(range(48, 58), 48) %}`;

/** Where year, month and day are among the three numbers of a date, and the variables for them in the order of the text. */
const PLACES: Readonly<
  Record<
    DateOrder,
    { readonly year: Code; readonly month: Code; readonly day: Code; readonly all: Code }
  >
> = {
  ymd: { year: code`0`, month: code`1`, day: code`2`, all: code`sp_y, sp_m, sp_a` },
  dmy: { year: code`2`, month: code`1`, day: code`0`, all: code`sp_a, sp_m, sp_y` },
  mdy: { year: code`2`, month: code`0`, day: code`1`, all: code`sp_m, sp_a, sp_y` },
};

/**
 * A date or a date and time, of a text or of seconds or milliseconds since 1970. `sp_o` says that the text is one, `sp_u` that it
 * is such a number. Days are added to, and numbers read by, the Julian day number (the formulas are those of Richards, in Urban
 * and Seidelmann's Explanatory Supplement to the Astronomical Almanac, 15.11).
 */
export function dateLoop(conversion: DateConversion): Loop {
  const { order, plus = 0 } = conversion;
  const { time, offset } = { time: '00:00:00', offset: '+00:00', ...conversion };
  const isTime = conversion.to === 'datetime';
  const written = code`'%04d-%02d-%02d'|format(sp_y, sp_m, sp_a)`;
  const clock = code`'T' ~ (sp_z[0] ~ ':00')[:8] ~ sp_z[1][:3] ~ ':' ~ (sp_q ~ '00')[2:4]`;
  const epochClock = code`'T%02d:%02d:%02d+00:00'|format((sp_s % 86400) // 3600, (sp_s % 3600) // 60, sp_s % 60)`;
  const body = [
    code`{% set sp_t = sp_x.upper().replace('UTC', 'Z').replace('GMT', 'Z').replace('Z', '+00:00').replace('T', ' T').split() + [''] %}`,
    code`{% set sp_d = sp_t[0] if not sp_t[0].strip('-/.0123456789') else '' %}`,
    ...epoch(),
    ...textDate(order),
    ...textTime(time, offset),
  ];
  if (plus === 0) {
    const result = isTime ? code`${written} ~ ${clock}` : written;
    const number = isTime ? code`sp_v ~ ${epochClock}` : code`sp_v`;
    const numbers = [
      code`{% if sp_u %}{% set sp_j = (sp_s // 86400) + 2440588 %}`,
      ...calendarDate(),
      code`{% if sp.update({sp_k: ${number}}) %}{% endif %}{% endif %}`,
    ];
    return { before: [SHAPE], body, result: code`${result} if sp_o else ''`, after: numbers };
  }
  const later = [...dayNumber(plus), ...calendarDate()];
  const fits = code`(sp_o or sp_u) and sp_v|length == 10 and sp_v[:4] != '0000'`;
  if (!isTime)
    return { before: [SHAPE], body: [...body, ...later], result: code`sp_v if ${fits} else ''` };
  return {
    before: [SHAPE],
    body: [...body, ...later, code`{% set sp_w = ${epochClock} if sp_u else ${clock} %}`],
    result: code`sp_v ~ sp_w if ${fits} else ''`,
  };
}

/** Numbers of 9 and 10 digits are seconds (until 2286), those of 11 to 13 milliseconds; a fraction counts for nothing. */
function epoch(): readonly Code[] {
  return [
    code`{% set sp_f = sp_d.partition('.') %}`,
    code`{% set sp_n = sp_f[0][:16]|int if sp_d and not (sp_f[0][1:] ~ sp_f[2]).strip('0123456789') else 0 %}`,
    code`{% set sp_l = sp_n|abs|string|length %}`,
    code`{% set sp_s = sp_n // 1000 if sp_l in [11, 12, 13] else sp_n %}`,
    code`{% set sp_u = sp_l in range(9, 14) and sp_t|length == 2 %}`,
  ];
}

function textDate(order: DateOrder): readonly Code[] {
  const { year, month, day, all } = PLACES[order];
  return [
    code`{% set sp_e = sp_d.strip('0123456789')[:1] or '-' %}`,
    code`{% set sp_p = ((sp_d[:11] or '0') ~ sp_e ~ '0' ~ sp_e ~ '0').split(sp_e) %}`,
    code`{% set ${all} = sp_p[:3]|map('int') %}`,
    code`{% set sp_o = sp_p|length == 5 and sp_p[${year}]|length == 4 and sp_y and not sp_p[${month}][2:] ~ sp_p[${day}][2:] and sp_m in range(1, 13) and sp_a in range(1, 31 + (sp_m + (sp_m // 8)) % 2) and (sp_m != 2 or sp_a in range(29 if sp_y % (4 if sp_y % 100 else 400) else 30)) %}`,
  ];
}

function textTime(time: string, offset: string): readonly Code[] {
  return [
    code`{% set sp_z = ((sp_t[1:]|join or ${literal(time)}).lstrip('T')|replace('+', ' +')|replace('-', ' -') ~ ${literal(` ${offset} .`)}).split() %}`,
    code`{% set sp_q = sp_z[1][1:].replace(':', '') %}`,
    code`{% set sp_c = sp_z[0].translate(sp_0) %}`,
    code`{% set sp_o = sp_o and sp_z|length in [3, 4] and (sp_c in ['00:00', '00:00:00'] or sp_c[9:] and sp_c.rstrip('0') == '00:00:00.') and sp_z[1].translate(sp_0)[1:] in ['00', '0000', '00:00'] %}`,
    code`{% set sp_o = sp_o and sp_z[0][:2]|int in range(24) and sp_q[:2]|int in range(24) and not (sp_z[0][3:4] ~ sp_z[0][6:7] ~ sp_q[2:3]).strip('012345') %}`,
  ];
}

/** The Julian day number of the date or number, some days later. */
function dayNumber(plus: number): readonly Code[] {
  const shift = plus > 0 ? code`+ ${integer(plus)}` : code`- ${integer(-plus)}`;
  return [
    code`{% set sp_g = 12 * sp_y + sp_m - 3 %}{% set sp_i = sp_g // 12 %}`,
    code`{% set sp_j = sp_a + ((153 * (sp_g % 12) + 2) // 5) + 365 * sp_i + (sp_i // 4) - (sp_i // 100) + (sp_i // 400) + 1721119 %}`,
    code`{% set sp_j = ((sp_s // 86400) + 2440588 if sp_u else sp_j) ${shift} %}`,
  ];
}

/** The calendar date of a Julian day number. */
function calendarDate(): readonly Code[] {
  return [
    code`{% set sp_f = 4 * (sp_j + 1363 + ((((4 * sp_j + 274277) // 146097) * 3) // 4)) + 3 %}`,
    code`{% set sp_h = 5 * ((sp_f % 1461) // 4) + 2 %}{% set sp_b = ((sp_h // 153) + 2) % 12 + 1 %}`,
    code`{% set sp_v = '%04d-%02d-%02d'|format((sp_f // 1461) - 4716 + ((14 - sp_b) // 12), sp_b, ((sp_h % 153) // 5) + 1) %}`,
  ];
}
