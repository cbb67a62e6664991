const MADE_HERE: unique symbol = Symbol('made in fragments.ts');

/**
 * A piece of Jinja text. Only this file makes one: out of template strings that are in the source code, and of values
 * that went through `literal`, `integer` or `identifier`. So no value of a field map can become code.
 */
export class Code {
  readonly #text: string;

  constructor(key: typeof MADE_HERE, text: string) {
    if (key !== MADE_HERE)
      throw new TypeError('a fragment is made by the functions of fragments.ts');
    this.#text = text;
  }

  /** The Jinja text. */
  toString(): string {
    return this.#text;
  }
}

/** Jinja text as written (backslashes too) with fragments put in: ``code`{% set ${name} = ${value} %}` ``. */
export function code(strings: TemplateStringsArray, ...parts: readonly Code[]): Code {
  const text = strings.raw.map((raw, at) => raw + (parts[at]?.toString() ?? '')).join('');
  return new Code(MADE_HERE, text);
}

/**
 * A text as a Jinja string literal that every editor leaves alone: in single quotes, plain ASCII, quotes, angle brackets,
 * ampersands, control characters, second spaces and anything that Jinja could take for a delimiter written as escapes.
 */
export function literal(text: string): Code {
  const braces = /[{}%#][{}%#]/.test(text);
  let body = '';
  for (const character of text) body += escaped(character, braces);
  return new Code(MADE_HERE, `'${body.replaceAll('  ', ' \\x20')}'`);
}

function escaped(character: string, braces: boolean): string {
  const point = character.codePointAt(0) ?? 0;
  if (character === '\\') return '\\\\';
  if (character === '\n') return '\\n';
  if (/["'<>&`]/.test(character) || (braces && /[{}%#]/.test(character))) return hex(point);
  return point >= 0x20 && point < 0x7f ? character : hex(point);
}

function hex(point: number): string {
  const digits = point.toString(16);
  if (point < 0x1_00) return `\\x${digits.padStart(2, '0')}`;
  if (point < 0x1_00_00) return `\\u${digits.padStart(4, '0')}`;
  return `\\U${digits.padStart(8, '0')}`;
}

/** A whole number from 0 up, in plain decimal digits. Throws RangeError for any other number. */
export function integer(value: number): Code {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${value} is no list position`);
  return new Code(MADE_HERE, String(value));
}

/** An ASCII name for a variable, or for an attribute after a point. Throws RangeError for any other text. */
export function identifier(name: string): Code {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new RangeError(`${JSON.stringify(name)} is no name`);
  return new Code(MADE_HERE, name);
}

/** The inside of a comment: letters, digits, spaces and `.,:()+-` only; anything else becomes a space. */
export function comment(text: string): Code {
  return new Code(MADE_HERE, text.replaceAll(/[^A-Za-z0-9 .,:()+-]/g, ' '));
}

/** Fragments one after the other with a separator between them. */
export function joined(parts: readonly Code[], separator: Code): Code {
  return new Code(MADE_HERE, parts.map(String).join(separator.toString()));
}
