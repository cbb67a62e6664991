import type { Conversion, DateOrder, Transform } from '../field-map.ts';
import { code, integer, literal, type Code } from './fragments.ts';
import type { Writer } from './writer.ts';

const DIGITS = code`'0123456789'`;
const TRUE = code`['true', '1', '1.0', 'yes', 'y', 'on']`;
const FALSE = code`['false', '0', '0.0', 'no', 'n', 'off']`;

/** The text after its transforms. Only methods of str and slices are used: they are the same in every Jinja. */
export function transform(
  writer: Writer,
  text: Code,
  steps: readonly Transform[],
  hint: string,
): Code {
  const changed = steps.reduce((value, step) => code`${value}${transformStep(step)}`, text);
  return steps.length === 0 ? text : writer.set(hint, changed);
}

function transformStep(step: Transform): Code {
  if (typeof step === 'object') return code`[:${integer(step.truncate)}]`;
  return METHODS[step];
}

const METHODS: Readonly<Record<Extract<Transform, string>, Code>> = {
  trim: code`.strip()`,
  lower: code`.lower()`,
  upper: code`.upper()`,
  title: code`.title()`,
};

/** The text in the form of the conversion; '' where it has none. `text` is a name or stands in parentheses. */
export function convert(writer: Writer, text: Code, conversion: Conversion, hint: string): Code {
  const { to } = conversion;
  if (to === 'text') return text;
  if (to === 'date') return date(writer, text, conversion.order, hint);
  if (to === 'datetime') return dateTime(writer, text, conversion, hint);
  return CONVERTERS[to](writer, text, hint);
}

type Converter = (writer: Writer, text: Code, hint: string) => Code;

const CONVERTERS: Readonly<
  Record<Exclude<Conversion['to'], 'text' | 'date' | 'datetime'>, Converter>
> = {
  phone,
  integer: (writer, text, hint) => number(writer, text, hint, false),
  number: (writer, text, hint) => number(writer, text, hint, true),
  boolean,
  gender,
  colour,
  url,
};

/** A `.0` at the end comes of a number that was kept as a decimal: it is no digit of a telephone number. */
function phone(writer: Writer, text: Code, hint: string): Code {
  return writer.once(`phone ${text.toString()}`, () => {
    const raw = writer.set(hint, code`${text}.strip()`);
    const found = writer.fresh(`${hint} digits`);
    const one = writer.fresh('c');
    const whole = code`(${raw}[:-2] if ${raw}[-2:] == '.0' else ${raw})`;
    writer.add(
      code`{% set ${found} = [] %}{% for ${one} in ${whole} %}{% if ${one} in ${DIGITS} and ${found}.append(${one}) %}{% endif %}{% endfor %}`,
    );
    const plus = code`('+' if ${raw}[:1] == '+' else '')`;
    const fine = code`${found}|length in range(5, 16)`;
    return writer.set(`${hint} phone`, code`${plus} ~ ${found}|join if ${fine} else ''`);
  });
}

function number(writer: Writer, text: Code, hint: string, fraction: boolean): Code {
  const raw = writer.set(hint, code`${text}.strip()`);
  const parts = writer.set(
    `${hint} parts`,
    code`(${raw}[1:] if ${raw}[:1] in '+-' else ${raw}).split('.')`,
  );
  const whole = writer.set(`${hint} whole`, code`${parts}[0].lstrip('0')`);
  const after = fraction ? writer.set(`${hint} fraction`, code`${parts}[1:]|join`) : undefined;
  const rest = after && writer.set(`${hint} decimals`, code`${after}.rstrip('0')`);
  const some = rest ? code`(${whole} or ${rest})` : whole;
  const sign = code`('-' if ${raw}[:1] == '-' and ${some} else '')`;
  const end = rest ? code` ~ ('.' ~ ${rest} if ${rest} else '')` : code``;
  const fine = code`${parts}[0] and ${parts}|length in [1, 2] and not (${parts}|join).strip(${DIGITS})`;
  const value = code`${sign} ~ (${whole} or '0')${end} if ${fine} else ''`;
  return writer.set(`${hint} ${fraction ? 'number' : 'integer'}`, value);
}

function boolean(writer: Writer, text: Code, hint: string): Code {
  const raw = writer.set(hint, code`${text}.strip().lower()`);
  return writer.set(
    `${hint} boolean`,
    code`'true' if ${raw} in ${TRUE} else 'false' if ${raw} in ${FALSE} else ''`,
  );
}

function gender(writer: Writer, text: Code, hint: string): Code {
  const raw = writer.set(hint, code`${text}.strip().lower()`);
  const male = code`'1' if ${raw} in ['1', '1.0', 'm', 'male']`;
  const female = code`'2' if ${raw} in ['2', '2.0', 'f', 'female']`;
  return writer.set(`${hint} gender`, code`${male} else ${female} else '0' if ${raw} else ''`);
}

function colour(writer: Writer, text: Code, hint: string): Code {
  const raw = writer.set(hint, code`${text}.strip().lower()`);
  const digits = writer.set(`${hint} hex`, code`${raw}[1:] if ${raw}[:1] == '#' else ${raw}`);
  const fine = code`${digits}|length in [3, 6] and not ${digits}.strip('0123456789abcdef')`;
  return writer.set(`${hint} colour`, code`'#' ~ ${digits} if ${fine} else ''`);
}

function url(writer: Writer, text: Code, hint: string): Code {
  const raw = writer.set(hint, code`${text}.strip()`);
  const head = code`${raw}[:8].lower()`;
  const scheme = code`(${head} == 'https://' or ${head}[:7] == 'http://')`;
  return writer.set(
    `${hint} url`,
    code`${raw} if ${scheme} and ${raw}.split()|length == 1 else ''`,
  );
}

type DateParts = { readonly text: Code; readonly fine: Code };

const PLACES: Readonly<
  Record<DateOrder, readonly [year: Code, month: Code, day: Code, marks: Code]>
> = {
  ymd: [code`[:4]`, code`[5:7]`, code`[8:10]`, code`[4:8:3]`],
  dmy: [code`[6:10]`, code`[3:5]`, code`[:2]`, code`[2:6:3]`],
  mdy: [code`[6:10]`, code`[:2]`, code`[3:5]`, code`[2:6:3]`],
};

function date(writer: Writer, text: Code, order: DateOrder, hint: string): Code {
  const start = writer.set(hint, code`${text}.strip()`);
  const { text: value, fine } = dateParts(writer, start, order, hint);
  const rest = code`${start}[10:11] in 'Tt '`;
  return writer.set(`${hint} date`, code`${value} if ${fine} and ${rest} else ''`);
}

/** The calendar date at the beginning of a stripped text: ten characters, `-`, `/` or `.` between the numbers. */
function dateParts(writer: Writer, raw: Code, order: DateOrder, hint: string): DateParts {
  const [yearAt, monthAt, dayAt, marksAt] = PLACES[order];
  const year = writer.set(`${hint} y`, code`${raw}${yearAt}`);
  const month = writer.set(`${hint} m`, code`${raw}${monthAt}`);
  const day = writer.set(`${hint} d`, code`${raw}${dayAt}`);
  const digits = code`(${year} ~ ${month} ~ ${day})`;
  const shape = code`${digits}|length == 8 and not ${digits}.strip(${DIGITS}) and ${raw}${marksAt} in ['--', '//', '..']`;
  const leap = code`((${year}|int) % 4 == 0 and (${year}|int) % 100 != 0) or (${year}|int) % 400 == 0`;
  const months = code`[31, 29 if ${leap} else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]`;
  const inMonth = code`${day}|int in range(1, ${months}[(${month}|int) - 1] + 1)`;
  const fine = code`${shape} and ${year} != '0000' and ${month}|int in range(1, 13) and ${inMonth}`;
  return {
    text: code`${year} ~ '-' ~ ${month} ~ '-' ~ ${day}`,
    fine: writer.set(`${hint} ok`, fine),
  };
}

type DateTime = Extract<Conversion, { to: 'datetime' }>;

/** A time may be missing (midnight), lack seconds or have a fraction; an offset may be Z, UTC, +hh, +hhmm or +hh:mm. */
function dateTime(writer: Writer, text: Code, { order, offset }: DateTime, hint: string): Code {
  const raw = writer.set(hint, code`${text}.strip()`);
  const date = dateParts(writer, raw, order, hint);
  const utc = code`'+00:00'`;
  const parts = writer.set(
    `${hint} parts`,
    code`${raw}[11:].replace(' ', '').upper().replace('Z', ${utc}).replace('UTC', ${utc}).replace('GMT', ${utc}).replace('-', '+-').split('+')`,
  );
  const time = writer.set(
    `${hint} time`,
    code`${parts}[0].split('.')[0] if ${raw}[10:] else '00:00'`,
  );
  const clock = writer.set(
    `${hint} clock`,
    code`${time} ~ ':00' if ${time}|length == 5 else ${time}`,
  );
  const zone = writer.set(
    `${hint} zone`,
    code`${parts}[1] if ${parts}|length == 2 else ${literal(offset.replace(/^\+/, ''))}`,
  );
  const bare = writer.set(
    `${hint} offset`,
    code`(${zone}[1:] if ${zone}[:1] == '-' else ${zone}).replace(':', '')`,
  );
  const hours = writer.set(
    `${hint} hours`,
    code`${bare} ~ '00' if ${bare}|length == 2 else ${bare}`,
  );
  const clockDigits = code`(${clock}[:2] ~ ${clock}[3:5] ~ ${clock}[6:])`;
  const clockShape = code`${clock}|length == 8 and ${clock}[2:6:3] == '::' and not ${clockDigits}.strip(${DIGITS})`;
  const clockFine = code`${clock}[:2]|int in range(24) and ${clock}[3:5]|int in range(60) and ${clock}[6:]|int in range(60)`;
  const hoursShape = code`${hours}|length == 4 and not ${hours}.strip(${DIGITS})`;
  const hoursFine = code`${hours}[:2]|int in range(24) and ${hours}[2:]|int in range(60)`;
  const mark = code`${raw}[10:11] in 'Tt ' and ${parts}|length in [1, 2]`;
  const fine = code`${date.fine} and ${mark} and ${clockShape} and ${clockFine} and ${hoursShape} and ${hoursFine}`;
  const sign = code`('-' if ${zone}[:1] == '-' else '+')`;
  const value = code`${date.text} ~ 'T' ~ ${clock} ~ ${sign} ~ ${hours}[:2] ~ ':' ~ ${hours}[2:]`;
  return writer.set(`${hint} datetime`, code`${value} if ${fine} else ''`);
}
