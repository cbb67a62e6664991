import { isObject, jsonIn } from '../diagnostics/index.ts';

/** One member of a JSON object: offsets are UTF-16 code units of the text, ends excluded. */
export type JsonMember = {
  readonly name: string;
  readonly value: unknown;
  readonly nameAt: readonly [start: number, end: number];
  readonly valueAt: readonly [start: number, end: number];
};

/** One reason why a text is no JSON. */
export type JsonDefect = { readonly start: number; readonly end: number; readonly message: string };

/**
 * What a payload text holds. `valid` is what JSON.parse says; `members` are all that could be read, duplicates
 * included; `defects` is empty exactly where `valid` is true.
 */
export type JsonReading = {
  readonly valid: boolean;
  readonly kind: 'object' | 'other';
  readonly members: readonly JsonMember[];
  readonly defects: readonly JsonDefect[];
};

type Scan = {
  readonly text: string;
  readonly tolerant: boolean;
  at: number;
  readonly members: JsonMember[];
  readonly defects: JsonDefect[];
};

const MAX_DEFECTS = 10;
const NAME = /[A-Za-z_][\w.[\]]*/y;
/** A string of a text that is JSON. */
const SOUND = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const BARE = /[^,}\r\n]*/y;
const KEY_ENDS = /\s*(?::|[,}]|$)/y;
const NEXT_KEY = /\s*"(?:[^"\\]|\\.)*"\s*:/y;
const VALUE_ENDS =
  /\s*(?:,\s*(?:"(?:[^"\\]|\\.)*"\s*:|['\u2018\u201c},]|[A-Za-z_][\w.[\]]*\s*:|$)|\}\s*["']*\s*$|\}[^"]*$|$)/y;
const PYTHON = /^(?:None|True|False|NaN|nan|inf|undefined)$/;
const CLOSERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["'", ["'"]],
  ['\u201c', ['\u201d', '\u201c']],
  ['\u201e', ['\u201c', '\u201d']],
  ['\u2018', ['\u2019', '\u2018']],
]);

/**
 * Reads a flat JSON object with the place of every member. A text that is no JSON is read as well as it can be: each
 * defect is named and mended on the way (trailing comma, unescaped quote, raw line break, text after the end, …).
 */
export function readJson(text: string): JsonReading {
  const parsed = jsonIn(text);
  if (parsed !== undefined && !isObject(parsed)) {
    return { valid: true, kind: 'other', members: [], defects: [] };
  }
  if (parsed === undefined && /&(?:quot|#34|#x22);/i.test(text)) return readEscaped(text);
  const scan: Scan = { text, tolerant: parsed === undefined, at: 0, members: [], defects: [] };
  const object = scanObject(scan);
  if (parsed === undefined && scan.defects.length === 0) {
    defect(scan, 0, text.length, 'this is not JSON');
  }
  const kind = object ? 'object' : 'other';
  return { valid: parsed !== undefined, kind, members: scan.members, defects: scan.defects };
}

function readEscaped(text: string): JsonReading {
  const start = text.search(/&(?:quot|#34|#x22);/i);
  const plain = text.replaceAll(/&(?:quot|#34|#x22);/gi, '"').replaceAll(/&amp;/gi, '&');
  const inner = readJson(plain);
  const first = { start, end: start + 5, message: 'the quotes are HTML-escaped (&quot;)' };
  const whole = [0, text.length] as const;
  const members = inner.members.map((member) => ({ ...member, nameAt: whole, valueAt: whole }));
  const rest = inner.defects.map(({ message }) => ({ start, end: start + 5, message }));
  return { valid: false, kind: inner.kind, members, defects: [first, ...rest] };
}

function scanObject(scan: Scan): boolean {
  skipBlanks(scan);
  if (scan.text[scan.at] !== '{') {
    const open = scan.text.indexOf('{');
    if (open < 0) {
      defect(scan, scan.at, scan.text.length, 'there is no opening brace');
      return false;
    }
    defect(scan, scan.at, open, `there is text before the opening brace`);
    scan.at = open;
  }
  scan.at += 1;
  scanMembers(scan);
  scanTail(scan);
  return true;
}

function scanMembers(scan: Scan): void {
  let comma = -1;
  for (;;) {
    skipBlanks(scan);
    const next = scan.text[scan.at];
    if (next === undefined) {
      defect(scan, scan.at, scan.at, 'the text ends before the closing brace');
      return;
    }
    if (next === '}') {
      if (comma >= 0) {
        defect(
          scan,
          comma,
          comma + 1,
          'there is a comma before the closing brace (trailing comma)',
        );
      }
      scan.at += 1;
      return;
    }
    if (next === ',') {
      defect(scan, scan.at, scan.at + 1, 'there is a comma where a field name should be');
      scan.at += 1;
      continue;
    }
    const before = scan.at;
    scanMember(scan);
    if (scan.at === before) scan.at += 1;
    skipBlanks(scan);
    comma = -1;
    if (scan.text[scan.at] === ',') {
      comma = scan.at;
      scan.at += 1;
    } else if (scan.text[scan.at] !== '}' && scan.at < scan.text.length) {
      defect(scan, scan.at, scan.at + 1, 'a comma is missing between two fields');
    }
  }
}

function scanMember(scan: Scan): void {
  const nameStart = scan.at;
  const name = scanName(scan);
  const nameAt = [nameStart, scan.at] as const;
  skipBlanks(scan);
  if (scan.text[scan.at] === ':') scan.at += 1;
  else defect(scan, scan.at, scan.at + 1, `the colon after ${JSON.stringify(name)} is missing`);
  skipBlanks(scan);
  const valueStart = scan.at;
  const value = scanValue(scan, name);
  scan.members.push({ name, value, nameAt, valueAt: [valueStart, scan.at] });
}

function scanName(scan: Scan): string {
  const next = scan.text[scan.at] ?? '';
  if (next === '"' || CLOSERS.has(next)) return scanString(scan, undefined);
  const bare = matchAt(NAME, scan) ?? '';
  const end = scan.at + Math.max(bare.length, 1);
  if (bare === '') defect(scan, scan.at, end, 'a field name in double quotes is missing');
  else defect(scan, scan.at, end, `the field name ${bare} has no quotes`);
  scan.at += bare.length;
  return bare;
}

function scanValue(scan: Scan, name: string): unknown {
  const next = scan.text[scan.at] ?? '';
  if (next === '"' || CLOSERS.has(next)) return scanString(scan, name);
  if (next === '{' || next === '[') return scanNested(scan);
  const start = scan.at;
  const bare = (matchAt(BARE, scan) ?? '').trimEnd();
  scan.at += bare.length;
  const parsed = jsonIn(bare);
  if (parsed !== undefined) return parsed;
  const message =
    bare === ''
      ? `the value of ${name} is missing`
      : PYTHON.test(bare)
        ? `${bare} is no JSON value: a template printed it`
        : `the value of ${name} has no quotes`;
  defect(scan, start, Math.max(scan.at, start + 1), message);
  return bare;
}

function scanString(scan: Scan, field: string | undefined): string {
  const { text, tolerant } = scan;
  const sound = tolerant ? undefined : matchAt(SOUND, scan);
  if (sound !== undefined) {
    scan.at += sound.length;
    return sound.includes('\\') ? (JSON.parse(sound) as string) : sound.slice(1, -1);
  }
  const open = text[scan.at] ?? '"';
  const start = scan.at;
  const closers = CLOSERS.get(open) ?? ['"'];
  if (open !== '"') {
    const kind = open === "'" ? 'single' : 'curly';
    const reported = scan.defects.some(({ message }) => message.includes(`${kind} quotes`));
    const message = `${kind} quotes are used where JSON has double quotes`;
    if (!reported) defect(scan, start, start + 1, message);
  }
  let out = '';
  scan.at += 1;
  while (scan.at < text.length) {
    const character = text[scan.at] ?? '';
    if (closers.includes(character)) {
      if (ends(scan, field)) {
        scan.at += 1;
        return out;
      }
      const where = field === undefined ? 'a field name' : `the value of ${field}`;
      if (character === '"') {
        defect(scan, scan.at, scan.at + 1, `there is an unescaped quote inside ${where}`);
      }
      out += character;
      scan.at += 1;
    } else if (character === '\\') out += scanEscape(scan);
    else {
      if (character < ' ') rawControl(scan, character, field);
      out += character;
      scan.at += 1;
    }
  }
  const where = field === undefined ? 'a field name' : `the value of ${field}`;
  defect(scan, start, text.length, `${where} never ends: its closing quote is missing`);
  return out;
}

function ends(scan: Scan, field: string | undefined): boolean {
  const after = { ...scan, at: scan.at + 1 };
  if (field === undefined) return matchAt(KEY_ENDS, after) !== undefined;
  return matchAt(VALUE_ENDS, after) !== undefined || matchAt(NEXT_KEY, after) !== undefined;
}

function rawControl(scan: Scan, character: string, field: string | undefined): void {
  const names = new Map([
    ['\n', 'line break'],
    ['\r', 'line break'],
    ['\t', 'tab'],
  ]);
  const code = `control character U+${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  if (character === '\n' && scan.text[scan.at - 1] === '\r') return;
  const where = field === undefined ? 'a field name' : `the value of ${field}`;
  const what = names.get(character) ?? code;
  defect(scan, scan.at, scan.at + 1, `there is a raw ${what} inside ${where}`);
}

function scanEscape(scan: Scan): string {
  const escape = /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/y;
  const found = matchAt(escape, scan);
  if (found !== undefined) {
    scan.at += found.length;
    return JSON.parse(`"${found}"`) as string;
  }
  const end = Math.min(scan.at + 2, scan.text.length);
  const shown = scan.text.slice(scan.at, end);
  defect(scan, scan.at, end, `the escape ${shown} is none of JSON`);
  scan.at = end;
  return shown.slice(1);
}

/** A value that is nested deeper is given as a list of its text: whatever walks values does so by recursion. */
const MOST_DEPTH = 100;

function scanNested(scan: Scan): unknown {
  const start = scan.at;
  let depth = 0;
  let deepest = 0;
  while (scan.at < scan.text.length) {
    const character = scan.text[scan.at] ?? '';
    if (character === '"') {
      const string = /"(?:[^"\\]|\\.)*"?/sy;
      scan.at += matchAt(string, scan)?.length ?? 1;
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    deepest = Math.max(deepest, depth);
    if (character === '}' || character === ']') depth -= 1;
    scan.at += 1;
    if (depth === 0) break;
  }
  const slice = scan.text.slice(start, scan.at);
  if (deepest > MOST_DEPTH) return [slice];
  const parsed = jsonIn(slice);
  if (parsed !== undefined) return parsed;
  defect(scan, start, scan.at, 'a nested value is broken');
  return slice;
}

function scanTail(scan: Scan): void {
  skipBlanks(scan);
  const rest = scan.text.slice(scan.at);
  if (rest === '') return;
  const quote = /^(["'])\s*$/.exec(rest);
  const message = quote
    ? `there is a stray quote after the closing brace`
    : `there is text after the closing brace`;
  defect(scan, scan.at, scan.at + rest.trimEnd().length, message);
}

function skipBlanks(scan: Scan): void {
  for (;;) {
    const character = scan.text[scan.at];
    if (character === undefined || (character > ' ' && character < '\x7f')) return;
    if (!/\s|\ufeff/.test(character)) return;
    if (!' \t\n\r'.includes(character)) {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      const name = character === '\ufeff' ? 'a byte order mark' : `the space U+${code}`;
      defect(scan, scan.at, scan.at + 1, `${name} is where JSON allows none`);
    }
    scan.at += 1;
  }
}

function matchAt(pattern: RegExp, scan: { text: string; at: number }): string | undefined {
  pattern.lastIndex = scan.at;
  return pattern.test(scan.text) ? scan.text.slice(scan.at, pattern.lastIndex) : undefined;
}

function defect(scan: Scan, start: number, end: number, message: string): void {
  if (scan.defects.length < MAX_DEFECTS) scan.defects.push({ start, end, message });
}
