import { readFileSync } from 'node:fs';

/** The values of a file with one JSON value a line. */
export function jsonLines(file: string | URL): readonly unknown[] {
  return jsonLinesOf(readFileSync(file, 'utf8'));
}

/** The values of a text with one JSON value a line, such as what a command has printed. */
export function jsonLinesOf(text: string): readonly unknown[] {
  return filledLines(text).map((line) => JSON.parse(line) as unknown);
}

/** The lines of a text that are not empty. */
export function filledLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
