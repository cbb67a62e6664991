import { SourceMap, type Edit } from '../diagnostics/index.ts';
import type { Tree } from './tree.ts';

/** A YAML escape of a text in double quotes, or a line that is continued. */
const ESCAPE = /\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|\r?\n[ \t]*|[^])/y;

const SPACE = /\s*/y;

/**
 * The text of a scalar with the place of each of its characters in the file `source`, whether it is plain, quoted, folded or a
 * block. Where that cannot be followed (an alias), every place of it is the whole scalar.
 */
export function scalarMap(source: string, { span, text }: Tree): SourceMap {
  const file = SourceMap.of(source.replace(/^\uFEFF/, ''));
  const [start, end] = [file.source.offsetOf(span.start), file.source.offsetOf(span.end)];
  const only = (edits: readonly Edit[]): SourceMap =>
    file.edited([
      { from: 0, to: start, text: '' },
      ...edits.map((edit) => ({ ...edit, from: edit.from + start, to: edit.to + start })),
      { from: end, to: file.text.length, text: '' },
    ]);
  const inner = alignment(file.text.slice(start, end), text);
  const followed = inner && only(inner);
  return followed?.text === text ? followed : only([{ from: 0, to: end - start, text }]);
}

/** What to write in a scalar as it is in the file to get its text; undefined where the two have nothing to do with each other. */
function alignment(raw: string, text: string): readonly Edit[] | undefined {
  const quote = /^['"]/.exec(raw)?.[0] ?? '';
  const header = /^[|>][-+\d]*[^\n]*\n/.exec(raw)?.[0] ?? quote;
  const stop = quote === '' ? raw.length : raw.length - 1;
  const edits: Edit[] = [{ from: 0, to: header.length, text: '' }];
  let [at, made] = [header.length, 0];
  while (at < stop) {
    const unit = unitAt(raw, at, quote);
    if (unit === undefined && raw[at] === text[made]) {
      at += 1;
      made += 1;
      continue;
    }
    const length = unit?.length ?? matchAt(SPACE, raw.slice(0, stop), at).length;
    if (length === 0) return undefined;
    const written = unit?.text(text, made) ?? matchAt(SPACE, text, made);
    edits.push({ from: at, to: at + length, text: written });
    at += length;
    made += written.length;
  }
  return [...edits, { from: stop, to: raw.length, text: text.slice(made) }];
}

/** What is written otherwise inside quotes: a doubled quote, or an escape. */
function unitAt(
  raw: string,
  at: number,
  quote: string,
): { readonly length: number; readonly text: (made: string, from: number) => string } | undefined {
  if (quote === "'" && raw.startsWith("''", at)) return { length: 2, text: () => "'" };
  if (quote !== '"' || raw[at] !== '\\') return undefined;
  const escape = matchAt(ESCAPE, raw, at);
  if (/^\\\r?\n/.test(escape)) return { length: escape.length, text: () => '' };
  return {
    length: escape.length,
    text: (made, from) => String.fromCodePoint(made.codePointAt(from) ?? 0),
  };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
