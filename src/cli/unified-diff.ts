/** Lines of context round a change. */
const CONTEXT = 3;

type Line = { readonly sign: ' ' | '-' | '+'; readonly text: string };

/**
 * The unified diff of two texts, as `diff -u` writes it, '' where they are the same. Good for files of some thousand lines:
 * the work is their product.
 */
export function unifiedDiff(before: string, after: string, from: string, to: string): string {
  if (before === after) return '';
  const lines = compare(linesOf(before), linesOf(after));
  const hunks: string[] = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at]?.sign === ' ') {
      at += 1;
      continue;
    }
    const start = Math.max(0, at - CONTEXT);
    const end = endOfHunk(lines, at);
    hunks.push(hunk(lines, start, end));
    at = end;
  }
  return [`--- ${from}`, `+++ ${to}`, ...hunks, ''].join('\n');
}

function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines.push('\\ No newline at end of file');
  return lines;
}

function endOfHunk(lines: readonly Line[], from: number): number {
  let last = from;
  for (let at = from; at < lines.length && at - last <= 2 * CONTEXT; at += 1)
    if (lines[at]?.sign !== ' ') last = at;
  return Math.min(lines.length, last + 1 + CONTEXT);
}

function hunk(lines: readonly Line[], start: number, end: number): string {
  const count = (sign: Line['sign'], from: number, to: number): number =>
    lines.slice(from, to).filter((line) => line.sign === ' ' || line.sign === sign).length;
  const range = (sign: Line['sign']): string => {
    const length = count(sign, start, end);
    const first = count(sign, 0, start) + (length === 0 ? 0 : 1);
    return `${first},${length}`;
  };
  const body = lines.slice(start, end).map(({ sign, text }) => `${sign}${text}`);
  return [`@@ -${range('-')} +${range('+')} @@`, ...body].join('\n');
}

/** The longest common subsequence of lines, less what is the same at both ends. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...before.slice(0, head).map(same),
    ...changes(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

function same(text: string): Line {
  return { sign: ' ', text };
}

function changes(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: ' ', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: '-', text: old });
      i += 1;
    } else if (fresh !== undefined) {
      lines.push({ sign: '+', text: fresh });
      j += 1;
    }
  }
  return lines;
}
