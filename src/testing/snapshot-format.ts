/** The snapshots of a file by their names, in its order, or why it cannot be read: the number of the line, and what is wrong. */
export type ReadSnapshots =
  | { readonly entries: ReadonlyMap<string, string> }
  | { readonly line: number; readonly message: string };

/** The marks that git leaves where two sides of a merge differ. */
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/m;

/** What may be between snapshots: comments and empty lines. */
const BETWEEN = /(?:\/\/[^\n]*\n?|\s+)*/y;

/**
 * Reads a file of snapshots in vitest's form as data: it is JavaScript for vitest, which runs it. Anything that is not a
 * snapshot, a comment or an empty line is refused, and so is a name that is there twice.
 */
export function readSnapshots(content: string): ReadSnapshots {
  const text = content.replaceAll(/\r\n?/g, '\n');
  if (text.trim() === '') return { line: 1, message: 'the file is empty' };
  const conflict = CONFLICT.exec(text);
  if (conflict !== null)
    return refusal(text, conflict.index, 'a merge left its marks here, which are not resolved');
  const entries = new Map<string, string>();
  let at = skip(text, 0);
  while (at < text.length) {
    const found = entryAt(text, at);
    if (found === undefined) return refusal(text, at, 'this is not a snapshot as vitest writes it');
    if (entries.has(found.name))
      return refusal(text, at, `the snapshot '${found.name}' is there twice`);
    entries.set(found.name, found.value);
    at = skip(text, found.end);
  }
  return { entries };
}

/** The text of a file of snapshots as vitest writes it, in the order of the entries. */
export function snapshotFile(header: string, entries: ReadonlyMap<string, string>): string {
  const written = [...entries].map(
    ([name, value]) => `exports[\`${escape(name)}\`] = \`${escape(value)}\`;`,
  );
  return `${header}\n\n${written.join('\n\n')}\n`;
}

/** One snapshot as vitest writes it: exports[`name`] = `value`; */
function entryAt(
  text: string,
  at: number,
): { readonly name: string; readonly value: string; readonly end: number } | undefined {
  const name = literalAfter(text, at, 'exports[');
  const value = name && literalAfter(text, name.end, '] = ');
  if (value === undefined || text[value.end] !== ';') return undefined;
  return { name: name?.text ?? '', value: value.text, end: value.end + 1 };
}

/** A text between backticks after some characters. It holds no `${`, so that nothing in the file can be code. */
function literalAfter(
  text: string,
  at: number,
  before: string,
): { readonly text: string; readonly end: number } | undefined {
  if (!text.startsWith(`${before}\``, at)) return undefined;
  const special = /[`\\$]/g;
  special.lastIndex = at + before.length + 1;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const { index } = found;
    const next = text[index + 1] ?? '';
    if (found[0] === '`')
      return { text: unescape(text.slice(at + before.length + 1, index)), end: index + 1 };
    if (found[0] === '$' ? next === '{' : !'`\\$'.includes(next)) return undefined;
    if (found[0] === '\\') special.lastIndex = index + 2;
  }
  return undefined;
}

function skip(text: string, at: number): number {
  BETWEEN.lastIndex = at;
  return at + (BETWEEN.exec(text)?.[0].length ?? 0);
}

function refusal(text: string, offset: number, message: string): ReadSnapshots {
  return { line: text.slice(0, offset).split('\n').length, message };
}

function unescape(text: string): string {
  return text.replaceAll(/\\([`\\$])/g, '$1');
}

function escape(text: string): string {
  return text.replaceAll(/`|\\|\$\{/g, '\\$&');
}
