import type { Lines } from '../diagnostics/index.ts';
import { FileTree } from './tree.ts';

/** YAML limits keys to 1,024 characters. */
export const MOST_IN_KEY = 1000;

/** A text that a quick reader goes through, and how far it came. */
export class Scanner {
  protected readonly lines: Lines;
  protected readonly text: string;
  protected at = 0;

  constructor(lines: Lines) {
    this.lines = lines;
    this.text = lines.text;
  }

  /** What a sticky pattern finds here, which is behind it then; undefined where it finds nothing. */
  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    // What `exec` gives is made of objects of its own.
    if (!pattern.test(this.text)) return undefined;
    const start = this.at;
    this.at = pattern.lastIndex;
    return this.text.slice(start, this.at);
  }

  /** What a pattern of strings in double quotes finds here, less quotes and escapes, which are those of JSON. */
  protected string(pattern: RegExp): string | undefined {
    const written = this.match(pattern);
    return written?.includes('\\') ? (JSON.parse(written) as string) : written?.slice(1, -1);
  }

  /** A value from an offset to here. */
  protected tree(start: number, held: ConstructorParameters<typeof FileTree>[2]): FileTree {
    return new FileTree(this.lines, [start, this.at], held);
  }
}
