import type { Chance } from './chance.ts';
import { someBig, someFloat, someInt, someText } from './values.ts';

/** A string literal of a template, in one of the ways to write it. */
export function quote(chance: Chance, text: string): string {
  const mark = chance.of(["'", '"']);
  const body = Array.from(text, (char) => writtenChar(chance, char, mark)).join('');
  return mark + body + mark;
}

function writtenChar(chance: Chance, char: string, mark: string): string {
  if (char === '\\' || char === mark) return `\\${char}`;
  const code = char.codePointAt(0) ?? 0;
  // A lone surrogate cannot stand in a source: the pipe between the two programs is UTF-8.
  if (code >= 0xd8_00 && code <= 0xdf_ff) return `\\u${code.toString(16)}`;
  if (char === '\n') return chance.of(['\\n', '\\n', '\n', '\\012']);
  if (!chance.hit(0.01)) return char;
  if (code < 0x1_00)
    return chance.of([`\\x${hex(code, 2)}`, `\\${code.toString(8).padStart(3, '0')}`]);
  return code < 0x1_00_00 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}

/** A string literal with any text in it; sometimes two that stand side by side, sometimes an odd escape. */
export function someString(chance: Chance): string {
  if (chance.hit(0.03))
    return `${quote(chance, someText(chance))} ${quote(chance, someText(chance))}`;
  if (chance.hit(0.02))
    return chance.of([
      "'\\q'",
      "'a\\\nb'",
      "'\\N{BULLET}'",
      "'\\x4'",
      "'\\u12'",
      "'\\0'",
      "'\\777'",
    ]);
  return quote(chance, someText(chance));
}

/** A number literal whose value is an int. */
export function someIntLiteral(chance: Chance): string {
  if (chance.hit(0.04)) return someBig(chance);
  if (chance.hit(0.04))
    return chance.of(['0x1F', '0b101', '0o17', '1_000', '0xff_ff', '00', '0_0']);
  return someInt(chance);
}

/** A number literal whose value is a float. */
export function someFloatLiteral(chance: Chance): string {
  if (chance.hit(0.05)) return chance.of(['1e3', '1E-2', '1_0.5', '2.5e+3', '1_0e1_0', '42e400']);
  const digits = someFloat(chance);
  return /[a-z]{2}|[A-Z]/.test(digits) ? '1.5' : digits;
}

/** A format string for `%`. */
export function percentFormat(chance: Chance): readonly [format: string, args: readonly string[]] {
  const kinds = chance.many(1, 3, () =>
    chance.of(['s', 'd', 'f', 'r', 'x', 'e', 'g', 'c', 'i', 'o', 'a', '%', 'G', 'X', 'u', 'F']),
  );
  const parts = kinds.map((kind) => `%${chance.hit(0.5) ? flags(chance) : ''}${kind}`);
  return [parts.join(chance.of(['', '-', ' and '])), kinds.filter((kind) => kind !== '%')];
}

function flags(chance: Chance): string {
  const width = chance.hit(0.5) ? String(chance.between(1, 12)) : '';
  const precision = chance.hit(0.5) ? `.${chance.between(0, 6)}` : '';
  return chance.of(['', '-', '+', '0', ' ', '#', '-0', '+#']) + width + precision;
}

/** A format string for `str.format`, and how many arguments it takes by place. */
export function braceFormat(chance: Chance): string {
  const field = chance.hit(0.5)
    ? ''
    : chance.of(['0', '1', 'x', '0.name', '0[a]', 'x.n', '0[0]', '']);
  const conversion = chance.hit(0.2) ? chance.of(['!r', '!s', '!a', '!x']) : '';
  const spec = chance.hit(0.5) ? `:${formatSpec(chance)}` : '';
  return `{${field}${conversion}${spec}}`;
}

/** The part of a replacement field after the colon. */
export function formatSpec(chance: Chance): string {
  const align = chance.hit(0.4)
    ? chance.of(['', '*', 'é', '0']) + chance.of(['<', '>', '^', '='])
    : '';
  const sign = chance.hit(0.2) ? chance.of(['+', '-', ' ']) : '';
  const rest = (chance.hit(0.1) ? '#' : '') + (chance.hit(0.1) ? '0' : '');
  const width = chance.hit(0.5) ? String(chance.between(1, 14)) : '';
  const grouping = chance.hit(0.1) ? chance.of([',', '_']) : '';
  const precision = chance.hit(0.3) ? `.${chance.between(0, 6)}` : '';
  const type = chance.of([
    '',
    '',
    's',
    'd',
    'f',
    'x',
    'X',
    'b',
    'o',
    'e',
    'g',
    '%',
    'n',
    'c',
    'G',
    'E',
  ]);
  return align + sign + rest + width + grouping + precision + type;
}
