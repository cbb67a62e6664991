import type { Edit, Finding, SourceMap } from '../diagnostics/index.ts';

/** Calls of Content APIs as the editor writes them, as the edits that make Jinja of them. */
type EditorCalls = {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
};

/** `ContentApi.Weather({ ({`, up to the last brace: what no Jinja parses. */
const CALL = /ContentApi(?:\.\w+|\[\s*(?:'[^']*'|"[^"]*")\s*\])\s*\(\s*(\{\s*\(\s*)\{/g;
const NULL = /\bnull\b/y;
const END = /\s*\)\s*\}(?=\s*\))/y;
const OPENING: ReadonlySet<string> = new Set(['{', '[', '(']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']', ')']);

/**
 * Finds `ContentApi.X({ ({…}) })`, which MoEngage rewrites before Jinja reads it: the inner dict is the argument. Tokens inside its
 * texts, `"{{ UserAttribute['ID'] }}"`, are values, `null` is none. Source: Content APIs, "Use the Content API in Campaign Content".
 */
export function editorCalls(source: SourceMap): EditorCalls {
  const { text } = source;
  const edits: Edit[] = [];
  const findings: Finding[] = [];
  let done = 0;
  for (const match of text.matchAll(CALL)) {
    const from = match.index;
    if (from < done || !isInTag(text, done, from)) continue;
    const inner = from + match[0].length - 1;
    const outer = inner - (match[1] ?? '').length;
    const made = new ArgumentReader(text, inner).read();
    if (made === undefined) continue;
    END.lastIndex = made.end;
    const end = END.exec(text);
    if (end === null) continue;
    done = END.lastIndex;
    edits.push(cut(outer, inner), ...made.edits, cut(made.end, done));
    findings.push(shapeFinding(match[0], source.spanOf(from, done)));
  }
  return { edits, findings };
}

function cut(from: number, to: number): Edit {
  return { from, to, text: '' };
}

function shapeFinding(written: string, span: NonNullable<Finding['span']>): Finding {
  const name = written.slice(0, written.indexOf('(')).trim();
  return {
    code: 'moengage/content-api-shape',
    severity: 'note',
    message: `${name}({ ({…}) }) is how MoEngage's editor writes a call: no other Jinja parses it`,
    hint: `it is read as ${name}({…}), which works in plain Jinja tools too`,
    span,
  };
}

/** Whether a place is inside a tag: one was opened since `start` and not closed. */
function isInTag(text: string, start: number, at: number): boolean {
  const before = text.slice(start, at);
  const opened = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  const closed = Math.max(before.lastIndexOf('}}'), before.lastIndexOf('%}'));
  return opened > closed;
}

/** Reads the dict of a call up to its last brace and collects what Jinja has to read in place of tokens and `null`. */
class ArgumentReader {
  private readonly text: string;
  private at: number;
  private readonly edits: Edit[] = [];

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  read(): { readonly end: number; readonly edits: readonly Edit[] } | undefined {
    let depth = 0;
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? '';
      if (char === '"' || char === "'") {
        if (!this.readText(char)) return undefined;
        continue;
      }
      if (this.text.startsWith('{{', this.at)) {
        if (!this.readToken('(', ')')) return undefined;
        continue;
      }
      NULL.lastIndex = this.at;
      if (NULL.test(this.text)) this.edit(this.at, this.at + 4, 'none');
      if (OPENING.has(char)) depth += 1;
      if (CLOSING.has(char)) depth -= 1;
      this.at += 1;
      if (depth === 0) return { end: this.at, edits: this.edits };
    }
    return undefined;
  }

  /** A text; with tokens in it, it becomes a concatenation. */
  private readText(quote: string): boolean {
    const start = this.at;
    this.at += 1;
    let hasTokens = false;
    while (this.at < this.text.length) {
      if (this.text.startsWith('{{', this.at)) {
        hasTokens = true;
        if (!this.readToken(`${quote} ~ (`, `) ~ ${quote}`)) return false;
        continue;
      }
      const char = this.text[this.at];
      if (char === '\\') this.at += 1;
      this.at += 1;
      if (char !== quote) continue;
      if (hasTokens) {
        this.edit(start, start + 1, `(${quote}`);
        this.edit(this.at - 1, this.at, `${quote})`);
      }
      return true;
    }
    return false;
  }

  /** A token: its braces become what opens and closes its value there. */
  private readToken(opens: string, closes: string): boolean {
    const end = this.text.indexOf('}}', this.at);
    if (end < 0) return false;
    this.edit(this.at, this.at + 2, opens);
    this.edit(end, end + 2, closes);
    this.at = end + 2;
    return true;
  }

  private edit(from: number, to: number, text: string): void {
    this.edits.push({ from, to, text });
  }
}
