import { raise } from '../errors.ts';

/** A width or precision that is the next argument (`*`), and one that is not given. */
export const STARRED = -2;
const ABSENT = -1;

/** A conversion, `%(key)-08.3f`, with the text in front of it. */
export type Conversion = {
  readonly literal: string;
  /** Undefined: the next argument is converted; null: the key has no end. */
  readonly key: string | null | undefined;
  readonly flags: string;
  /** Characters at least, STARRED or ABSENT. */
  readonly width: number;
  readonly precision: number;
  readonly type: string;
  /** It is `%s` and nothing else. */
  readonly isPlain: boolean;
  /** The offset behind the type. */
  readonly end: number;
  /** What is wrong with the format from here on: raised once the key and the arguments of this conversion are read. */
  readonly fault: (() => Error) | undefined;
};

/** How str and bytes differ: the flags they know, and what errors call a precision. */
export type PercentSyntax = { readonly flags: string; readonly precision: string };

/** PY_SSIZE_T_MAX and INT_MAX: the bounds of width and precision. */
export const MAX_WIDTH: number = 2 ** 63 - 1;
export const MAX_PRECISION: number = 0x7f_ff_ff_ff;

/**
 * The conversions of a format string, one at a time; the last one has no type and only the text behind the others. Nothing is
 * raised here: what is before a mistake is formatted first.
 */
export function* conversionsOf(text: string, syntax: PercentSyntax): Generator<Conversion, void> {
  let literal = '';
  let start = 0;
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', start)) {
    literal += text.slice(start, at);
    if (text.charAt(at + 1) === '%') {
      literal += '%';
      start = at + 2;
      continue;
    }
    const reader = new ConversionReader(text, at + 1, syntax);
    const conversion = reader.read(literal);
    yield conversion;
    if (conversion.fault !== undefined) return;
    literal = '';
    start = reader.at;
  }
  const nothing = {
    key: undefined,
    flags: '',
    width: ABSENT,
    precision: ABSENT,
    isPlain: false,
    fault: undefined,
  };
  yield { literal: literal + text.slice(start), type: '', end: text.length, ...nothing };
}

class ConversionReader {
  at: number;
  private readonly text: string;
  private readonly syntax: PercentSyntax;
  private fault: (() => Error) | undefined;

  constructor(text: string, at: number, syntax: PercentSyntax) {
    this.text = text;
    this.at = at;
    this.syntax = syntax;
  }

  read(literal: string): Conversion {
    const { text, syntax } = this;
    const key = text.charAt(this.at) === '(' ? this.key() : undefined;
    const first = this.at;
    while (this.at < text.length && syntax.flags.includes(text.charAt(this.at))) this.at += 1;
    const flags = text.slice(first, this.at);
    const width = this.number('width', MAX_WIDTH) ?? ABSENT;
    let precision = ABSENT;
    if (this.fault === undefined && text.charAt(this.at) === '.') {
      this.at += 1;
      precision = this.number(syntax.precision, MAX_PRECISION) ?? 0;
    }
    if (this.at < text.length && 'hlL'.includes(text.charAt(this.at))) this.at += 1;
    const code = text.codePointAt(this.at);
    if (code === undefined) this.fault ??= () => raise('ValueError', 'incomplete format');
    const type = String.fromCodePoint(code ?? 0);
    this.at += type.length;
    const isPlain = type === 's' && this.at === first + 1 && key === undefined;
    const { at: end, fault } = this;
    return { literal, key, flags, width, precision, type, isPlain, end, fault };
  }

  /** The key between parentheses, which may hold others. */
  private key(): string | null {
    const { text } = this;
    const start = this.at + 1;
    for (let depth = 1; depth > 0;) {
      this.at += 1;
      if (this.at >= text.length) {
        this.fault = () => raise('ValueError', 'incomplete format key');
        return null;
      }
      const char = text.charAt(this.at);
      if (char === '(') depth += 1;
      else if (char === ')') depth -= 1;
    }
    this.at += 1;
    return text.slice(start, this.at - 1);
  }

  /** A number or `*`; undefined where neither is there. */
  private number(what: string, most: number): number | undefined {
    const { text } = this;
    if (text.charAt(this.at) === '*') {
      this.at += 1;
      return STARRED;
    }
    let number: number | undefined;
    for (; this.at < text.length; this.at += 1) {
      const digit = text.charCodeAt(this.at) - 48;
      if (digit < 0 || digit > 9) break;
      number = (number ?? 0) * 10 + digit;
      if (number <= most) continue;
      this.fault ??= () => raise('ValueError', `${what} too big`);
      return number;
    }
    return number;
  }
}
