import { ACCOUNT_SOURCES } from '../../account/index.ts';
import type { PathStep, Source } from '../field-map.ts';

/** A part of a text that could not be read: its UTF-16 offsets in the text and why. */
type TextProblem = {
  readonly code: 'map/bad-placeholder' | 'map/code-in-text';
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint: string;
};

/** A text taken apart: literal stretches and sources, in order. */
type ParsedText = {
  readonly parts: readonly (string | Source)[];
  readonly problems: readonly TextProblem[];
};

/** What a placeholder may read; the key of an auxiliary table does not fit into one, and no field of a pass takes a coupon. */
const KINDS = ACCOUNT_SOURCES.flatMap(({ source }) =>
  source === 'aux' || source === 'coupon' ? [] : source,
);
const EXAMPLE =
  'write {user:First Name}, {event:…}, {business:…}, {campaign:…}, {product:Set[0].field} or {content:Api.field}; a literal brace is written \\{';

/** Reads `{user:First Name}` and its likes out of a text. `\{`, `\}` and `\\` are the character itself. */
export function parseText(text: string): ParsedText {
  const parts: (string | Source)[] = [];
  const problems: TextProblem[] = [];
  let run = '';
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? '';
    if (character === '\\' && /[\\{}]/.test(text[at + 1] ?? '')) {
      run += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if (character !== '{' && character !== '}') {
      run += character;
      at += 1;
      continue;
    }
    const read = readPlaceholder(text, at);
    if ('code' in read) problems.push(read);
    else {
      if (run !== '') parts.push(run);
      run = '';
      parts.push(read.source);
    }
    at = read.end;
  }
  if (run !== '') parts.push(run);
  return { parts, problems };
}

function readPlaceholder(
  text: string,
  start: number,
): TextProblem | { source: Source; end: number } {
  const rest = text.slice(start);
  const jinja = /^\{[{%#].*?(?:[}%#]\}|$)/s.exec(rest);
  const problem = (
    length: number,
    message: string,
    code: TextProblem['code'] = 'map/bad-placeholder',
  ): TextProblem => ({
    code,
    start,
    end: start + length,
    message,
    hint: EXAMPLE,
  });
  if (jinja !== null)
    return problem(
      jinja[0].length,
      'the text holds Jinja, expected placeholders',
      'map/code-in-text',
    );
  if (rest.startsWith('}')) return problem(1, 'this } has no {');
  const whole = /^\{([^{}]*)\}/.exec(rest);
  if (whole === null) return problem(1, 'this { has no }');
  const inside = whole[1] ?? '';
  const [, kind = '', name = ''] = /^\s*(\w+)\s*:\s*(.*?)\s*$/s.exec(inside) ?? [];
  const known = KINDS.find((one) => one === kind);
  if (known === undefined || name === '')
    return problem(whole[0].length, `${whole[0]} is no placeholder`);
  const source = sourceOf(known, name);
  if (source === undefined)
    return problem(whole[0].length, `${name} cannot be read as a path of ${kind}`);
  return { source, end: start + whole[0].length };
}

function sourceOf(kind: (typeof KINDS)[number], name: string): Source | undefined {
  if (kind === 'product') return productPath(name);
  if (kind === 'content') return contentPath(name);
  return { kind, attribute: name };
}

/** `Recommended[0].title` as a source; undefined where it is none. Without a position the first item is meant. */
export function productPath(text: string): Source | undefined {
  const [set, ...path] = pathSteps(text) ?? [];
  if (typeof set !== 'string' || path.length === 0) return undefined;
  const placed = typeof path[0] === 'number' ? path : [0, ...path];
  return placed.length < 2 ? undefined : { kind: 'product', set, path: placed };
}

/** `Points.balance.total` as a source without parameters; undefined where it is none. */
export function contentPath(text: string): Source | undefined {
  const [api, ...path] = pathSteps(text) ?? [];
  if (typeof api !== 'string' || !isApiName(api) || path.length === 0) return undefined;
  return { kind: 'content', api, path, params: [] };
}

/** Whether a Content API can be called by this name in Jinja. */
export function isApiName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** `a.b[0].c d` as steps; undefined where the text is no path. */
export function pathSteps(text: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  const pattern = /(?:^|\.)([^.[\]]+)|\[(\d{1,9})\]/gy;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (found === null) return undefined;
    steps.push(found[2] === undefined ? (found[1] ?? '').trim() : Number(found[2]));
  }
  return steps.length === 0 || steps.includes('') ? undefined : steps;
}
