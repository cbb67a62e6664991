/** Characters that would act on a terminal or reverse its lines: controls and the marks of text direction. */
const ACTING =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
]);

/** One line of text from data as a terminal may show it: what would act on the terminal is written as an escape. */
export function printable(text: string): string {
  return text.replaceAll(
    ACTING,
    (char) => SHORT.get(char) ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Lines of a file as a terminal may show them, each column as it was: what would act on the terminal is U+FFFD. Line breaks and
 * tabs stay.
 */
export function printableLines(text: string): string {
  return text.replaceAll(ACTING, (char) => (SHORT.has(char) ? char : '\ufffd'));
}
