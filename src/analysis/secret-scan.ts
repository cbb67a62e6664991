import { tokenise } from '../jinja/syntax/index.ts';
import type { FoundSecret } from './secret-arguments.ts';
import { isAlgorithm, isPlainWord, namesSecret, takesSecret } from './secret-names.ts';
import { TEMPLATE_SYNTAX } from './syntax.ts';

/** So far an argument is looked for behind the name of its filter. */
const FARTHEST = 2000;

/** Quotes as editors write them: as entities, and behind the backslashes of JSON and YAML. */
const ENTITY = '&(?:quot|apos|#34|#39|#x22|#x27|[lr][sd]quo|ldquor|lsquor|[lr]aquo);|\\\\+[\'"]';
const DOUBLE = '\u201c\u201d\u201e\u00ab\u00bb';
const SINGLE = '\u2018\u2019\u201a\u2039\u203a';
const QUOTES = `'"\`${DOUBLE}${SINGLE}`;

/** A literal in any quotes: those of YAML, straight ones with escapes, pairs of curly ones, entities, what is left of any. */
const QUOTED = new RegExp(
  [
    `''([^'\n]+)''`,
    `'((?:[^'\\\\]|\\\\[^])*)'`,
    `"((?:[^"\\\\]|\\\\[^])*)"`,
    `[${DOUBLE}]([^${DOUBLE}]*)[${DOUBLE}]`,
    `[${SINGLE}]([^${SINGLE}]*)[${SINGLE}]`,
    `(?:${ENTITY})([^]*?)(?:${ENTITY})`,
    `[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]`,
  ].join('|'),
  'g',
);

const ANY_QUOTE = new RegExp(`${ENTITY}|[${QUOTES}]`, 'g');

/** A stretch of a text. In a comment and in text between tags people write sentences: a word without quotes is seldom a secret. */
export type ScannedRange = {
  readonly start: number;
  readonly end: number;
  readonly kind: 'template' | 'comment' | 'text';
};

/**
 * What stretches of a text seem to sign with, whatever the text is: a template that does not parse, a comment, what is between the
 * tags. Finds what is in the parentheses of each call that takes a secret, in quotes of any kind or none, what the text sets the
 * names in them to, and what a comment says the secret is.
 */
export function scanForSecrets(
  text: string,
  ranges: readonly ScannedRange[],
): readonly FoundSecret[] {
  const scanner = new TextScanner(text);
  return ranges.flatMap((range) => scanner.scan(range));
}

class TextScanner {
  readonly #text: string;
  #assigned: Map<string, readonly FoundSecret[]> | undefined;
  #bound: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  scan({ start, end, kind }: ScannedRange): readonly FoundSecret[] {
    const part = this.#text.slice(start, end);
    const found: FoundSecret[] = [...promised(part, kind)];
    let behind = 0;
    for (const { 0: core, index } of part.matchAll(/sha[-_]?\d|hmac|conver/gi)) {
      if (index < behind) continue;
      const head = /[\w-]*$/.exec(part.slice(Math.max(0, index - 40), index))?.[0] ?? '';
      const tail = /^\w*/.exec(part.slice(index, index + 80))?.[0] ?? core;
      behind = index + tail.length;
      if (!takesSecret(head + tail)) continue;
      for (const [from, to] of regionsAt(part, behind))
        found.push(...this.#piecesOf(start + from, start + to, kind));
    }
    return found;
  }

  #piecesOf(start: number, end: number, kind: ScannedRange['kind']): readonly FoundSecret[] {
    const region = this.#text.slice(start, end);
    const found: FoundSecret[] = [];
    const literals: string[] = [];
    // What is between the tags is printed; a comment may be about another secret.
    const unsure = kind !== 'text';
    const rest = region.replaceAll(QUOTED, (whole: string, ...groups: readonly unknown[]) => {
      const offset = groups.find((group) => typeof group === 'number') ?? 0;
      // A key that is looked up is not a secret.
      if (/(?:\[|\.get\()\s*$/.test(region.slice(0, offset))) return ' '.repeat(whole.length);
      const inner = groups.slice(0, 7).find((group) => typeof group === 'string') ?? '';
      const from = start + offset + Math.max(whole.indexOf(inner, 1), 0);
      const read = decoded(whole);
      found.push(
        { text: inner, at: [from, from + inner.length], unsure },
        { text: read ?? inner, unsure },
      );
      literals.push(read ?? inner);
      return ','.padEnd(whole.length);
    });
    if (literals.length > 1) found.push({ text: literals.join(''), unsure: true });
    const unclosed = rest.search(ANY_QUOTE);
    if (unclosed >= 0) found.push({ text: rest.slice(unclosed + 1).trim(), unsure: true });
    found.push(...this.#bareWords(rest, start, kind !== 'template'));
    return found.filter(({ text }) => !isAlgorithm(text.trim()));
  }

  /** What is between the quotes: a variable is what the text sets it to, another word may be a secret without quotes. */
  #bareWords(rest: string, start: number, isProse: boolean): readonly FoundSecret[] {
    const plain = rest.replaceAll(/[A-Za-z_]\w*\s*=(?!=)/g, (keyword) =>
      ','.padEnd(keyword.length),
    );
    return [...plain.matchAll(/[^,~|()[\]{}\r\n]+/g)].flatMap(({ 0: part, index }) => {
      const chunk = part.replaceAll(ANY_QUOTE, (quote) => ' '.repeat(quote.length));
      const words = chunk.trim().split(/\s+/);
      const isAlone = words.length === 1 && !isProse;
      const found = words.flatMap((word): readonly FoundSecret[] => {
        const values = this.#valuesOf(word);
        if (values !== undefined) return values;
        if (this.#isVariable(word) || !(isAlone || isOdd(word))) return [];
        const from = start + index + chunk.indexOf(word);
        const found = { text: word, at: [from, from + word.length], unsure: true } as const;
        if (isPlainWord(word)) return [{ ...found, isWord: true }];
        // A lexer cuts it into numbers and names, and its message quotes one of them.
        const parts = [...word.matchAll(/[A-Za-z_]\w*|\d+/g)].map(([text]) => ({
          text,
          unsure: true,
        }));
        return [found, ...parts];
      });
      return words.length > 1 && !isProse
        ? [...found, { text: chunk.trim(), unsure: true }]
        : found;
    });
  }

  /** A name that is no secret: a part of the account, a variable, or what a variable for a secret is called. */
  #isVariable(word: string): boolean {
    if (!/^[A-Za-z_][\w.]*$/.test(word)) return !/[\w$]/.test(word);
    const [name = ''] = word.split('.');
    this.#bound ??= boundIn(this.#text);
    return (
      namesSecret(word) || /Attribute|ProductSet|ContentApi/.test(name) || this.#bound.has(name)
    );
  }

  /** What a name is set to; undefined where it is set to no literal. The values of each name are found once. */
  #valuesOf(name: string): readonly FoundSecret[] | undefined {
    this.#assigned ??= assignedIn(this.#text);
    const values = this.#assigned.get(name);
    if (values !== undefined) this.#assigned.set(name, []);
    return values;
  }
}

/** Where the arguments behind a name may end: two answers where quotes do not close. */
function regionsAt(text: string, at: number): readonly (readonly [number, number])[] {
  const rest = text.slice(at, at + FARTHEST);
  const opening = /^(?:\s|&nbsp;)*(?:\(|(?:['"\u2019\u201d]|&quot;|&#39;|\\+['"])\s*,)/.exec(rest);
  const bare = opening ?? /^\s*:?\s*(?=['"\u2018\u201c])/.exec(rest);
  if (bare === null) return [];
  const start = bare[0].length;
  const closing = opening === null ? quoteEnd(rest, start) + 1 : closingAt(rest, start);
  if (closing > 0) return [[at + start, at + closing]];
  const line = rest.slice(start).search(/\n|[%}#]\}/);
  const stop = line < 0 ? rest.length : start + line;
  const ends = [rest.indexOf(')', start), rest.lastIndexOf(')', stop)].map((end) =>
    end < start || end > stop ? stop : end,
  );
  return [...new Set(ends)].map((end) => [at + start, at + end] as const);
}

/** Where the parenthesis closes, quotes skipped; -1 where it or a quote does not close. */
function closingAt(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "'" || char === '"') {
      at = quoteEnd(text, at);
      if (at < 0) return -1;
    } else if (char === '(') depth += 1;
    else if (char === ')') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}

function quoteEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return at;
  }
  return -1;
}

/** What Jinja reads a literal as. */
function decoded(literal: string): string | undefined {
  const [, token] = tokenise(`{{${literal}}}`, TEMPLATE_SYNTAX).tokens;
  return token?.kind === 'string' && typeof token.value === 'string' ? token.value : undefined;
}

/** The literals that each name is set to anywhere in a text. */
function assignedIn(text: string): Map<string, readonly FoundSecret[]> {
  const assigned = new Map<string, FoundSecret[]>();
  const add = (name: string, ...found: readonly FoundSecret[]): void => {
    const known = assigned.get(name) ?? [];
    known.push(...found);
    assigned.set(name, known);
  };
  for (const { 0: whole, 1: name = '', index } of text.matchAll(/\b([A-Za-z_]\w*)\s*=(?!=)/g)) {
    const at = index + whole.length;
    const line = /^[^\n%}=]*/.exec(text.slice(at, at + FARTHEST / 10))?.[0] ?? '';
    for (const { 0: literal, index: from } of line.matchAll(QUOTED)) {
      const inner = literal.slice(1, -1);
      const place = [at + from + 1, at + from + literal.length - 1] as const;
      const read = decoded(literal) ?? inner;
      add(name, { text: inner, at: place, unsure: true }, { text: read, unsure: true });
    }
  }
  const blocks = /\{%[-+]?\s*set\s+([A-Za-z_]\w*)[^=%]*%\}([^{]*)\{%/g;
  for (const { 1: name = '', 2: body = '' } of text.matchAll(blocks))
    add(name, { text: body.trim(), unsure: true });
  return assigned;
}

/** The names in the tags of a text that bind any. */
function boundIn(text: string): ReadonlySet<string> {
  const tags = text.matchAll(/\{%[-+]?\s*(?:set|for|macro|with|call)\b([^%]*)/g);
  return new Set([...tags].flatMap(({ 1: tag = '' }) => tag.match(/[A-Za-z_]\w*/g) ?? []));
}

/** A comment that says what the secret is: `secret: …`, `secret = '…'`. */
function promised(text: string, kind: ScannedRange['kind']): readonly FoundSecret[] {
  const says =
    /(?:secret|salt|signing key|hmac key)\w{0,20}["'\u2019\u201d]?\s{0,9}(?:is\b|:|=|->|\u2192)\s{0,9}/gi;
  return [...text.matchAll(says)].flatMap(({ 0: whole, index }): readonly FoundSecret[] => {
    const rest = text.slice(index + whole.length, index + whole.length + FARTHEST / 10);
    const { value: quoted } = rest.matchAll(QUOTED).next();
    if (quoted?.index === 0)
      return [{ text: quoted.slice(1).find((one) => one !== undefined) ?? '', unsure: true }];
    const [word = ''] = /^[^\s<>{}#]+/.exec(rest) ?? [];
    const plain = word.replace(/[.,;:!?)]+$/, '');
    const isLast = kind === 'comment' && rest.slice(word.length).trim() === '';
    return isOdd(plain) || isLast ? [{ text: plain, unsure: true }] : [];
  });
}

/** Whether a word is none of a sentence. */
function isOdd(word: string): boolean {
  return word.length >= 6 && /\d|[a-z][A-Z]|[-_$%&*@]/.test(word);
}
