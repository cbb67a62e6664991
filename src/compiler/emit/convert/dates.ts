import type { DateConversion, DateOrder } from '../../field-map.ts';
import { code, integer, literal, type Code } from '../fragments.ts';
import type { Loop } from './loop.ts';

/** A table for `translate` that makes every digit a 0: what is left is the shape of a text. */
const SHAPE = code`{% set sp_0 = {}.fromkeys(range(48, 58), 48) %}`;

/** The variables of a date in the order of the text, and the shapes that it may have. */
const ORDERS: Readonly<Record<DateOrder, { readonly names: Code; readonly shapes: Code }>> = {
  ymd: {
    names: code`y, m, a`,
    shapes: code`'0000 00 00', '0000 0 00', '0000 00 0', '0000 0 0'`,
  },
  dmy: {
    names: code`a, m, y`,
    shapes: code`'00 00 0000', '0 00 0000', '00 0 0000', '0 0 0000'`,
  },
  mdy: {
    names: code`m, a, y`,
    shapes: code`'00 00 0000', '0 00 0000', '00 0 0000', '0 0 0000'`,
  },
};

/** Whether year, month and day are a date of the calendar, and what follows the seconds a fraction, which counts for nothing. */
const IS_DAY = code`y and m in range(1, 13) and a in range(1, (29 if y%(4 if y%100 else 400) else 30) if m == 2 else 31+(m+m//8)%2) and (not r[0][8:] or r[0][8] == '.' and r[0][9:].isdecimal())`;

/** Whether the time `c` and the offset `o` are complete and within their bounds. */
const IS_TIME = code`not r[3:] and (c ~ r[1]).translate(sp_0) in ['00:00:0000', '00:00:000000', '00:00:0000:00'] and ([c, o, '24']|sort)[2] == '24' and not (c[3] ~ c[6] ~ o[2]).strip('012345')`;

/** How a date is written, and a time and offset of a text or a number; what is written follows. */
const DATE = code`%04d-%02d-%02d`;
const TEXT_CLOCK = { form: code`T%s%s%s:%s`, parts: code`c, z[r[0]|length], o[:2], o[2:]` };
const NUMBER_CLOCK = {
  form: code`T%02d:%02d:%02d+00:00`,
  parts: code`s%86400//3600, s%3600//60, s%60`,
};

/**
 * A date or a date and time, of a text or of seconds or milliseconds since 1970: 9 and 10 digits are seconds (until 2286), 11
 * to 13 milliseconds. Numbers are read by, and days added to, the Julian day number (the formula is that of Richards, in Urban and
 * Seidelmann's Explanatory Supplement to the Astronomical Almanac, 15.11).
 */
export function dateLoop(conversion: DateConversion): Loop {
  const { names, shapes } = ORDERS[conversion.order];
  const { time, offset } = { time: '00:00:00', offset: '+00:00', ...conversion };
  const { text, number, after } = conversion.plus ? shifted(conversion) : plain(conversion);
  const body = [
    code`{% set w = '' %}${conversion.plus ? code`{% set j = 0 %}` : code``}`,
    code`{% set t = (x|upper).replace('UTC', 'Z').replace('GMT', 'Z').replace('Z', '+00:00').replace('T', ' T').split() + [''] %}`,
    code`{% set e = t[0].strip('0123456789')[:1] or '-' %}{% set d = t[0].replace(e, ' ') ~ '' %}`,
    code`{% if e in '-/.' and d.translate(sp_0) in [${shapes}] %}`,
    code`{% set ${names} = d.split()|map('int') %}`,
    code`{% set z = (t[1:]|join or ${literal(time)}).lstrip('T') ~ ${literal(offset)} %}`,
    code`{% set r = z.replace('-', '+').split('+') %}`,
    code`{% set c = (r[0] ~ ':00')[:8] %}{% set o = (r[1].replace(':', '') ~ '00')[:4] %}`,
    ...text,
    code`{% else %}`,
    code`{% set n = t[0][:16]|int if not t[0].replace('.', '', 1).lstrip('-').strip('0123456789') else 0 %}`,
    code`{% set l = (n|abs|string)[8:] %}{% if l and not l[5:] ~ t[1] %}`,
    code`{% set s = n//(1000 if l[2:] else 1) %}`,
    ...number,
    code`{% endif %}{% endif %}`,
    ...after,
  ];
  return { before: [SHAPE], body, result: code`w` };
}

type Ways = {
  readonly text: readonly Code[];
  readonly number: readonly Code[];
  readonly after: readonly Code[];
};

type Clock = typeof TEXT_CLOCK;

/** A date, and its time where that is asked for, as one text. */
function written(date: Code, { form, parts }: Clock, isTime: boolean): Code {
  return isTime
    ? code`'${DATE}${form}'|format(${date}, ${parts})`
    : code`'${DATE}'|format(${date})`;
}

/** The date as it is. */
function plain({ to }: DateConversion): Ways {
  const isTime = to === 'datetime';
  return {
    text: [
      code`{% if ${IS_DAY} %}`,
      code`{% set w = ${written(code`y, m, a`, TEXT_CLOCK, isTime)} if ${IS_TIME} else '' %}{% endif %}`,
    ],
    number: [
      code`{% set j = s//86400+2440588 %}`,
      ...dayOf(),
      code`{% set w = ${written(CALENDAR_DATE, NUMBER_CLOCK, isTime)} %}`,
    ],
    after: [],
  };
}

/** The date some days later, within the years 1 to 9999; `q` is the time. */
function shifted({ to, plus = 0 }: DateConversion): Ways {
  const isTime = to === 'datetime';
  const shift = plus > 0 ? code`+${integer(plus)}` : code`-${integer(-plus)}`;
  const day = code`367*y-(7*(y+(m+9)//12))//4-(3*((y+(m-3)//12)//100+1))//4+(275*m)//9+a+1721029`;
  const clock = ({ form, parts }: Clock): readonly Code[] =>
    isTime ? [code`{% set q = '${form}'|format(${parts}) %}`] : [];
  return {
    text: [
      code`{% if ${IS_DAY} %}`,
      code`{% set j = ${day}${shift} if ${IS_TIME} else 0 %}`,
      ...clock(TEXT_CLOCK),
      code`{% endif %}`,
    ],
    number: [code`{% set j = s//86400+2440588${shift} %}`, ...clock(NUMBER_CLOCK)],
    after: [
      code`{% if j %}`,
      ...dayOf(),
      code`{% set v = '${DATE}'|format(${CALENDAR_DATE}) %}`,
      code`{% set w = v${isTime ? code` ~ q` : code``} if v|length == 10 and v[:4] != '0000' else '' %}{% endif %}`,
    ],
  };
}

/** The day of the calendar of a Julian day number. */
function dayOf(): readonly Code[] {
  return [
    code`{% set f = 4*(j+1363+((4*j+274277)//146097*3)//4)+3 %}{% set h = 5*(f%1461//4)+2 %}`,
  ];
}

const CALENDAR_DATE = code`f//1461-4716+h//1530, (h//153+2)%12+1, h%153//5+1`;
