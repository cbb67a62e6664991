import { raise } from '../errors.ts';
import { readInteger } from './format-parse.ts';
import { codePoints } from './strings.ts';

/** A piece of a format string: literal text, then perhaps a replacement field. */
export type FormatPiece = {
  readonly literal: string;
  readonly field: ReplacementField | undefined;
};

/** `{name!conversion:spec}`; `nested` where the spec has fields of its own. */
export type ReplacementField = {
  /** As it is written, and its parts: what is before the first `.` or `[`, as an index where it is all digits, and the rest. */
  readonly name: string;
  readonly first: string;
  readonly index: number | undefined;
  readonly rest: string;
  readonly conversion: string | undefined;
  readonly spec: string;
  readonly nested: boolean;
};

/** One step of a field name: `.name`, `[name]` or, with a number, `[index]`. */
type FieldStep = {
  readonly attribute: boolean;
  readonly name: string;
  readonly index: number | undefined;
};

/**
 * The pieces of a format string, one at a time, so that errors come in Python's order: what is before a mistake is
 * formatted first. Raises ValueError in Python's words (CPython's `MarkupIterator_next`).
 */
export function* formatPieces(text: string): Generator<FormatPiece> {
  let at = 0;
  while (at < text.length) {
    const brace = nextBrace(text, at);
    if (brace === -1) {
      yield { literal: text.slice(at), field: undefined };
      return;
    }
    const char = text.charAt(brace);
    const doubled = text.charAt(brace + 1) === char;
    if (!doubled && (char === '}' || brace + 1 === text.length)) {
      throw raise('ValueError', `Single '${char}' encountered in format string`);
    }
    const literal = text.slice(at, doubled ? brace + 1 : brace);
    if (doubled) {
      at = brace + 2;
      yield { literal, field: undefined };
      continue;
    }
    const { field, end } = readField(text, brace + 1);
    at = end;
    yield { literal, field };
  }
}

function nextBrace(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x7b || unit === 0x7d) return at;
  }
  return -1;
}

type Read = { readonly field: ReplacementField; readonly end: number };

function fieldOf(name: string, conversion?: string, spec = ''): ReplacementField {
  const first = firstOfName(name);
  const rest = name.slice(first.length);
  const index = integerOf(first);
  return { name, first, index, rest, conversion, spec, nested: spec.includes('{') };
}

function readField(text: string, start: number): Read {
  const stop = endOfName(text, start);
  const name = text.slice(start, stop);
  const char = text.charAt(stop);
  if (char === '}') {
    return { field: fieldOf(name), end: stop + 1 };
  }
  if (char === ':') return readSpec(text, stop + 1, name, undefined);
  if (char !== '!') throw raise('ValueError', "expected '}' before end of string");
  const code = text.codePointAt(stop + 1);
  if (code === undefined) {
    throw raise('ValueError', 'end of string while looking for conversion specifier');
  }
  const conversion = String.fromCodePoint(code);
  const after = stop + 1 + conversion.length;
  if (text.charAt(after) === '}') {
    return { field: fieldOf(name, conversion), end: after + 1 };
  }
  if (after < text.length && text.charAt(after) !== ':') {
    throw raise('ValueError', "expected ':' after conversion specifier");
  }
  return readSpec(text, after + 1, name, conversion);
}

/** Where a field's name ends: at `}`, `:` or `!` outside of brackets, or at the end of the text. */
function endOfName(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '{') throw raise('ValueError', "unexpected '{' in field name");
    if (char === '}' || char === ':' || char === '!') return at;
    if (char === '[') {
      const closing = text.indexOf(']', at + 1);
      at = closing === -1 ? text.length : closing;
    }
  }
  return text.length;
}

function readSpec(text: string, start: number, name: string, conversion: string | undefined): Read {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    if (depth === 0) {
      return { field: fieldOf(name, conversion, text.slice(start, at)), end: at + 1 };
    }
  }
  throw raise('ValueError', "unmatched '{' in format spec");
}

/** The first part of a field's name: up to the first `.` or `[`. */
export function firstOfName(name: string): string {
  return /^[^.[]*/.exec(name)?.[0] ?? '';
}

/** What follows the first part of a field's name, one at a time; raises ValueError in Python's words. */
export function* fieldSteps(rest: string): Generator<FieldStep> {
  let at = 0;
  while (at < rest.length) {
    const char = rest.charAt(at);
    let step: FieldStep;
    if (char === '.') {
      const name = firstOfName(rest.slice(at + 1));
      at += 1 + name.length;
      step = { attribute: true, name, index: undefined };
    } else if (char === '[') {
      const closing = rest.indexOf(']', at);
      if (closing === -1) throw raise('ValueError', "Missing ']' in format string");
      const name = rest.slice(at + 1, closing);
      at = closing + 1;
      step = { attribute: false, name, index: integerOf(name) };
    } else {
      throw raise('ValueError', "Only '.' or '[' may follow ']' in format field specifier");
    }
    if (step.name === '') throw raise('ValueError', 'Empty attribute in format string');
    yield step;
  }
}

/** A name that is all decimal digits as a number, or undefined; raises ValueError for one that no C integer holds. */
export function integerOf(name: string): number | undefined {
  if (name === '') return undefined;
  const chars = codePoints(name);
  let end = 0;
  const value = readInteger(chars, 0, (to) => (end = to));
  return end === chars.length ? value : undefined;
}
