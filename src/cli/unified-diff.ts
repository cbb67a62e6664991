import type { Files } from './files.ts';

/** Lines of context round a change. */
const CONTEXT = 3;

/** So far behind a change the two texts are looked through for where they go on alike. */
const NEAR = 1000;

/** What follows a last line that no line break ends. */
const NO_BREAK = '\n\\ No newline at end of file';

type Line = { readonly sign: ' ' | '-' | '+'; readonly text: string };

/** The unified diff of two texts, as `diff -u` writes it and `patch` reads it, '' where they are the same. */
export function unifiedDiff(before: string, after: string, from: string, to: string): string {
  if (before === after) return '';
  const lines = compare(linesOf(before), linesOf(after));
  const hunks: string[] = [];
  const passed = { ' ': 0, '-': 0, '+': 0 };
  let shown = 0;
  for (let at = 0; at < lines.length;) {
    if (lines[at]?.sign === ' ') {
      at += 1;
      continue;
    }
    const start = Math.max(0, at - CONTEXT);
    const end = endOfHunk(lines, at);
    for (const { sign } of lines.slice(shown, start)) passed[sign] += 1;
    const part = lines.slice(start, end);
    hunks.push(hunk(part, passed[' '] + passed['-'], passed[' '] + passed['+']));
    for (const { sign } of part) passed[sign] += 1;
    shown = end;
    at = end;
  }
  return [`--- ${named(from)}`, `+++ ${named(to)}`, ...hunks, ''].join('\n');
}

/** The unified diff of a file that was read and what would be written in its place. */
export function diffInPlace(files: Files, path: string, before: string, after: string): string {
  if (before === after) return '';
  return unifiedDiff(files.asHeld(path, before), files.asHeld(path, after), path, path);
}

/** `patch` takes a name to end at its first space, unless a tab follows it. */
function named(file: string): string {
  return file.includes(' ') ? `${file}\t` : file;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop();
  return last === undefined || last === '' ? lines : [...lines, `${last}${NO_BREAK}`];
}

function endOfHunk(lines: readonly Line[], from: number): number {
  let last = from;
  for (let at = from; at < lines.length && at - last <= 2 * CONTEXT; at += 1)
    if (lines[at]?.sign !== ' ') last = at;
  return Math.min(lines.length, last + 1 + CONTEXT);
}

/** A hunk of these lines, so many of the texts before it. */
function hunk(part: readonly Line[], before: number, after: number): string {
  const range = (other: Line['sign'], passed: number): string => {
    const length = part.filter(({ sign }) => sign !== other).length;
    return `${passed + (length === 0 ? 0 : 1)},${length}`;
  };
  const body = part.map(({ sign, text }) => `${sign}${text}`);
  return [`@@ -${range('+', before)} +${range('-', after)} @@`, ...body].join('\n');
}

/** The lines of both texts, those that they share once. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  const push = (sign: Line['sign'], texts: readonly string[]): void => {
    for (const text of texts) lines.push({ sign, text });
  };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    let same = 0;
    while (i + same < before.length && before[i + same] === after[j + same]) same += 1;
    push(' ', before.slice(i, i + same));
    i += same;
    j += same;
    const [gone, fresh] = nextAlike(before.slice(i, i + NEAR), after.slice(j, j + NEAR));
    push('-', before.slice(i, i + gone));
    push('+', after.slice(j, j + fresh));
    i += gone;
    j += fresh;
  }
  return lines;
}

/** How many lines of each are to be passed over until they go on alike, as few as can be; all of them where they nowhere do. */
function nextAlike(before: readonly string[], after: readonly string[]): readonly [number, number] {
  for (let sum = 0; sum < before.length + after.length; sum += 1)
    for (let gone = Math.max(0, sum + 1 - after.length); gone <= sum; gone += 1)
      if (gone < before.length && before[gone] === after[sum - gone]) return [gone, sum - gone];
  return [before.length, after.length];
}
