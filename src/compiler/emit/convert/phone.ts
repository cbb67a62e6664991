import type { CallingRules } from '../../calling-codes.ts';
import { code, integer, literal, type Code } from '../fragments.ts';
import type { Loop } from './loop.ts';

/**
 * A table for `translate` that takes out what people write between the digits, and marks that nobody sees: ( ) - . / and their
 * full-width forms, soft hyphen, minus, byte order mark, and U+200B to U+2069 (direction marks, hyphens, dashes, joiners).
 */
const BETWEEN = code`{% set sp_1 = {}.fromkeys([40, 41, 45, 46, 47, 173, 8722, 65279, 65288, 65289, 65293] + range(8203, 8298)|list) %}`;

/**
 * The digits of a telephone number, with + in front where it is an international one (`i` is how long its prefix is). `int`
 * reads the digits of every script; the 1 in front of them keeps leading zeros.
 */
export function phoneLoop(country: CallingRules | undefined): Loop {
  const isFloat = code`f[2] in ['0', '00']`;
  const isDate = code`not u[8:] and t|length == u|length+2 and not (t[4:5] ~ t[-5:-4]).isdigit()`;
  const isNone = code`'/ ' in x or ' /' in x or f[2]|length in [1, 2] or ${isDate}`;
  const isOne = code`d.isdecimal() and d|length in range(5, 16) and (${isFloat} or not (${isNone}))`;
  const body = [
    code`{% set t = (x.lower().split()|join).replace('tel:', '').replace('\uff0b', '+') %}`,
    code`{% set f = t.partition('.') %}`,
    code`{% set u = (f[0] if ${isFloat} else t).replace('(0)', ' ').translate(sp_1) %}`,
    code`{% set i = 1 if u[:1] == '+' else 2 if u[:2] == '00' else 0 %}{% set d = u[i:].replace(' ', '' if i else '0') %}`,
  ];
  const digits = code`(('1' ~ d)|int|string)[1:]`;
  const international = code`('+' if i else '') ~ ${digits} if ${isOne} else ''`;
  if (country === undefined) return { before: [BETWEEN], body, result: international };
  const whole = [...body, code`{% set g = ${digits} if ${isOne} else '' %}`, ...national(country)];
  return { before: [BETWEEN], body: whole, result: code`v` };
}

/** A text without a prefix, to be followed by `else`. */
function without(from: Code, prefix: string): Code {
  const length = integer(prefix.length);
  return code`${from}[${length}:] if ${from}[:${length}] == ${literal(prefix)}`;
}

/**
 * A number without international prefix: the trunk prefix goes, and the country's code where the number is too long without. A
 * trunk prefix that is no 0 begins numbers too, so that it goes only where the number is too long with it.
 */
function national({ code: calling, trunk, longest }: CallingRules): readonly Code[] {
  const isLong = (digits: Code): Code =>
    code` and ${digits}|length not in range(${integer(longest + 1)})`;
  const bare =
    trunk === ''
      ? code`g`
      : code`${without(code`g`, trunk)}${trunk.startsWith('0') ? code`` : isLong(code`g`)} else g`;
  return [
    code`{% set h = ${bare} %}`,
    code`{% set j = ${without(code`h`, calling)}${isLong(code`h`)} else h %}`,
    code`{% set v = '' if not g else '+' ~ g if i else '+' ~ ${literal(calling)} ~ j if j|length in range(4, ${integer(longest + 1)}) else '' %}`,
  ];
}
