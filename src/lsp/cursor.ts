/** What is written at a place of a template: the kind of name that goes there, and the stretch that it takes the place of. */
export type Cursor =
  | { readonly kind: 'filter' | 'test' | 'tag' | 'variable'; readonly from: number }
  | {
      readonly kind: 'key';
      /** The expression whose key or member it is, as it is written. */
      readonly owner: string;
      readonly from: number;
      /** Where the dot is; absent where a quoted key is written. */
      readonly dot?: number;
      readonly quote?: string;
    }
  | { readonly kind: 'table'; readonly from: number; readonly quote: string };

const OWNER = String.raw`((?:[\p{L}_][\p{L}\p{N}_]*)(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*|\s*\[[^\[\]]*\]|\([^()]*\))*)`;
const QUOTED_KEY = new RegExp(String.raw`${OWNER}\s*(?:\[\s*|\.get\(\s*)(['"])([^'"\]]*)$`, 'u');
const DOTTED = new RegExp(String.raw`${OWNER}\s*(\.)\s*([\p{L}\p{N}_]*)$`, 'u');

/** Longer tags are looked at from here on only. */
const MOST_LENGTH = 2000;

/** What goes at an offset of a template that may not parse; undefined outside tags and inside other texts. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const before = text.slice(Math.max(0, offset - MOST_LENGTH), offset);
  const opened = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  const closed = Math.max(...['}}', '%}', '#}', '{#'].map((mark) => before.lastIndexOf(mark)));
  if (opened < 0 || closed > opened) return undefined;
  const head = before.slice(opened + 2);
  return ofKey(head, offset) ?? ofWord(head, offset, before[opened + 1] === '%');
}

function ofKey(head: string, offset: number): Cursor | undefined {
  const table = /\bgetAuxData\s*\(\s*(['"])([^'"]*)$/.exec(head);
  if (table !== null)
    return { kind: 'table', from: offset - (table[2] ?? '').length, quote: table[1] ?? "'" };
  const quoted = QUOTED_KEY.exec(head);
  if (quoted !== null && isOutsideText(head.slice(0, quoted.index))) {
    const [, owner = '', quote = "'", key = ''] = quoted;
    return { kind: 'key', owner, from: offset - key.length, quote };
  }
  if (!isOutsideText(head)) return undefined;
  const dotted = DOTTED.exec(head);
  if (dotted === null) return undefined;
  const [, owner = '', , key = ''] = dotted;
  const dot = offset - head.length + head.lastIndexOf('.');
  return { kind: 'key', owner, from: offset - key.length, dot };
}

function ofWord(head: string, offset: number, isStatement: boolean): Cursor | undefined {
  if (!isOutsideText(head)) return undefined;
  const word = /[\p{L}\p{N}_]*$/u.exec(head)?.[0] ?? '';
  const lead = head.slice(0, head.length - word.length);
  const from = offset - word.length;
  if (/\|\s*$/.test(lead)) return { kind: 'filter', from };
  if (/\bis\s+(?:not\s+)?$/.test(lead)) return { kind: 'test', from };
  if (isStatement && /^[-+]?\s*$/.test(lead)) return { kind: 'tag', from };
  return /[\p{L}\p{N}_.'"\])]$/u.test(lead) ? undefined : { kind: 'variable', from };
}

/** Whether no quoted text is open at the end. */
function isOutsideText(head: string): boolean {
  return !/['"]/.test(head.replaceAll(/'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"/g, ''));
}
