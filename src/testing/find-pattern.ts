/**
 * Finds a regular expression of a test in a message: the offset of its first match, undefined where there is none, `too-slow`
 * where the search was given up. `.` matches line breaks, and the text is read as Unicode.
 */
export type FindPattern = (pattern: string, text: string) => number | 'too-slow' | undefined;

/** Without a limit: for patterns that can be trusted, and where there is nothing that could stop a search. */
export function findPattern(pattern: string, text: string): number | undefined {
  return RegExp(pattern, 'su').exec(text)?.index;
}
