import { readFileSync } from 'node:fs';

/** The values of a file with one JSON value a line. */
export function jsonLines(file: string): readonly unknown[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
