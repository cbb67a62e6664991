import type { CallingRules } from '../../calling-codes.ts';
import { code, integer, literal, type Code } from '../fragments.ts';
import type { Loop } from './loop.ts';

/**
 * A table for `translate` that takes out what people write between the digits, and marks that nobody sees: ( ) - . / and their
 * full-width forms, soft hyphen, minus, byte order mark, and U+200B to U+2069 (direction marks, hyphens, dashes, joiners).
 */
const BETWEEN = code`{% set sp_1 = {}.fromkeys([40, 41, 45, 46, 47, 173, 8722, 65279, 65288, 65289, 65293] + range(8203, 8298)|list) %}`;

/**
 * The digits of a telephone number, with + in front where it is an international one. `int` reads the digits of every script;
 * the 1 in front of them keeps leading zeros, and no e makes it a float.
 */
export function phoneLoop(country: CallingRules | undefined): Loop {
  const body = [
    code`{% set sp_t = (sp_x.lower().split()|join).replace('tel:', '').replace('\uff0b', '+') %}`,
    code`{% set sp_f = sp_t.partition('.') %}`,
    code`{% set sp_n = sp_f[0] if sp_f[2] in ['0', '00'] else sp_t[:0] if sp_f[2]|length in [1, 2] or '/ ' in sp_x or ' /' in sp_x else sp_t %}`,
    code`{% set sp_u = sp_n.replace('(0)', ' ').translate(sp_1) %}`,
    code`{% set sp_a = sp_t|length == sp_u|length + 2 and sp_t|length in range(8, 11) and not (sp_t[4:5] ~ sp_t[-5:-4]).isdigit() %}`,
    code`{% set sp_i = sp_u[:1] == '+' or sp_u[:2] == '00' %}`,
    code`{% set sp_d = (sp_u[1 if sp_u[:1] == '+' else 2:] if sp_i else sp_u).replace(' ', '' if sp_i else '0') %}`,
    code`{% set sp_c = ('1' ~ sp_d[:16].replace('e', 'x'))|int|string %}`,
    code`{% set sp_o = sp_d|length in range(5, 16) and sp_c|length == sp_d|length + 1 and not sp_a %}`,
  ];
  if (country === undefined)
    return {
      before: [BETWEEN],
      body,
      result: code`('+' if sp_i else '') ~ sp_c[1:] if sp_o else ''`,
    };
  return { before: [BETWEEN], body: [...body, ...national(country)], result: code`sp_v` };
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
      ? code`sp_g`
      : code`${without(code`sp_g`, trunk)}${trunk.startsWith('0') ? code`` : isLong(code`sp_g`)} else sp_g`;
  return [
    code`{% set sp_g = sp_c[1:] %}{% set sp_h = ${bare} %}`,
    code`{% set sp_j = ${without(code`sp_h`, calling)}${isLong(code`sp_h`)} else sp_h %}`,
    code`{% set sp_v = '' if not sp_o else '+' ~ sp_g if sp_i else '+' ~ ${literal(calling)} ~ sp_j if sp_j|length in range(4, ${integer(longest + 1)}) else '' %}`,
  ];
}
