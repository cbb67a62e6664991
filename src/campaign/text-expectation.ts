import { didYouMean } from '../diagnostics/index.ts';
import type { DataPath } from '../documents/index.ts';

/**
 * What a text is held against: that of the whole message, or in `parts` that of one part by its name. Regular expressions are
 * read with the flags `su`.
 */
export type TextExpectation = {
  readonly equals?: string;
  readonly contains: readonly string[];
  readonly matches: readonly string[];
  readonly notContains: readonly string[];
  readonly notMatches: readonly string[];
  readonly parts?: readonly (readonly [part: string, expected: TextExpectation])[];
};

/** One text or several of them, as campaign files write it. */
export type RawText = string | readonly string[];

type RawTerms = {
  readonly equals?: string;
  readonly contains?: RawText;
  readonly matches?: RawText;
  readonly not?: string | { readonly contains?: RawText; readonly matches?: RawText };
};

/** An expectation of a text as the schema lets it through: a text that it contains, terms, or either of them by part. */
export type RawTextExpectation = string | (RawTerms & { readonly [part: string]: unknown });

/** Tells what is wrong with a part of an expectation. */
export type Report = (path: DataPath, message: string, hint: string) => void;

const TERMS: ReadonlySet<string> = new Set(['equals', 'contains', 'matches', 'not']);

/** Reads the expectation at a path. `parts` are the names of the message's parts, which the terms may be about. */
export function readText(
  raw: RawTextExpectation,
  at: DataPath,
  parts: readonly string[],
  report: Report,
): TextExpectation {
  const wanted = typeof raw === 'string' ? { contains: raw } : raw;
  const { equals, contains, matches, not } = wanted as RawTerms;
  const unwanted = typeof not === 'string' ? { contains: not } : (not ?? {});
  const notMatches = list(unwanted.matches);
  checkPatterns(list(matches), [...at, 'matches'], report);
  checkPatterns(notMatches, [...at, 'not', 'matches'], report);
  const ofParts = Object.entries(wanted).filter(([key]) => !TERMS.has(key));
  for (const [name] of ofParts)
    if (!parts.some((part) => isOf(part, name))) {
      const known = [...new Set(parts.map((part) => part.split('.')[0] ?? part))];
      report(
        [...at, name],
        `the message has no part '${name}'; it has ${known.join(', ')}`,
        didYouMean(name, known) ?? 'write text: without a part for the whole message',
      );
    }
  return {
    ...(equals !== undefined && { equals }),
    contains: list(contains),
    matches: list(matches),
    notContains: list(unwanted.contains),
    notMatches,
    ...(ofParts.length > 0 && {
      parts: ofParts.map(([name, inner]) => [
        name,
        readText(inner as RawTextExpectation, [...at, name], [], report),
      ]),
    }),
  };
}

/** Whether a part of a message is the one of that name, or in the list of that name. */
export function isOf(part: string, name: string): boolean {
  return part === name || part.startsWith(`${name}.`);
}

function checkPatterns(patterns: readonly string[], at: DataPath, report: Report): void {
  for (const pattern of patterns) {
    try {
      RegExp(pattern, 'su');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      report(
        at,
        `no regular expression: ${why.replace(/^Invalid regular expression: /, '')}`,
        'write \\ before a sign that means itself, or use contains: for plain text',
      );
    }
  }
}

/** One text or several as a list; none where there is nothing. */
export function list(raw: RawText | undefined): readonly string[] {
  if (raw === undefined) return [];
  return typeof raw === 'string' ? [raw] : raw;
}
