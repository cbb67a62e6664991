import { once } from '../../diagnostics/index.ts';
import { escape } from '../values/concat.ts';
import type { Meter } from '../values/meter.ts';
import type { Value } from '../values/types.ts';
import { DIGIT, SPACE, splitKeeping, WORD } from './patterns.ts';

/** How links are written. `trim` shortens the text of a link; `rel` and `target` are null for no such attribute. */
type LinkOptions = {
  readonly trim: (text: string) => string;
  readonly rel: string | null;
  readonly target: Value;
  readonly extraSchemes: readonly string[];
  /** From 3.1.5 on `@a@b.com` is not a mail address. */
  readonly refuseLeadingAt: boolean;
};

/** What `[a-z]` and the letters i, s match in Python's `re.IGNORECASE`: also the dotless and dotted i, long s and Kelvin sign. */
const A_TO_Z = 'a-zA-Z\\u0130\\u0131\\u017f\\u212a';
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['i', '[iI\\u0130\\u0131]'],
  ['s', '[sS\\u017f]'],
]);

function ignoringCase(literal: string): string {
  return literal.replaceAll(
    /[a-z]/g,
    (letter) => LETTERS.get(letter) ?? `[${letter}${letter.toUpperCase()}]`,
  );
}

const SPACES = new RegExp(`[${SPACE}]+`, 'gu');
/** Python's `jinja2.utils._http_re`. */
const http = once(() => {
  const scheme = ignoringCase('https?://');
  const topLevels = ['com', 'net', 'int', 'edu', 'gov', 'org', 'info', 'mil'].map(ignoringCase);
  const hex = `[${DIGIT}a-fA-F]`;
  return new RegExp(
    '^(?:' +
      `(?:${scheme}|${ignoringCase('www')}\\.)(?:(?:[${WORD}%\\-]+\\.)+)?` +
      `(?:[${A_TO_Z}]{2,63}|${ignoringCase('xn')}--[${WORD}%]{2,59})` +
      `|(?:[${WORD}%\\-]{2,63}\\.)+(?:${topLevels.join('|')})` +
      `|${scheme}(?:[${DIGIT}]{1,3}(?:\\.[${DIGIT}]{1,3}){3}` +
      `|\\[(?:${hex}{0,4}:){2}(?:${hex}{0,4}:?){1,6}\\])` +
      `)(?::[${DIGIT}]{1,5})?(?:[/?#][^${SPACE}]*)?$`,
    'u',
  );
});

const email = once(() => new RegExp(`^[^${SPACE}]+@[${WORD}][${WORD}.\\-]*\\.[${WORD}]+$`, 'u'));
const LEAD = /^(?:[(<]|&lt;)+/;
const TAIL_ENDS = [')', '>', '.', ',', '\n', '&gt;'] as const;
const BRACKETS = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const;

/** What a word costs that may be an address. */
const COST = 8;

/** Jinja's `urlize`: escaped text whose web and mail addresses are links. */
export function urlize(text: string, options: LinkOptions, meter: Meter): string {
  const words = splitKeeping(text, SPACES, meter);
  return joined(words, (word) => linkWord(word, options, meter), meter);
}

/** The words as `change` writes them: a link holds attributes that may be long. */
function joined(words: readonly string[], change: (word: string) => string, meter: Meter): string {
  let text = '';
  for (const word of words) {
    const next = change(word);
    meter.text(text.length + next.length, next.length);
    text += next;
  }
  return text;
}

function linkWord(word: string, options: LinkOptions, meter: Meter): string {
  if (options.extraSchemes.length === 0 && !/[.:@]/.test(word)) return word;
  const head = LEAD.exec(word)?.[0] ?? '';
  let middle = word.slice(head.length);
  let tail = '';
  if (TAIL_ENDS.some((end) => middle.endsWith(end))) {
    const start = startOfTail(middle);
    tail = middle.slice(start);
    middle = middle.slice(0, start);
  }
  meter.step(COST + options.extraSchemes.length);
  [middle, tail] = balance(middle, tail);
  return head + link(middle, options) + tail;
}

/** Where the marks begin that end a text; looked for from behind, so that a long row of them elsewhere costs nothing. */
function startOfTail(text: string): number {
  let start = text.length;
  for (;;) {
    const mark = TAIL_ENDS.find((end) => text.endsWith(end, start));
    if (mark === undefined) return start;
    start -= mark.length;
  }
}

/** Moves closing brackets from the tail back to the address as long as it has more opening ones. */
function balance(address: string, rest: string): [string, string] {
  let middle = address;
  let tail = rest;
  for (const [open, close] of BRACKETS) {
    const opened = count(middle, open);
    if (opened <= count(middle, close)) continue;
    const moves = Math.min(opened, count(tail, close));
    for (let turn = 0; turn < moves; turn++) {
      const end = tail.indexOf(close) + close.length;
      middle += tail.slice(0, end);
      tail = tail.slice(end);
    }
  }
  return [middle, tail];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function link(address: string, options: LinkOptions): string {
  if (http().test(address)) {
    const hasScheme = address.startsWith('https://') || address.startsWith('http://');
    const href = hasScheme ? address : `https://${address}`;
    return `<a href="${href}"${attributes(options)}>${options.trim(address)}</a>`;
  }
  if (address.startsWith('mailto:') && email().test(address.slice(7))) {
    return `<a href="${address}">${address.slice(7)}</a>`;
  }
  if (isMailAddress(address, options)) return `<a href="mailto:${address}">${address}</a>`;
  let text = address;
  for (const scheme of options.extraSchemes) {
    if (text !== scheme && text.startsWith(scheme)) {
      text = `<a href="${text}"${attributes(options)}>${text}</a>`;
    }
  }
  return text;
}

function isMailAddress(address: string, options: LinkOptions): boolean {
  if (!address.includes('@') || address.startsWith('www.') || address.includes(':')) return false;
  return !(options.refuseLeadingAt && address.startsWith('@')) && email().test(address);
}

function attributes({ rel, target }: LinkOptions): string {
  const relation = rel === null ? '' : ` rel="${escape(rel).text}"`;
  return target === null ? relation : `${relation} target="${escape(target).text}"`;
}

const EMAIL_28 = new RegExp(`^[^${SPACE}]+@[a-zA-Z0-9._-]+\\.[a-zA-Z0-9._-]+$`, 'u');

/** Jinja 2.8's `urlize`: `http://`, `https://`, `www.`, bare names in .com, .net and .org, and mail addresses. */
export function urlize28(
  text: string,
  trim: (text: string) => string,
  nofollow: boolean,
  target: string | null,
  meter: Meter,
): string {
  const rel = nofollow ? ' rel="nofollow"' : '';
  const attributes = target === null ? rel : `${rel} target="${target}"`;
  const linked = (word: string): string => {
    meter.step(COST);
    const lead = LEAD.exec(word)?.[0] ?? '';
    const rest = word.slice(lead.length);
    const end = startOfTail(rest);
    return lead + link28(rest.slice(0, end), trim, attributes) + rest.slice(end);
  };
  return joined(splitKeeping(text, SPACES, meter), linked, meter);
}

function link28(address: string, trim: (text: string) => string, attributes: string): string {
  if (address.startsWith('http://') || address.startsWith('https://')) {
    return `<a href="${address}"${attributes}>${trim(address)}</a>`;
  }
  const isBareName =
    !address.includes('@') && /^[a-zA-Z0-9]/.test(address) && /\.(?:org|net|com)$/.test(address);
  if (address.startsWith('www.') || isBareName) {
    return `<a href="http://${address}"${attributes}>${trim(address)}</a>`;
  }
  if (address.includes('@') && !address.includes(':') && EMAIL_28.test(address)) {
    return `<a href="mailto:${address}">${address}</a>`;
  }
  return address;
}
